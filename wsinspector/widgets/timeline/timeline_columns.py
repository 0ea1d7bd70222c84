"""How wide the columns of the timeline are: fitting, until the person decides."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from wsinspector.models.timeline_line import Column
from wsinspector.models.timeline_model import TimelineModel
from wsinspector.widgets.timeline.timeline_header import TimelineHeader
from wsinspector.widgets.timeline.timeline_painter import PADDING

LANES_MIN, LANES_MAX = 212, 340
"""Bounds of the lanes where the program decides, device-independent pixels."""

_SUMMARY_MIN = 170
_TIGHT_LANES, _TIGHT_SUMMARY = 140, 64
"""What is left of both where there is room for neither."""
_DISPENSABLE = (Column.LENGTH, Column.DELTA)
"""Go first where there is no room: the frame panel tells the one, the times tell the other."""
_DIGITS_MIN = (3, 2, 2)
"""Of row numbers, seconds and connections: there are more when they are needed."""

_LENGTH_DIGITS_MIN = 5
_SLACK = 1


class TimelineColumns(QObject):
    """Fits the columns of a timeline into its width.

    Numbers are shown whole, the lanes get a fair part of the rest. Where that is too little, the
    columns that can be done without go, so that nobody has to scroll sideways. Once the person has
    dragged a column, theirs is the only arrangement. The column of connections is there once there
    are two.

    Args:
        view: the timeline; its model is a :class:`TimelineModel`.
        header: its header.
    """

    def __init__(self, view: QTableView, header: TimelineHeader) -> None:
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
        header.sectionResized.connect(self._on_section_resized)

    def arrange(self, metrics: QFontMetrics | None = None) -> None:
        """Fit the columns, unless the person has.

        Args:
            metrics: how wide numbers are, if that has changed.
        """
        if metrics is not None:
            self._metrics = metrics
        self._view.setColumnHidden(Column.CONNECTION, not self._has_several)
        if self._is_own:
            self._show_all()
        else:
            self._fit()

    def _fit(self) -> None:
        widths = self._number_widths()
        if not self._has_several:
            del widths[Column.CONNECTION]
        for column in _DISPENSABLE:
            if self._rest(widths) < LANES_MIN + _TIGHT_SUMMARY:
                del widths[column]
        for column in _DISPENSABLE:
            self._view.setColumnHidden(column, column not in widths)
        for column, width in widths.items():
            self._view.setColumnWidth(column, width)
        rest = self._rest(widths)
        lanes = max(LANES_MIN, min(LANES_MAX, rest * 45 // 100, rest - _SUMMARY_MIN))
        lanes = min(lanes, max(_TIGHT_LANES, rest - _TIGHT_SUMMARY))
        self._view.setColumnWidth(Column.LANES, lanes)
        # Qt stretches the last one, but does not make it narrower than it was.
        self._view.setColumnWidth(Column.SUMMARY, rest - lanes)

    def _rest(self, widths: dict[Column, int]) -> int:
        """What these columns leave for lanes and summary."""
        return self._view.viewport().width() - sum(widths.values())

    def _number_widths(self) -> dict[Column, int]:
        """Of every column that shows numbers: as much as its numbers and its name need."""
        widths: dict[Column, int] = {}
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
            widths[column] = width + 2 * PADDING + _SLACK
        return widths

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
        self._is_own = self._header.restoreState(state) or self._is_own
        self._view.setColumnHidden(Column.CONNECTION, not self._has_several)
        if self._is_own:
            self._show_all()
        return self._is_own

    def _show_all(self) -> None:
        for column in _DISPENSABLE:
            self._view.setColumnHidden(column, False)

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
        # Qt resizes sections, too: the last one always, all of them when they are first shown.
        if self._header.held and section != Column.SUMMARY:
            self._is_own = True
            self._view.viewport().update()
