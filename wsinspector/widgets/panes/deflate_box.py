"""Whether and how messages are compressed: permessage-deflate and its four parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from wsinspector.protocol.phases import Role
from wsinspector.setting import Setting
from wsinspector.settings import (
    CLIENT_DEFLATE,
    CLIENT_DEFLATE_CLIENT_TAKEOVER,
    CLIENT_DEFLATE_CLIENT_WINDOW,
    CLIENT_DEFLATE_SERVER_TAKEOVER,
    CLIENT_DEFLATE_SERVER_WINDOW,
    LISTENER_DEFLATE,
    LISTENER_DEFLATE_CLIENT_TAKEOVER,
    LISTENER_DEFLATE_CLIENT_WINDOW,
    LISTENER_DEFLATE_SERVER_TAKEOVER,
    LISTENER_DEFLATE_SERVER_WINDOW,
    Settings,
)
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

_INDENT = 20


class _Choices(NamedTuple):
    """The settings of one side, in the order of RFC 7692 §7.1."""

    switch: Setting[bool]
    takeovers: dict[str, Setting[bool]]
    windows: dict[str, Setting[str]]


_CHOICES = {
    Role.CLIENT: _Choices(
        CLIENT_DEFLATE,
        {
            "server_no_context_takeover": CLIENT_DEFLATE_SERVER_TAKEOVER,
            "client_no_context_takeover": CLIENT_DEFLATE_CLIENT_TAKEOVER,
        },
        {
            "server_max_window_bits": CLIENT_DEFLATE_SERVER_WINDOW,
            "client_max_window_bits": CLIENT_DEFLATE_CLIENT_WINDOW,
        },
    ),
    Role.SERVER: _Choices(
        LISTENER_DEFLATE,
        {
            "server_no_context_takeover": LISTENER_DEFLATE_SERVER_TAKEOVER,
            "client_no_context_takeover": LISTENER_DEFLATE_CLIENT_TAKEOVER,
        },
        {
            "server_max_window_bits": LISTENER_DEFLATE_SERVER_WINDOW,
            "client_max_window_bits": LISTENER_DEFLATE_CLIENT_WINDOW,
        },
    ),
}


class DeflateBox(QWidget):
    """Shows and changes the settings of one side; they hold for the next connection.

    Args:
        role: whose.

    Attributes:
        switch: offer it, or accept it.
        takeovers: the parameters that are there or not, by name.
        windows: those with a number, by name.
    """

    changed = Signal()
    """Something was chosen, here or elsewhere."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._choices = _CHOICES[role]
        self._settings = Settings()
        self._header_of: Callable[[], str] = lambda: ""
        self.switch = QCheckBox(
            self.tr("Offer permessage-deflate")
            if role is Role.CLIENT
            else self.tr("Accept permessage-deflate")
        )
        self.switch.setToolTip(self._choices.switch.help)
        self.takeovers = {name: QCheckBox(name) for name in self._choices.takeovers}
        self.windows = {name: QComboBox() for name in self._choices.windows}
        self._header = TintedLabel(tint=Tint.DIM, scale=0.92, mono=True)
        self._header.setAccessibleName(self.tr("The offer as it is sent"))
        self._note = TintedLabel(self.tr("For connections to come."), tint=Tint.DIM, scale=0.92)
        self._parameters = self._parameter_page()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.switch, self._parameters, self._header, self._note):
            layout.addWidget(part)
        self._connect()
        self._show()

    def bind(self, settings: Settings, header_of: Callable[[], str] = lambda: "") -> None:
        """Show these settings from now on, and change them.

        Args:
            settings: the values in force.
            header_of: the offer in the words of the header; empty where there is nothing to show.
        """
        self._settings = settings
        self._header_of = header_of
        leave = settings.on_change(self._on_setting)
        self.destroyed.connect(leave)
        self._show()

    @property
    def summary(self) -> str:
        """What is chosen, in a few words."""
        if not self._settings.get(self._choices.switch):
            return self.tr("not offered") if self._role is Role.CLIENT else self.tr("declined")
        settings: list[Setting[Any]] = [
            *self._choices.takeovers.values(),
            *self._choices.windows.values(),
        ]
        changed = sum(self._settings.get(setting) != setting.default for setting in settings)
        said = self.tr("offered") if self._role is Role.CLIENT else self.tr("accepted")
        if not changed:
            return said
        return self.tr("{said}, parameters chosen").format(said=said)

    @property
    def header(self) -> str:
        """The offer as it is shown; empty without one."""
        return self._header.text()

    def _parameter_page(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(_INDENT, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for row, (name, check) in enumerate(self.takeovers.items()):
            check.setToolTip(self._choices.takeovers[name].help)
            grid.addWidget(check, row, 0, 1, 3)
        words = {"unnamed": self.tr("not named"), "any": self.tr("any")}
        for row, (name, box) in enumerate(self.windows.items(), len(self.takeovers)):
            setting = self._choices.windows[name]
            for choice in setting.choices:
                box.addItem(words.get(choice, choice), choice)
            box.setToolTip(setting.help)
            label = QLabel(name)
            label.setBuddy(box)
            label.setToolTip(setting.help)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1, Qt.AlignmentFlag.AlignLeft)
            box.setAccessibleName(name)
        return page

    def _connect(self) -> None:
        choices = self._choices
        self.switch.toggled.connect(lambda on: self._settings.set(choices.switch, on))
        for name, check in self.takeovers.items():
            takeover = choices.takeovers[name]
            check.toggled.connect(lambda on, setting=takeover: self._settings.set(setting, on))
        for name, box in self.windows.items():
            window = choices.windows[name]
            box.activated.connect(
                lambda at, box=box, setting=window: self._settings.set(setting, box.itemData(at))
            )

    def _on_setting(self, setting: Setting[Any]) -> None:
        if setting.group == self._choices.switch.group and setting.key.startswith("deflate"):
            self._show()

    def _show(self) -> None:
        choices, get = self._choices, self._settings.get
        on = get(choices.switch)
        self.switch.setChecked(on)
        for name, check in self.takeovers.items():
            check.setChecked(get(choices.takeovers[name]))
        for name, box in self.windows.items():
            box.setCurrentIndex(box.findData(get(choices.windows[name])))
        self._parameters.setEnabled(on)
        self._parameters.setToolTip("" if on else self.tr("Without the extension there are none."))
        self._header.say(self._header_of() if on else "")
        self._header.setVisible(bool(self._header.text()))
        self.changed.emit()
