"""Which subprotocols a server supports, and whom it lets in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel


class AdmissionBox(QWidget):
    """Three lists, each a line with commas between its words."""

    subprotocols_changed = Signal(str)
    """The list of supported subprotocols, as it is written."""
    origins_changed = Signal(str)
    """The list of Origins that are let in, as it is written; empty lets in all."""
    hosts_changed = Signal(str)
    """The same of Hosts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subprotocols = _field(
            self.tr("none supported"),
            self.tr("Such as chat, v2.chat: the first one that a client offers is chosen"),
        )
        self.origins = _field(
            self.tr("any"),
            self.tr(
                "Such as http://localhost:3000, none: all other requests get 403; none stands for "
                "a request without Origin, as programs send it (RFC 6455 §10.2)"
            ),
        )
        self.hosts = _field(
            self.tr("any"),
            self.tr("Such as localhost, 192.168.1.5:8765: all other requests get 403"),
        )
        self._problem = TintedLabel(tint=Tint.DEVIATION, scale=0.92)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (label, field) in enumerate(
            (
                (self.tr("Subprotocols"), self.subprotocols),
                (self.tr("Let in Origins"), self.origins),
                (self.tr("Let in Hosts"), self.hosts),
            )
        ):
            name = QLabel(label)
            name.setBuddy(field)
            field.setAccessibleName(label)
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self._problem, 3, 0, 1, 2)
        self._problem.say("")
        self.subprotocols.textChanged.connect(self._judge)
        self.subprotocols.textEdited.connect(self.subprotocols_changed)
        self.origins.textEdited.connect(self.origins_changed)
        self.hosts.textEdited.connect(self.hosts_changed)

    @property
    def problem(self) -> str:
        """What cannot be the name of a subprotocol; empty if all can."""
        return self._problem.text()

    @property
    def summary(self) -> str:
        """What is chosen, in a few words; empty where it is nothing."""
        limited = self.origins.text().strip() or self.hosts.text().strip()
        return self.tr("not everybody is let in") if limited else ""

    def set_lists(self, subprotocols: str, origins: str, hosts: str) -> None:
        """What the fields begin with; not announced."""
        self.subprotocols.setText(subprotocols)
        self.origins.setText(origins)
        self.hosts.setText(hosts)

    def names(self) -> tuple[str, ...]:
        """The subprotocols, in order."""
        return tuple(dict.fromkeys(self.subprotocols.text().replace(",", " ").split()))

    def _judge(self) -> None:
        # Late, because it loads what only a connection needs.
        from wsinspector.protocol.opening.head import is_token

        strange = next((name for name in self.names() if not is_token(name)), None)
        template = self.tr("◆ No client can offer “{name}”: it is no token (RFC 6455 §4.1).")
        self._problem.say("" if strange is None else template.format(name=strange))


def _field(placeholder: str, teaches: str) -> QLineEdit:
    field = QLineEdit()
    field.setFont(data_font())
    field.setPlaceholderText(placeholder)
    field.setToolTip(teaches)
    return field
