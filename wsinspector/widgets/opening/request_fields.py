"""The headers that one changes most, each as a field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from wsinspector.protocol.opening.request_plan import SUBPROTOCOL_FIELD
from wsinspector.widgets.controls.theme import data_font
from wsinspector.widgets.opening.authorization_field import AuthorizationField

AUTHORIZATION = "Authorization"
LONGEST_VALUE = 200_000
"""Characters of a header value that can be written here: more than servers take, fewer than make
the window wait. Qt's own bound is lower."""


class RequestFields(QWidget):
    """Subprotocols, Origin, Cookie, extensions and Authorization.

    Attributes:
        fields: name of the header to the field of its value.
        authorization: the value of Authorization.
    """

    edited = Signal(str, str)
    """The person wrote this value of this header; empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QLineEdit] = {}
        self.authorization = AuthorizationField()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for label, name, hint, tip in (
            (
                self.tr("Subprotocols"),
                SUBPROTOCOL_FIELD,
                "chat, superchat",
                self.tr("Offered in order of preference; the server may choose one"),
            ),
            (
                self.tr("Origin"),
                "Origin",
                "https://example.org",
                self.tr("Browsers send where the page is from; other programs leave it out"),
            ),
            (
                self.tr("Cookie"),
                "Cookie",
                self.tr("name=value; other=value"),
                self.tr("All cookies in one line, as a browser sends them"),
            ),
            (
                self.tr("Extensions"),
                "Sec-WebSocket-Extensions",
                self.tr("name; parameter=value"),
                self.tr(
                    "Offered in a line of their own, beside permessage-deflate. This program "
                    "knows none of them: what a server does with one is shown as it comes."
                ),
            ),
        ):
            self._add(grid, label, name, hint, tip)
        row = grid.rowCount()
        last = QLabel(self.tr("Authorization"))
        last.setBuddy(self.authorization.choice)
        # Beside the choice, which is above its fields.
        last.setFixedHeight(self.authorization.choice.sizeHint().height())
        grid.addWidget(last, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.authorization, row, 1)
        self.authorization.edited.connect(lambda value: self.edited.emit(AUTHORIZATION, value))

    def show_value(self, name: str, value: str) -> None:
        """Show the value that a header has now; not announced by ``edited``."""
        if name == AUTHORIZATION:
            self.authorization.set_value(value)
        elif self.fields[name].text() != value:
            self.fields[name].setText(value)

    def _add(self, grid: QGridLayout, words: str, name: str, hint: str, tip: str) -> None:
        field = QLineEdit()
        field.setMaxLength(LONGEST_VALUE)
        field.setFont(data_font())
        field.setPlaceholderText(hint)
        field.setToolTip(tip)
        label = QLabel(words)
        label.setBuddy(field)
        row = len(self.fields)
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)
        field.textEdited.connect(lambda value: self.edited.emit(name, value))
        self.fields[name] = field
