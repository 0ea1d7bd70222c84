from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged
from wsinspector.protocol.phases import Phase


@pytest.mark.parametrize(
    "wait_ms, ending", [(10, "still-open"), (900, "still-open"), (1100, "clean-tcp-left-open")]
)
def test_a_server_has_a_second_to_end_tcp(wait_ms: int, ending: str) -> None:
    talk = Story().talk().connect().close(CLIENT).wait(1).close(SERVER)
    assert judged(talk.wait(wait_ms)).ending == ending


def test_whoever_leaves_with_the_answer_on_its_way_has_not_waited() -> None:
    talk = Story().talk(SERVER).connect().close(CLIENT).fin(CLIENT).wait(1).fin(SERVER)
    assert judged(talk.over(Phase.CLOSED_UNCLEAN)).ending == "close-not-awaited"


def test_a_fin_is_no_end_as_long_as_the_answer_still_comes() -> None:
    talk = Story().talk().connect().close(CLIENT).fin(CLIENT).wait(1).close(SERVER).fin(SERVER)
    verdict = judged(talk.over())
    assert verdict.ending == "clean-client"
    assert verdict.flags == {"early-fin", "client-fin-first"}


def test_a_reset_after_some_patience_was_waited_for() -> None:
    talk = Story().talk(SERVER).connect().close(SERVER, 1001).wait(1200).rst(SERVER)
    verdict = judged(talk.over(Phase.CLOSED_UNCLEAN))
    assert verdict.ending == "close-unanswered-timeout"
