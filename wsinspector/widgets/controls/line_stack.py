"""Lines of one kind, one below the other, made as they are needed and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.widgets.verdict.fact_line import FactLine
from wsinspector.widgets.verdict.finding_line import FindingLine

Line = TypeVar("Line", FactLine, FindingLine)
_Item = TypeVar("_Item")

LINES_MAX = 60
"""More are not made: nobody would read them."""


class LineStack(QWidget, Generic[Line]):
    """As many lines as there are things to say, each filled anew where it stands.

    Args:
        make: makes a line.
        row_wanted: passed on from all lines.
    """

    def __init__(self, make: Callable[[], Line], row_wanted: SignalInstance) -> None:
        super().__init__()
        self._make: Callable[[], Line] = make
        self._row_wanted = row_wanted
        self._lines: list[Line] = []
        self._count = 0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self.hide()

    def __len__(self) -> int:
        return self._count

    def shown(self) -> list[Line]:
        """The lines that say something."""
        return self._lines[: self._count]

    def fill(self, items: Sequence[_Item], say: Callable[[Line, _Item], None]) -> None:
        """Have a line say each of these, and hide the others.

        Args:
            items: what there is to say.
            say: lets a line say it.
        """
        items = items[:LINES_MAX]
        self._count = len(items)
        while len(self._lines) < self._count:
            line = self._make()
            line.row_wanted.connect(self._row_wanted)
            self._lines.append(line)
            self._layout.addWidget(line)
        for line, item in zip(self._lines, items, strict=False):
            say(line, item)
            line.show()
        for line in self._lines[self._count :]:
            line.hide()
        self.setVisible(self._count > 0)
