from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged, rules
from wsinspector.journal.verdict import Certainty, Party
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase, Role


def test_from_one_end_a_crossing_is_a_guess() -> None:
    talk = Story().talk(CLIENT).connect().wait(5)
    talk.frame(CLIENT, Kind.PING, b"1").wait(80).frame(SERVER, Kind.PONG, b"1").wait(10)
    talk.phase(CLIENT, Phase.CLOSE_SENT).frame(CLIENT, Kind.CLOSE, b"\x0f\xa0")
    talk.wait(-0.13).frame(SERVER, Kind.CLOSE, b"\x03\xe9bye")
    verdict = judged(talk.fin(SERVER).fin(CLIENT).over())
    assert verdict.ending in ("clean-crossing", "clean-client")
    assert verdict.certainty in (Certainty.LIKELY, Certainty.CERTAIN)


def test_an_answer_that_says_the_same_is_an_answer() -> None:
    talk = Story().talk(CLIENT).connect().wait(5).close(CLIENT, 1000, "x").close(SERVER, 1000, "x")
    verdict = judged(talk.fin(SERVER).fin(CLIENT).over())
    assert (verdict.ending, verdict.certainty) == ("clean-client", Certainty.CERTAIN)


@pytest.mark.parametrize("views", [(CLIENT,), (SERVER,), (CLIENT, SERVER)])
def test_a_close_that_blames_what_came_before_is_no_crossing(views: tuple[Role, ...]) -> None:
    talk = Story().talk(*views).connect()
    talk.frame(CLIENT, Kind.RESERVED_3, b"x").close(CLIENT, 1000).close(SERVER, 1002)
    verdict = judged(talk.fin(SERVER).fin(CLIENT).over())
    assert (verdict.ending, verdict.initiator) == ("failed-protocol", Party.SERVER)
    assert verdict.cause is Party.CLIENT


def test_what_a_client_sends_instead_of_a_request_is_its_own_fault() -> None:
    talk = Story().talk(SERVER)
    details = {"step": "http", "reason": "not-http", "text": ["head.not-http", {"start": "00"}]}
    talk.record(SERVER, Kind.FAILURE, **details)
    verdict = judged(talk.fin(SERVER).fin(CLIENT).over(Phase.NEVER_OPENED))
    assert (verdict.ending, verdict.cause) == ("open-not-http", Party.CLIENT)
    assert rules(verdict) == set()
