"""A button with the addresses of tutorials."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from wsinspector.widgets.controls.choice_button import ChoiceButton
from wsinspector.widgets.panes.presets import presets


class PresetMenu(ChoiceButton):
    """Offers port and path of every preset."""

    chosen = Signal(object)
    """A :class:`Preset`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        menu = QMenu()
        super().__init__(self.tr("Ports and paths of tutorials"), menu, parent)
        menu.setParent(self, menu.windowFlags())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choose(self.tr("Presets"), narrowed=False)
        for preset in presets():
            action = menu.addAction(f"{preset.port} {preset.path or '/'}   {preset.name}")
            action.triggered.connect(lambda _checked=False, one=preset: self.chosen.emit(one))
