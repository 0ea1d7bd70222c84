from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged
from wsinspector.journal.verdict import Certainty
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase


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
