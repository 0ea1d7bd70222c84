"""All connections of a session in a table: how long they lived, how they ended, what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from wsinspector.journal.connections import address_text
from wsinspector.journal.visible_text import visible
from wsinspector.models.durations import moment, span

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal
    from wsinspector.models.outcomes import Outcome
    from wsinspector.models.verdict_feed import VerdictFeed

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ORDER_MS: Final = 500
"""How long rows stay where they are before those that changed are put in order."""


class OutcomeColumn(IntEnum):
    """The columns."""

    NUMBER = 0
    PEER = 1
    START = 2
    LIFETIME = 3
    SILENCE = 4
    INITIATOR = 5
    TCP_CLOSER = 6
    CODE = 7
    ENDING = 8
    FINDINGS = 9


_NUMERIC: Final = (
    OutcomeColumn.NUMBER,
    OutcomeColumn.START,
    OutcomeColumn.LIFETIME,
    OutcomeColumn.SILENCE,
    OutcomeColumn.CODE,
)


class OutcomesModel(QAbstractTableModel):
    """One row for each connection, in the order that is asked for.

    A batch of news costs as much as there is news in it. New rows come at the end and take their
    places half a second later, all at once.

    Args:
        journal: where the connections are.
        verdicts: tells what became of them.
        parent: owner of the model.
    """

    CONNECTION_ROLE = Qt.ItemDataRole.UserRole
    """Id of a row's connection."""

    counted = Signal()
    """There are other numbers of connections with one ending or another."""

    def __init__(
        self, journal: Journal, verdicts: VerdictFeed, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._outcomes = verdicts.outcomes
        self._ids: list[int] = []
        self._rows: dict[int, int] = {}
        self._endings: dict[int, str] = {}
        self._counts: Counter[str] = Counter()
        self._ending: str | None = None
        self._column = OutcomeColumn.NUMBER
        self._descending = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_ORDER_MS)
        self._soon.timeout.connect(self.order)
        verdicts.judged.connect(self._take)
        self._take(frozenset(self._outcomes))

    # -- groups ---------------------------------------------------------------------------------

    @property
    def ending(self) -> str | None:
        """The ending whose connections alone are shown; None for all."""
        return self._ending

    def counts(self) -> list[tuple[str, int]]:
        """How many connections have each ending, the most frequent first."""
        return sorted(self._counts.items(), key=lambda one: (-one[1], one[0]))

    def show_ending(self, ending: str | None) -> None:
        """Show the connections with this ending alone; None for all."""
        if ending == self._ending:
            return
        self.beginResetModel()
        self._ending = ending
        self._ids = self._sorted([one for one in self._outcomes if self._is_shown(one)])
        self._number_rows()
        self.endResetModel()

    def _is_shown(self, connection: int) -> bool:
        outcome = self._outcomes.get(connection)
        return outcome is not None and self._ending in (None, outcome.ending)

    # -- following ------------------------------------------------------------------------------

    def _take(self, changed: AbstractSet[int]) -> None:
        for connection in sorted(changed):
            self._count(connection)
            row, is_shown = self._rows.get(connection), self._is_shown(connection)
            if row is None and is_shown:
                self.beginInsertRows(QModelIndex(), len(self._ids), len(self._ids))
                self._rows[connection] = len(self._ids)
                self._ids.append(connection)
                self.endInsertRows()
            elif row is not None and not is_shown:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._ids[row]
                self._number_rows()
                self.endRemoveRows()
            elif row is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, OutcomeColumn.FINDINGS))
        if changed:
            self.counted.emit()
            in_order = self._column is OutcomeColumn.NUMBER and not self._descending
            if not in_order and not self._soon.isActive():
                self._soon.start()

    def _count(self, connection: int) -> None:
        outcome = self._outcomes.get(connection)
        before = self._endings.pop(connection, None)
        if before is not None:
            self._counts[before] -= 1
            if not self._counts[before]:
                del self._counts[before]
        if outcome is not None:
            self._endings[connection] = outcome.ending
            self._counts[outcome.ending] += 1

    def order(self) -> None:
        """Put the rows in the order that was asked for."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        connections = [self._ids[index.row()] for index in old]
        self._ids = self._sorted(self._ids)
        self._number_rows()
        new = [
            self.index(self._rows[connection], index.column())
            for connection, index in zip(connections, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _number_rows(self) -> None:
        self._rows = {connection: row for row, connection in enumerate(self._ids)}

    def _sorted(self, connections: list[int]) -> list[int]:
        """What has no value comes last, whichever way it goes."""
        keyed = {connection: self._key(connection) for connection in connections}
        with_value = sorted(
            (one for one in connections if keyed[one] is not None),
            key=lambda one: (keyed[one], one),
            reverse=self._descending,
        )
        return with_value + sorted(one for one in connections if keyed[one] is None)

    def _key(self, connection: int) -> Any:  # noqa: ANN401 - numbers or words, by column
        outcome = self._outcomes.get(connection)
        if outcome is None:
            return None
        match self._column:
            case OutcomeColumn.NUMBER | OutcomeColumn.START:
                return connection
            case OutcomeColumn.LIFETIME:
                return self._lifetime_ns(connection, outcome)
            case OutcomeColumn.SILENCE:
                return outcome.silence_ns or None
            case OutcomeColumn.CODE:
                return outcome.code
            case OutcomeColumn.FINDINGS:
                return outcome.violations, outcome.deviations
            case _:
                return self._words(connection, outcome, self._column)

    # -- what it says ---------------------------------------------------------------------------

    def _lifetime_ns(self, connection: int, outcome: Outcome) -> int | None:
        if outcome.is_open:
            return None
        return max(0, outcome.last_ns - self._journal.connection(connection).began_ns)

    def _words(self, connection: int, outcome: Outcome, column: int) -> str:
        match column:
            case OutcomeColumn.NUMBER:
                return f"#{connection}"
            case OutcomeColumn.PEER:
                return self._peer(connection)
            case OutcomeColumn.START:
                return moment(self._journal.connection(connection).began_ns)
            case OutcomeColumn.LIFETIME:
                lived = self._lifetime_ns(connection, outcome)
                return self.tr("open") if lived is None else span(lived)
            case OutcomeColumn.SILENCE:
                return span(outcome.silence_ns) if outcome.silence_ns else ""
            case OutcomeColumn.INITIATOR:
                return outcome.initiator.value
            case OutcomeColumn.TCP_CLOSER:
                return outcome.tcp_closer.value
            case OutcomeColumn.CODE:
                return "" if outcome.code is None else str(outcome.code)
            case OutcomeColumn.ENDING:
                return outcome.ending
            case _:
                return " ".join(
                    f"{sign} {count}"
                    for sign, count in (("▲", outcome.violations), ("◆", outcome.deviations))
                    if count
                )

    def _peer(self, connection: int) -> str:
        """What a client of ours was asked to connect to, else from where a client came."""
        found = self._journal.connection(connection)
        if found.url:
            return visible(found.url)
        return "" if found.client is None else visible(address_text(found.client))

    def _said(self, connection: int, outcome: Outcome, column: int) -> str:
        """A cell for who cannot see it."""
        if column != OutcomeColumn.FINDINGS:
            return f"{self._name(column)}: {self._words(connection, outcome, column)}"
        said = self.tr("%1 violations, %2 deviations").replace("%1", str(outcome.violations))
        return said.replace("%2", str(outcome.deviations))

    def _name(self, column: int) -> str:
        return (
            "#",
            self.tr("Peer"),
            self.tr("Start"),
            self.tr("Lifetime"),
            self.tr("Silence"),
            self.tr("Began"),
            self.tr("TCP by"),
            self.tr("Code"),
            self.tr("Ending"),
            self.tr("Findings"),
        )[column]

    def _help(self, column: int) -> str:
        return (
            self.tr("Number of the connection"),
            self.tr("What a client of ours connected to, or from where a client came"),
            self.tr("Seconds since the session began"),
            self.tr("From its beginning to the last that happened"),
            self.tr("How long no frame had gone or come when TCP was ended"),
            self.tr("Who began the end"),
            self.tr("Who ended TCP first"),
            self.tr("What the client’s API reported, or would report"),
            self.tr("How it ended"),
            self.tr("▲ rules that were broken, ◆ rules that were bent"),
        )[column]

    # -- for the view ---------------------------------------------------------------------------

    def connection_at(self, row: int) -> int | None:
        """The connection of a row; None if there is no such row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, connection: int) -> int | None:
        """The row of a connection; None if it is not shown."""
        return self._rows.get(connection)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(OutcomeColumn)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        connection = self._ids[index.row()]
        outcome = self._outcomes.get(connection)
        if outcome is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._words(connection, outcome, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(connection, outcome, index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(index.column())
            case self.CONNECTION_ROLE:
                return connection
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._name(section)
            case Qt.ItemDataRole.ToolTipRole:
                return self._help(section)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
            case _:
                return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column = OutcomeColumn(column)
        self._descending = order is Qt.SortOrder.DescendingOrder
        self.order()


def _alignment(column: int) -> Qt.AlignmentFlag:
    is_right = column in _NUMERIC
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
