from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged, rules
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase, Role

BAD = b"GET /chat HTTP/1.1\r\nHost: here\r\nSec-WebSocket-Version: 8\r\n\r\n"


def test_a_bad_request_that_is_accepted() -> None:
    talk = Story().talk(SERVER)
    talk.travel(CLIENT, Kind.REQUEST, BAD)
    talk.record(SERVER, Kind.RESPONSE, True, b"HTTP/1.1 101 x\r\n\r\n", status=101)
    talk.phase(SERVER, Phase.OPEN)
    found = {one.rule: one.by for one in judged(talk).findings}
    assert found["resp-accepted-invalid-request"] is Role.SERVER
    assert found["req-version-not-13"] is found["req-key-missing"] is Role.CLIENT


def test_what_the_client_found_about_the_answer() -> None:
    talk = Story().talk(CLIENT)
    fault = ["resp-accept-wrong", "violation", ["rule.resp-accept-wrong", {}]]
    talk.record(CLIENT, Kind.RESPONSE, False, b"x", status=101, faults=[fault, ["x", "y", "z"]])
    assert rules(judged(talk)) == {"resp-accept-wrong"}


def test_an_answer_that_comes_late() -> None:
    talk = Story().talk(CLIENT)
    talk.travel(CLIENT, Kind.REQUEST, BAD).wait(5_500)
    assert "resp-late" in rules(judged(talk))
    talk.record(CLIENT, Kind.RESPONSE, False, b"x", status=404)
    assert "resp-late" in rules(judged(talk))
