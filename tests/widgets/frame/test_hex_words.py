from __future__ import annotations

from wsinspector.widgets.frame.hex_words import hex_problem_words
from wsinspector.widgets.panes.hex_input import HexProblem


def test_what_is_wrong_and_where() -> None:
    assert "one is missing" in hex_problem_words(HexProblem(3, is_odd=True))
    said = hex_problem_words(HexProblem(3, is_odd=False), with_place=True)
    assert said.startswith("Character 4: Only hexadecimal digits")
