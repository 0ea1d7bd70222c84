"""The field for the address that a client connects to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.panes.presets import presets


class AddressBox(QComboBox):
    """An address to type or to pick: the embedded server's and those of tutorials, with names."""

    submitted = Signal()
    """Enter was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFont(data_font())
        self.setAccessibleName(self.tr("Address to connect to"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        # Completion would add to what is typed; this one knows no words.
        self.setCompleter(QCompleter(self))
        self._embedded = ""
        self._followed = ""
        for preset in presets():
            self._add(preset.url, preset.name)
        self.setCurrentIndex(-1)
        self.activated.connect(self._show_picked)

    @property
    def url(self) -> str:
        """The address as it is written, without white space around it."""
        return self.currentText().strip()

    def set_url(self, url: str) -> None:
        """Write this address."""
        self.setCurrentIndex(-1)
        self._write(url)

    def set_embedded(self, url: str) -> None:
        """The address of the embedded server; empty when it does not listen.

        The field follows it as long as nobody has written anything else, and keeps the last one
        while there is none.
        """
        if url and self.url in ("", self._followed):
            self._followed = url
            self.set_url(url)
        written = self.currentText()
        if self._embedded:
            self.removeItem(0)
        if url:
            self.insertItem(0, f"{url}   {self.tr('this window')}", url)
        self._embedded = url
        self.setCurrentIndex(-1)
        self._write(written)
        self._fit_list()

    def _write(self, url: str) -> None:
        """Write an address that nobody is typing: seen from its beginning if it is too long."""
        self.setEditText(url)
        line = self.lineEdit()
        if line is not None and not line.hasFocus():
            line.setCursorPosition(0)

    def _add(self, url: str, name: str) -> None:
        self.addItem(f"{url}   {name}", url)
        self._fit_list()

    def _fit_list(self) -> None:
        """The list may be wider than the field: names are not cut."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth() + 24)

    def _show_picked(self, index: int) -> None:
        self.setEditText(str(self.itemData(index)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
