"""The rows of the timeline: every fact in view, read from the journal's columns when painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from wsinspector.journal.entries import Entry
from wsinspector.journal.journal import Journal
from wsinspector.journal.row_filter import RowFilter
from wsinspector.journal.watch import Advance
from wsinspector.models.durations import moment, span
from wsinspector.models.journal_feed import JournalFeed
from wsinspector.models.rows_in_view import RowsInView
from wsinspector.models.shown_rows import ShownRows
from wsinspector.models.steps import StepReader
from wsinspector.models.timeline_insight import TimelineInsight
from wsinspector.models.timeline_line import Column, TimelineLine
from wsinspector.models.timeline_words import (
    cell_words,
    column_help,
    column_name,
    one_line,
    row_words,
    times_words,
)
from wsinspector.protocol.facts import Kind
from wsinspector.texts import Text

if TYPE_CHECKING:
    from wsinspector.models.verdict_feed import VerdictFeed

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_REMEMBERED = 512


STATE_KINDS = frozenset({Kind.CALL, Kind.STATE})
"""What is shown only when asked for: wishes of the user and changes of state."""


COPIED_ROWS_MAX = 10_000
"""Most rows that one copy takes; the copy says how many more there were."""


class TimelineModel(QAbstractTableModel):
    """The timeline of one journal, filtered.

    A batch of new rows costs one insertion, whatever its size; nothing is made for an entry before
    its row is seen.

    Args:
        journal: where the entries are.
        feed: tells when there are more.
        render: puts a text of the journal into words.
        parent: owner of this object.
    """

    ENTRY_ROLE = Qt.ItemDataRole.UserRole
    """The id of a row's entry."""

    advanced = Signal()
    """The journal went on, so that also rows that are as they were may look different: a row shows
    what its ends became by it."""
    filter_changed = Signal()
    """Other rows are in view."""

    def __init__(
        self,
        journal: Journal,
        feed: JournalFeed,
        render: Callable[[Text], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._render = render
        self._steps = StepReader(journal)
        self._filter = RowFilter()
        self._with_states = False
        self._insight = TimelineInsight(journal, self._steps, render)
        self._rows = ShownRows(journal, RowsInView(journal, self._filter))
        self._count = len(self._rows)
        self._lines: dict[int, TimelineLine] = {}
        feed.advanced.connect(self._on_advanced)

    # -- what is in view ------------------------------------------------------------------------

    @property
    def journal(self) -> Journal:
        """Where the entries are."""
        return self._journal

    @property
    def filter(self) -> RowFilter:
        """Which rows are in view."""
        return self._filter

    def set_filter(self, wanted: RowFilter) -> None:
        """Show these rows only."""
        if wanted != self._filter:
            self._filter = wanted
            self._reset()

    def show_states(self, shown: bool) -> None:
        """Whether changes of state and calls are rows, too; they carry no number."""
        if shown != self._with_states:
            self._with_states = shown
            self._reset()

    def follow(self, verdicts: VerdictFeed) -> None:
        """Mark what proves findings from now on, and show what is inferred."""
        self._insight.follow(verdicts)
        verdicts.judged.connect(self._on_judged)
        verdicts.changed.connect(self._on_judged)
        self._on_judged()

    def entry_at(self, row: int) -> int:
        """The entry of a row in view.

        Raises:
            IndexError: there is no such row.
        """
        if not 0 <= row < self._count:
            raise IndexError(row)
        return self._rows[row]

    def row_of(self, entry: int) -> int | None:
        """The row in view of an entry, or of the entry that is the same fact, or None."""
        if not 0 <= entry < len(self._journal):
            return None
        for wanted in (entry, self._journal.mate(entry)):
            if wanted is not None:
                row = self._rows.find(wanted)
                if row is not None:
                    return row
        return None

    # -- one row --------------------------------------------------------------------------------

    def line(self, row: int) -> TimelineLine:
        """All that a row in view shows; remembered until the journal goes on.

        Raises:
            IndexError: there is no such row.
        """
        line = self._lines.get(row)
        if line is None:
            if len(self._lines) >= _REMEMBERED:
                self._lines.clear()
            line = self._lines[row] = self._line(row)
        return line

    def forget_lines(self) -> None:
        """Make every line anew when it is asked for."""
        self._lines.clear()

    def _line(self, row: int) -> TimelineLine:
        # Late, because a window begins without a row.
        from wsinspector.journal.summary import entry_line

        journal = self._journal
        entry = journal.entry(self.entry_at(row))
        inferred = self._rows.inferred(row)
        if inferred is not None:
            return self._insight.line(inferred, self._rows.recorded(row), self._with_states)
        number = journal.rows.row_of(entry.id)
        connection = journal.end(entry.end).connection
        label, summary, marked = entry_line(journal, entry)
        return TimelineLine(
            entry.id,
            "" if number is None else str(number + 1),
            moment(entry.time_ns),
            self._delta(row, entry, connection),
            f"#{connection}" if connection > 0 else "",
            one_line(self._render(label)),
            str(entry.length) if entry.kind.is_frame or entry.length else "",
            one_line(self._render(summary)),
            marked,
            self._steps.step(entry, self._with_states),
            self._insight.sign(entry.id),
        )

    def _delta(self, row: int, entry: Entry, connection: int) -> str:
        before = self._rows.before(row, connection) if connection else None
        if before is None:
            return ""
        return span(max(0, entry.time_ns - self._journal.time_of(before)))

    def text_of(self, row: int, column: int) -> str:
        """What a cell shows, in words."""
        return cell_words(self.line(row), column)

    def row_as_text(self, row: int) -> str:
        """A row as one line, its cells parted by tabs."""
        return "\t".join(self.text_of(row, column) for column in Column)

    def rows_as_text(self, ranges: Iterable[tuple[int, int]]) -> str:
        """Rows as lines, see :meth:`row_as_text`; at most :data:`COPIED_ROWS_MAX` of them.

        Args:
            ranges: first and last row of each range, none overlapping another.
        """
        lines: list[str] = []
        left_out = 0
        for first, last in sorted(ranges):
            stop = min(last + 1, first + COPIED_ROWS_MAX - len(lines))
            lines += map(self.row_as_text, range(first, stop))
            left_out += last + 1 - stop
        if left_out:
            lines.append(self.tr("… and %1 more rows").replace("%1", str(left_out)))
        return "\n".join(lines)

    def row_in_words(self, row: int) -> str:
        """A row as a sentence, for who cannot see it."""
        return row_words(self.line(row))

    def tooltip(self, row: int, column: int) -> str:
        """What there is to say about a cell beyond what it shows; plain text."""
        if column in (Column.TIME, Column.DELTA):
            return times_words(self._journal, self.entry_at(row))
        is_recorded = self._rows.inferred(row) is None
        hint = self._insight.hint(self.entry_at(row)) if is_recorded else ""
        if hint and column in (Column.NUMBER, Column.SUMMARY):
            return f"{self.line(row).summary} · {hint}" if column is Column.SUMMARY else hint
        can_be_cut = column in (Column.LANES, Column.LENGTH, Column.SUMMARY)
        return self.text_of(row, column) if can_be_cut else ""

    # -- following the journal ------------------------------------------------------------------

    def _effective_filter(self) -> RowFilter:
        if not self._with_states:
            return self._filter
        kinds = self._filter.kinds
        return replace(
            self._filter,
            kinds=None if kinds is None else kinds | STATE_KINDS,
            background=STATE_KINDS,
            aside=True,
        )

    def _reset(self) -> None:
        self.beginResetModel()
        recorded = RowsInView(self._journal, self._effective_filter(), self._insight.evidence)
        self._rows = ShownRows(self._journal, recorded)
        for row in self._insight.inferred(self._filter):
            self._rows.insert(row)
        self._count = len(self._rows)
        self.forget_lines()
        self.endResetModel()
        self.filter_changed.emit()

    def _on_advanced(self, advance: Advance) -> None:
        self.forget_lines()
        last = self._count - 1
        if not self._take_new_rows():
            self.advanced.emit()
            return
        if advance.changed_rows is not None and last >= 0:
            low, high = self._rows.range_of(*advance.changed_rows)
            if low <= min(high, last):
                first, stop = self.index(low, 0), self.index(min(high, last), Column.SUMMARY)
                self.dataChanged.emit(first, stop)
        self.advanced.emit()

    # -- what was found out ---------------------------------------------------------------------

    def _on_judged(self, _connections: object = None) -> None:
        now, known = self._insight.inferred(self._filter), self._rows.all_inferred
        for row in known:
            if row not in now:
                at = self._rows.position_of(row)
                self.beginRemoveRows(QModelIndex(), at, at)
                self._rows.remove(row)
                self._count -= 1
                self.endRemoveRows()
        for row in now:
            if row not in known:
                at = self._rows.position_of(row)
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(row)
                self._count += 1
                self.endInsertRows()
        if self._insight.take_version() or list(now) != known:
            self.forget_lines()
            if self._filter.findings:
                self._take_new_rows()
            self.advanced.emit()

    def _take_new_rows(self) -> bool:
        """Show the rows that came behind the others; all of them, if older ones came or went."""
        if not self._rows.grow():
            self._reset()
            return False
        if len(self._rows) > self._count:
            self.beginInsertRows(QModelIndex(), self._count, len(self._rows) - 1)
            self._count = len(self._rows)
            self.endInsertRows()
        return True

    # -- for the view ---------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text_of(row, column)
            case self.ENTRY_ROLE:
                return self.entry_at(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.row_in_words(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                if column in (Column.NUMBER, Column.DELTA, Column.LENGTH):
                    return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.data(self.createIndex(0, section), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return column_name(section)
        return column_help(section) if role == Qt.ItemDataRole.ToolTipRole else None
