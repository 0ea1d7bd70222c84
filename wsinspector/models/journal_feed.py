"""The journal's news, brought to the models about 30 times a second."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from wsinspector.journal.journal import Journal


class JournalFeed(QObject):
    """Tells the models of one journal what is new, one batch at a time.

    The first change after a calm is told as soon as the event loop turns, the following ones
    together once an interval. No timer runs while nothing is waiting.

    Args:
        journal: whose news.
        interval_ms: least time between two batches, milliseconds.
        parent: owner of this object.
    """

    advanced = Signal(object)
    """News: a :class:`~wsinspector.journal.watch.Advance`."""

    def __init__(
        self, journal: Journal, interval_ms: int = 33, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._interval_ms = interval_ms
        self._since_last = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.publish)
        self._watch = journal.watch(self._wake)
        self._stopped = False

    def publish(self) -> None:
        """Tell what is new now, without waiting for the interval to end."""
        self._timer.stop()
        self._since_last.start()
        advance = self._watch.take()
        if advance.stop_entry > advance.first_entry or advance.changed_rows or advance.connections:
            self.advanced.emit(advance)

    @property
    def is_waiting(self) -> bool:
        """Whether news wait for the interval to end."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Tell nothing any more; may be called twice."""
        if not self._stopped:
            self._stopped = True
            self._timer.stop()
            self._journal.unwatch(self._watch)

    def _wake(self) -> None:
        calm_ms = self._since_last.elapsed() if self._since_last.isValid() else self._interval_ms
        self._timer.start(max(0, self._interval_ms - calm_ms))
