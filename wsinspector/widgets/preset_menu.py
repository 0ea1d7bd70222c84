"""A button with the addresses of tutorials."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from wsinspector.widgets.icons import icon
from wsinspector.widgets.presets import presets


class PresetMenu(QToolButton):
    """Offers port and path of every preset."""

    chosen = Signal(object)
    """A :class:`Preset`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon("presets"))
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(self.tr("Ports and paths of tutorials"))
        self.setAccessibleName(self.tr("Ports and paths of tutorials"))
        menu = QMenu(self)
        for preset in presets():
            action = menu.addAction(f"{preset.port} {preset.path or '/'}   {preset.name}")
            action.triggered.connect(lambda _checked=False, one=preset: self.chosen.emit(one))
        self.setMenu(menu)
