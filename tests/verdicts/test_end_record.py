from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase, ReadyState, Role


def test_a_limit_of_ones_own_is_a_reason_to_fail() -> None:
    talk = Story().talk(SERVER).connect()
    talk.record(SERVER, Kind.FAILURE, False, rule="frame-length-huge", code=1009)
    talk.close(SERVER, 1009).close(CLIENT, 1009).fin(SERVER).fin(CLIENT)
    verdict = judged(talk.over(Phase.CLOSED_UNCLEAN))
    assert verdict.ending == "failed-too-big"
    assert verdict.ends[SERVER].predicted["letter"].code == 1006
    assert verdict.ends[CLIENT].predicted["letter"].code == 1009
    assert [one.by for one in verdict.findings if one.rule == "frame-length-huge"] == [Role.CLIENT]


def test_what_the_api_said() -> None:
    talk = Story().talk(CLIENT).connect().fin(SERVER).over(Phase.CLOSED_UNCLEAN)
    talk.api(CLIENT, "error").api(CLIENT, "close", code=1006, reason="", wasClean=False)
    client = judged(talk).ends[CLIENT]
    assert client.ready is ReadyState.CLOSED
    assert client.reported == (1006, "", False, True)
    assert len(client.reported_by) == 2


def test_tls_that_ends_without_saying_so() -> None:
    talk = Story().talk(CLIENT).connect()
    talk.record(CLIENT, Kind.TLS, False, event="missing")
    verdict = judged(talk.fin(SERVER).fin(CLIENT).over(Phase.CLOSED_UNCLEAN))
    assert "no-close-notify" in verdict.flags
    assert [one.by for one in verdict.findings if one.rule == "tls-close-notify-missing"] == [
        SERVER
    ]


def test_what_was_noted_by_who_read_the_bytes() -> None:
    talk = Story().talk(SERVER).connect()
    talk.record(SERVER, Kind.NOTE, rule="req-early-data")
    talk.record(SERVER, Kind.NOTE, rule="tls-data-after-close-notify")
    found = {one.rule: one.by for one in judged(talk).findings}
    assert found["req-early-data"] is found["tls-data-after-close-notify"] is CLIENT
