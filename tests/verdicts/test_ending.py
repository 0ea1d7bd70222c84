from __future__ import annotations

from wsinspector.journal.verdict import Certainty, Party
from wsinspector.verdicts.ending import STILL_OPEN, Ending


def test_an_ending_is_certain_unless_said_otherwise() -> None:
    ending = Ending(STILL_OPEN, Party.NOBODY, Party.NOBODY)
    assert (ending.certainty, ending.flags, ending.complete) == (
        Certainty.CERTAIN,
        frozenset(),
        False,
    )
