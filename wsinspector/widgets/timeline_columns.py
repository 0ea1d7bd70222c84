"""How wide the columns of the timeline are: fitting, until the person decides."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from wsinspector.models.timeline_line import Column
from wsinspector.models.timeline_model import TimelineModel
from wsinspector.widgets.timeline_painter import PADDING

LANES_MIN, LANES_MAX = 232, 340
"""Bounds of the lanes where the program decides, device-independent pixels."""

_SUMMARY_MIN = 120
_DIGITS_MIN = (3, 2, 2)
"""Of row numbers, seconds and connections: there are more when they are needed."""

_LENGTH_DIGITS_MIN = 5
_SLACK = 3


class TimelineColumns(QObject):
    """Fits the columns of a timeline into its width.

    Numbers are shown whole, the lanes get a fair part of the rest. Once the person has dragged a
    column, theirs is the only arrangement. The column of connections is there once there are two.

    Args:
        view: the timeline; its model is a :class:`TimelineModel`.
        header: its header.
    """

    def __init__(self, view: QTableView, header: QHeaderView) -> None:
        super().__init__(view)
        model = view.model()
        assert isinstance(model, TimelineModel)
        self._model = model
        self._view = view
        self._header = header
        self._metrics = view.fontMetrics()
        self._longest = self._measured = 0
        self._digits = self._digits_now()
        self._is_own = False
        self._is_arranging = False
        header.sectionResized.connect(self._on_section_resized)

    def arrange(self, metrics: QFontMetrics | None = None) -> None:
        """Fit the columns, unless the person has.

        Args:
            metrics: how wide numbers are, if that has changed.
        """
        if metrics is not None:
            self._metrics = metrics
        self._is_arranging = True
        self._view.setColumnHidden(Column.CONNECTION, not self._has_several)
        if not self._is_own:
            self._fit()
        self._is_arranging = False

    def _fit(self) -> None:
        fixed = 0
        for column, sample in {
            Column.NUMBER: "0" * self._digits[0],
            Column.TIME: "0" * self._digits[1] + ".000",
            Column.DELTA: "0.00 ms",
            Column.CONNECTION: "#" + "0" * self._digits[2],
            Column.LENGTH: "0" * self._digits[3],
        }.items():
            name = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            width = max(
                self._metrics.horizontalAdvance(sample),
                self._view.fontMetrics().horizontalAdvance(name),
            )
            width += 2 * PADDING + _SLACK
            if not self._view.isColumnHidden(column):
                self._view.setColumnWidth(column, width)
                fixed += width
        rest = self._view.viewport().width() - fixed
        lanes = min(rest * 45 // 100, rest - _SUMMARY_MIN)
        self._view.setColumnWidth(Column.LANES, max(LANES_MIN, min(LANES_MAX, lanes)))

    def make_room(self) -> None:
        """Widen the columns of numbers when these get one more digit; show that of connections."""
        digits, is_hidden = self._digits_now(), self._view.isColumnHidden(Column.CONNECTION)
        if digits != self._digits or self._has_several == is_hidden:
            self._digits = digits
            self.arrange()

    def state(self) -> QByteArray:
        """The widths as the person wants them, to be remembered; empty if they never said."""
        return self._header.saveState() if self._is_own else QByteArray()

    def restore(self, state: QByteArray) -> bool:
        """Take widths that were remembered; False if they are none of ours."""
        if state.isEmpty():
            return False
        self._is_arranging = True
        self._is_own = self._header.restoreState(state) or self._is_own
        self._view.setColumnHidden(Column.CONNECTION, not self._has_several)
        self._is_arranging = False
        return self._is_own

    @property
    def _has_several(self) -> bool:
        return len(self._model.journal.table.connections) > 1

    def _digits_now(self) -> tuple[int, ...]:
        journal = self._model.journal
        rows = journal.rows
        seconds = journal.time_of(rows.entries[-1]) // 1_000_000_000 if len(rows) else 0
        numbers = (len(rows), seconds, len(journal.table.connections))
        pairs = zip(_DIGITS_MIN, numbers, strict=True)
        digits = [max(least, len(str(number))) for least, number in pairs]
        return *digits, max(_LENGTH_DIGITS_MIN, len(str(self._longest_now())))

    def _longest_now(self) -> int:
        """The longest payload so far; looks at new entries only."""
        journal = self._model.journal
        self._longest = max(self._longest, journal.longest(self._measured))
        self._measured = len(journal)
        return self._longest

    def _on_section_resized(self, section: int) -> None:
        # The last section is stretched by the view itself.
        if not self._is_arranging and section != Column.SUMMARY:
            self._is_own = True
            self._view.viewport().update()
