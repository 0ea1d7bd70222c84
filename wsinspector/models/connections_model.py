"""The connections that came to the embedded server, as a list for a view."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wsinspector.journal.connections import End, address_text
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.watch import Advance
from wsinspector.models.sent_fins import SentFins
from wsinspector.protocol.phases import Phase, ReadyState, Role, owed

_Index = QModelIndex | QPersistentModelIndex


class ConnectionRole(IntEnum):
    """What the model knows of a connection beside its label (``DisplayRole``)."""

    CONNECTION = Qt.ItemDataRole.UserRole
    """Its id, which is also the number shown."""
    END = Qt.ItemDataRole.UserRole + 1
    """Id of the server's end."""
    PEER = Qt.ItemDataRole.UserRole + 2
    """The peer's address as ``host:port``; empty as long as it is not known."""
    PEER_PORT = Qt.ItemDataRole.UserRole + 3
    """The peer's port, or None."""
    READY = Qt.ItemDataRole.UserRole + 4
    """Its :class:`ReadyState`."""
    PHASE = Qt.ItemDataRole.UserRole + 5
    """Its :class:`Phase`."""
    OWED = Qt.ItemDataRole.UserRole + 6
    """``(Role, Debt)``, or None."""
    ODDITY = Qt.ItemDataRole.UserRole + 7
    """What a server end that is not over does against the standard, in words; empty for nothing."""


class ConnectionsModel(QAbstractListModel):
    """One row for each connection with a server end of ours, the newest last.

    Values are read from the journal when a view asks for them. A batch of news costs a signal or
    two, however much is in it.

    Args:
        journal: where the connections are.
        limit: rows kept; the oldest connections that are over leave first.
        parent: owner of the model.
    """

    def __init__(self, journal: Journal, limit: int = 1000, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._limit = limit
        self._fins = SentFins(journal)
        self._ends: list[End] = []
        self._seen = 0
        self._aside = 0
        self._oddity_of: Callable[[int], str] = lambda _end: ""
        self._add_new()
        self._remove_surplus()

    def advance(self, news: Advance) -> None:
        """Take over what is new; connect it to the journal's feed."""
        if news.connections:
            self._remove_aside()
        known = len(self._ends)
        if news.connections:
            self._add_new()
            self._remove_surplus()
        if known and (news.connections or news.stop_entry > news.first_entry):
            first, last = self.index(0), self.index(min(known, len(self._ends)) - 1)
            self.dataChanged.emit(first, last)

    def tell_oddities(self, oddity_of: Callable[[int], str]) -> None:
        """Ask this from now on what an end, given by its id, does against the standard."""
        self._oddity_of = oddity_of

    def row_of(self, connection_id: int) -> int | None:
        """The row of a connection; None when it is not in the list."""
        for row in range(len(self._ends) - 1, -1, -1):
            if self._ends[row].connection == connection_id:
                return row
        return None

    def _add_new(self) -> None:
        ends = self._journal.table.ends
        new = [
            end for end in ends[self._seen :] if end.kind is EndKind.SERVER and end.connection > 0
        ]
        self._seen = len(ends)
        if not new:
            return
        first = len(self._ends)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._ends.extend(new)
        self.endInsertRows()

    def _remove_aside(self) -> None:
        """What turned out to be a request for the page for browsers is no connection to list."""
        aside = len(self._journal.table.asides)
        if aside == self._aside:
            return
        self._aside = aside
        for row in range(len(self._ends) - 1, -1, -1):
            if self._ends[row].connection < 0:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._ends[row]
                self.endRemoveRows()

    def _remove_surplus(self) -> None:
        """Let neighbours leave together: each removal makes every view look at its rows."""
        row = 0
        while row < (last := len(self._ends) - 1) and last >= self._limit:
            most = min(last, row + last + 1 - self._limit)
            stop = row
            while stop < most and self._ends[stop].over:
                stop += 1
            if stop > row:
                self.beginRemoveRows(QModelIndex(), row, stop - 1)
                del self._ends[row:stop]
                self.endRemoveRows()
            else:
                row += 1

    def _label(self, end: End, phase: Phase) -> str:
        ready = phase.ready
        label = f"#{end.connection} {_address(end)} {ready.name} {int(ready)}"
        return f"{label} {phase.word}" if ready is ReadyState.CLOSING else label

    def _oddity(self, end: End, phase: Phase) -> str:
        # How a connection acted that is over is told by its rows.
        return "" if phase.ready is ReadyState.CLOSED else self._oddity_of(end.id)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ends)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ends):
            return None
        end = self._ends[index.row()]
        standing = self._journal.lifelines.now(end.id)
        phase = Phase.CONNECTING_HTTP if standing is None else standing.phase
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._label(end, phase)
            case Qt.ItemDataRole.AccessibleTextRole:
                return " ".join(filter(None, (self._label(end, phase), self._oddity(end, phase))))
            case ConnectionRole.ODDITY | Qt.ItemDataRole.ToolTipRole:
                return self._oddity(end, phase)
            case ConnectionRole.CONNECTION:
                return end.connection
            case ConnectionRole.END:
                return end.id
            case ConnectionRole.PEER:
                return _address(end)
            case ConnectionRole.PEER_PORT:
                return None if end.remote is None else end.remote[1]
            case ConnectionRole.READY:
                return phase.ready
            case ConnectionRole.PHASE:
                return phase
            case ConnectionRole.OWED:
                fin_sent = self._fins.of(end.id) is not None
                return owed(phase, Role.SERVER, fin_sent=fin_sent)
            case _:
                return None


def _address(end: End) -> str:
    return "" if end.remote is None else address_text(end.remote)
