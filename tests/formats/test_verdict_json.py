from __future__ import annotations

import json

from tests.support.journals import CLIENT, SERVER, Story, client_begun, lost_close, one_ended
from tests.support.judged import judged
from wsinspector.formats.verdict_json import verdict_line
from wsinspector.protocol.phases import Phase


def test_the_fields_are_stable() -> None:
    line = verdict_line(judged(client_begun(Story())), "ws://127.0.0.1:8765/")
    assert line.endswith("}\n")
    assert line.isascii()
    record = json.loads(line)
    assert list(record) == [
        "kind",
        "connection",
        "url",
        "vantage",
        "ending",
        "flags",
        "initiator",
        "tcp_closer",
        "cause",
        "certainty",
        "sentence",
        "ends",
        "findings",
    ]
    assert (record["vantage"], record["ending"]) == ("both", "clean-client")
    client = record["ends"]["client"]
    assert (client["code"], client["wasClean"], client["readyState"]) == (1000, True, 3)
    assert client["profiles"]["chromium"] == {
        "code": 1000,
        "reason": client["reason"],
        "wasClean": True,
        "error": False,
    }


def test_from_one_end() -> None:
    record = json.loads(verdict_line(judged(one_ended(Story(), CLIENT)), ""))
    assert record["vantage"] == "client"
    assert record["ends"]["server"]["readyState"] is None
    assert record["ends"]["server"]["code"] is None


def test_findings_name_their_evidence() -> None:
    talk = Story().talk(CLIENT).connect().close(CLIENT).wait(1).fin(SERVER)
    record = json.loads(verdict_line(judged(talk.over(Phase.CLOSED_UNCLEAN)), ""))
    (finding,) = [one for one in record["findings"] if one["id"] == "close-reply-missing"]
    assert (finding["severity"], finding["by"]) == ("violation", "server")
    assert finding["reference"] == "RFC 6455 §5.5.1"
    assert len(finding["entries"]) == 2


def test_what_was_not_reported_is_null() -> None:
    record = json.loads(verdict_line(judged(lost_close(Story())), ""))
    assert record["ends"]["server"]["code"] is None
    assert record["ends"]["client"]["error"] is True
