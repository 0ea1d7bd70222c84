from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged
from wsinspector.journal.verdict import Party
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase


def test_a_refused_bad_request_is_the_fault_of_the_client() -> None:
    talk = Story().talk(SERVER)
    talk.travel(CLIENT, Kind.REQUEST, b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    talk.record(SERVER, Kind.FAILURE, step="http", reason="http-rejected")
    verdict = judged(talk.over(Phase.NEVER_OPENED))
    assert (verdict.ending, verdict.initiator) == ("open-http-rejected", Party.SERVER)
    assert verdict.cause is Party.CLIENT


def test_close_before_it_is_open() -> None:
    talk = Story().talk(CLIENT).phase(CLIENT, Phase.CONNECTING_ABORTED).over(Phase.NEVER_OPENED)
    verdict = judged(talk)
    assert (verdict.ending, verdict.cause) == ("open-aborted-by-client", Party.CLIENT)


def test_a_client_that_never_asks() -> None:
    talk = Story().talk(SERVER)
    talk.record(SERVER, Kind.FAILURE, step="http", reason="no-request")
    assert judged(talk.over(Phase.NEVER_OPENED)).ending == "open-no-request"


def test_what_is_still_connecting_has_no_ending() -> None:
    talk = Story().talk(CLIENT).phase(CLIENT, Phase.CONNECTING_HTTP)
    assert judged(talk).ending == "still-open"


def test_what_the_server_cannot_read_is_the_fault_of_the_client() -> None:
    talk = Story().talk(SERVER)
    talk.record(SERVER, Kind.FAILURE, step="http", reason="not-http", faults=[])
    verdict = judged(talk.over(Phase.NEVER_OPENED))
    assert (verdict.ending, verdict.initiator, verdict.cause) == (
        "open-not-http",
        Party.SERVER,
        Party.CLIENT,
    )
    assert "resp-not-http" not in {one.rule for one in verdict.findings}
