"""Composed frames that wait to be sent together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wsinspector.settings import PAYLOAD_FILE_BYTES
from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.quantities import size
from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.controls.tinted_label import TintedLabel

ITEMS_MAX = 100
"""So many frames can wait."""

_SHOWN_BYTES = 12
_ROWS_MAX = 5


class _List(QListWidget):
    """A list whose rows the keyboard can remove and move."""

    remove_wanted = Signal()
    move_wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in moves:
            self.move_wanted.emit(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class RawFrameQueue(QWidget):
    """A list with buttons to order and remove; there only while something waits.

    Attributes:
        list: what waits.
        send_button: sends all of it in one write.
        limit: bytes that it holds at most.
    """

    changed = Signal()
    send_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limit = PAYLOAD_FILE_BYTES.default
        self._items: list[tuple[str, bytes]] = []
        self._title = TintedLabel(wrap=True)
        self.list = _List()
        self.list.setAccessibleName(self.tr("Frames to be sent together"))
        self.list.setFont(data_font(0.95))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.up = PaneButton("↑")
        self.down = PaneButton("↓")
        self.remove_button = PaneButton(self.tr("Remove"))
        self.clear_button = LinkButton(self.tr("clear"))
        self.send_button = PaneButton()
        named: tuple[tuple[QAbstractButton, str], ...] = (
            (self.up, self.tr("Send this frame earlier (Alt+Up)")),
            (self.down, self.tr("Send this frame later (Alt+Down)")),
            (self.remove_button, self.tr("Take this frame out of the queue (Del)")),
            (self.clear_button, self.tr("Take all frames out of the queue")),
        )
        for button, name in named:
            button.setToolTip(name)
            button.setAccessibleName(name)
        row = FlowLayout(spacing=6, line_spacing=6)
        for button in (self.send_button, self.up, self.down, self.remove_button):
            row.addWidget(button)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self._title, 1)
        above.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(above)
        layout.addWidget(self.list)
        layout.addLayout(row)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove_button.clicked.connect(self._remove)
        self.clear_button.clicked.connect(self.clear)
        self.send_button.clicked.connect(self.send_requested)
        self.list.remove_wanted.connect(self._remove)
        self.list.move_wanted.connect(self._move)
        self.list.currentRowChanged.connect(lambda _row: self._update_buttons())
        self._show(0)

    @property
    def data(self) -> bytes:
        """All bytes, in order."""
        return b"".join(data for _, data in self._items)

    @property
    def count(self) -> int:
        """How many frames wait."""
        return len(self._items)

    def obstacle(self, data: bytes) -> str:
        """Why these bytes cannot wait here; empty where they can."""
        if self.count >= ITEMS_MAX:
            return self.tr("The queue is full: {count} frames at most.").format(count=ITEMS_MAX)
        if sum(len(one) for _, one in self._items) + len(data) > self.limit:
            return self.tr("The queue is full: {size} at most.").format(size=size(self.limit))
        return ""

    def add(self, name: str, data: bytes) -> None:
        """Put bytes at the end.

        Args:
            name: what they are.
            data: the bytes.
        """
        self._items.append((name, data))
        self._show(self.count - 1)

    def clear(self) -> None:
        """Take everything out."""
        self._items.clear()
        self._show(0)

    def _remove(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < self.count:
            del self._items[row]
            self._show(min(row, self.count - 1))

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row < self.count and 0 <= row + step < self.count:
            self._items.insert(row + step, self._items.pop(row))
            self._show(row + step)

    def _show(self, row: int) -> None:
        self.list.clear()
        for name, data in self._items:
            start = data[:_SHOWN_BYTES].hex(" ") + (" …" if len(data) > _SHOWN_BYTES else "")
            item = QListWidgetItem(f"{name} · {size(len(data))} · {start}")
            item.setToolTip(item.text())
            self.list.addItem(item)
        rows = min(max(self.count, 1), _ROWS_MAX)
        height = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 4)
        self.list.setFixedHeight(rows * height + 2 * self.list.frameWidth() + 2)
        self.list.setCurrentRow(row)
        self._title.setText(
            self.tr("Queue: {count} together, {size}").format(
                count=self.count, size=size(len(self.data))
            )
        )
        self.send_button.setText(self.tr("Send glued"))
        self.setVisible(self.count > 0)
        self._update_buttons()
        self.changed.emit()

    def _update_buttons(self) -> None:
        row = self.list.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.count - 1)
        self.remove_button.setEnabled(row >= 0)
