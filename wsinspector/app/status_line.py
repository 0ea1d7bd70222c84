"""The line at the foot of the window: how much is recorded, how fast, and what was refused."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from wsinspector.journal.journal import Journal
from wsinspector.journal.watch import Advance
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

_TICK_MS = 500
_MESSAGE_MS = 8000


class StatusLine(QStatusBar):
    """Counts connections and entries, and tells how many entries come in a second.

    It counts twice a second, and not at all while nothing comes.

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
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._reachable = TintedLabel(
            self.tr("▲ reachable from other machines"), tint=Tint.DEVIATION, wrap=False
        )
        self._reachable.setContentsMargins(0, 0, 16, 0)
        self._reachable.hide()
        self._counts = QLabel()
        self._counts.setContentsMargins(0, 0, 8, 0)
        self.setSizeGripEnabled(False)
        self.addPermanentWidget(self._reachable)
        self.addPermanentWidget(self._counts)
        self._show(0)

    def advance(self, _news: Advance) -> None:
        """Something was recorded; connect it to the journal's feed."""
        if not self._timer.isActive():
            self._since.start()
            self._timer.start()
            self._show(0)

    def tell(self, sentence: str) -> None:
        """Say something for a while."""
        self.showMessage(sentence, _MESSAGE_MS)

    def set_reachable(self, reachable: bool) -> None:
        """Mark that other machines can reach the embedded server."""
        self._reachable.setVisible(reachable)

    def text(self) -> str:
        """The counts, as they are read."""
        return self._counts.text()

    def _tick(self) -> None:
        new = len(self._journal) - self._counted
        milliseconds = max(1, self._since.restart())
        self._counted += new
        self._show(round(new * 1000 / milliseconds))
        if not new:
            self._timer.stop()

    def _show(self, rate: int) -> None:
        connections, entries = len(self._journal.table.connections), len(self._journal)
        parts = (
            self.tr("1 connection")
            if connections == 1
            else self.tr("{count} connections").format(count=connections),
            self.tr("1 entry")
            if entries == 1
            else self.tr("{count} entries").format(count=entries),
            self.tr("{rate} /s").format(rate=rate),
        )
        self._counts.setText("   ".join(parts))
