"""The line at the foot of the window: how much is recorded, how fast, and what was refused."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from wsinspector.journal.journal import Journal
from wsinspector.journal.watch import Advance

_RATE_MS = 1000
_MESSAGE_MS = 8000


class StatusLine(QStatusBar):
    """Counts connections and entries, and tells how many entries come in a second.

    Args:
        journal: what is counted.
        parent: the window.
    """

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._counted = len(journal)
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_RATE_MS)
        self._timer.timeout.connect(self._measure)
        self._connections, self._entries, self._rate = QLabel(), QLabel(), QLabel()
        self.setSizeGripEnabled(False)
        for label in (self._connections, self._entries, self._rate):
            label.setContentsMargins(0, 0, 8, 0)
            self.addPermanentWidget(label)
        self._show_counts()
        self._show_rate(0)

    def advance(self, _news: Advance) -> None:
        """Count anew; connect it to the journal's feed."""
        self._show_counts()
        if not self._timer.isActive():
            self._since.start()
            self._timer.start()

    def tell(self, sentence: str) -> None:
        """Say something for a while."""
        self.showMessage(sentence, _MESSAGE_MS)

    def text(self) -> str:
        """The counts, as they are read."""
        return " · ".join(label.text() for label in (self._connections, self._entries, self._rate))

    def _show_counts(self) -> None:
        connections, entries = len(self._journal.table.connections), len(self._journal)
        self._connections.setText(
            self.tr("1 connection")
            if connections == 1
            else self.tr("{count} connections").format(count=connections)
        )
        self._entries.setText(
            self.tr("1 entry") if entries == 1 else self.tr("{count} entries").format(count=entries)
        )

    def _show_rate(self, rate: int) -> None:
        self._rate.setText(self.tr("{rate} /s").format(rate=rate))

    def _measure(self) -> None:
        new = len(self._journal) - self._counted
        milliseconds = max(1, self._since.restart())
        self._counted += new
        self._show_rate(round(new * 1000 / milliseconds))
        if not new:
            self._timer.stop()
