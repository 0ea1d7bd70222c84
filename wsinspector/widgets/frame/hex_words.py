"""What is wrong with hexadecimal digits, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wsinspector.widgets.panes.hex_input import HexProblem


def hex_problem_words(problem: HexProblem, *, with_place: bool = False) -> str:
    """The sentence for what is wrong.

    Args:
        problem: what is wrong.
        with_place: whether to say where, because no mark shows it.
    """
    tr = QCoreApplication.translate
    said = (
        tr("HexProblem", "A byte has two hexadecimal digits: one is missing.")
        if problem.is_odd
        else tr("HexProblem", "Only hexadecimal digits, white space and 0x can stand here.")
    )
    if not with_place:
        return said
    where = tr("HexProblem", "Character {number}:").format(number=f"{problem.position + 1:,}")
    return f"{where} {said}"
