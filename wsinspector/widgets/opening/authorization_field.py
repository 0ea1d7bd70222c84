"""The value of an Authorization header: none, a name and a password, or a token."""

from __future__ import annotations

import base64
import binascii

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wsinspector.protocol.opening.request_plan import basic_authorization, bearer_authorization
from wsinspector.widgets.controls.theme import data_font

_NONE, _BASIC, _BEARER, _OTHER = "none", "basic", "bearer", "other"


class AuthorizationField(QWidget):
    """A choice, with the fields that go with it; what is typed is hidden until it is asked for.

    Attributes:
        choice: how one shows who one is.
        user: of basic authentication.
        password: of basic authentication.
        token: of bearer authentication.
    """

    edited = Signal(str)
    """The person chose another value; empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Authorization"))
        for words, kind in (
            (self.tr("none"), _NONE),
            (self.tr("basic"), _BASIC),
            (self.tr("bearer"), _BEARER),
            (self.tr("as in the lines"), _OTHER),
        ):
            self.choice.addItem(words, kind)
        self.choice.setToolTip(
            self.tr("Basic sends a name and a password (RFC 7617), bearer a token (RFC 6750)")
        )
        self.user = self._field(self.tr("user"), hidden=False)
        self.password = self._field(self.tr("password"), hidden=True)
        self.token = self._field(self.tr("token"), hidden=True)
        typed = QHBoxLayout()
        typed.setSpacing(6)
        for widget in (self.user, self.password, self.token):
            typed.addWidget(widget, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(typed)
        self.choice.activated.connect(self._take)
        self._show_fields()

    @property
    def value(self) -> str:
        """The value; empty for none."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show this value; not announced by ``edited``."""
        if value == self._value:
            return
        self._value = value
        scheme, _, rest = value.partition(" ")
        kind = _NONE if not value else _OTHER
        if (pair := _basic_pair(value)) is not None:
            kind = _BASIC
            self.user.setText(pair[0])
            self.password.setText(pair[1])
        elif scheme == "Bearer":
            kind = _BEARER
            self.token.setText(rest)
        self.choice.setCurrentIndex(self.choice.findData(kind))
        self._show_fields()

    def set_secrets(self, shown: bool) -> None:
        """Show what is typed, or hide it."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.password, self.token):
            field.setEchoMode(mode)

    def _field(self, name: str, *, hidden: bool) -> QLineEdit:
        field = QLineEdit()
        field.setFont(data_font())
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setMinimumWidth(60)
        if hidden:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.textEdited.connect(self._take)
        return field

    def _take(self) -> None:
        self._show_fields()
        match self.choice.currentData():
            case "basic":
                value = basic_authorization(self.user.text(), self.password.text())
            case "bearer":
                value = bearer_authorization(self.token.text())
            case "none":
                value = ""
            case _:
                value = self._value
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def _show_fields(self) -> None:
        kind = self.choice.currentData()
        self.user.setVisible(kind == _BASIC)
        self.password.setVisible(kind == _BASIC)
        self.token.setVisible(kind == _BEARER)


def _basic_pair(value: str) -> tuple[str, str] | None:
    """User and password of a value that is exactly as this field writes it; None for any other."""
    scheme, _, rest = value.partition(" ")
    try:
        user, _, password = base64.b64decode(rest).decode("utf-8").partition(":")
        fits = scheme == "Basic" and basic_authorization(user, password) == value
    except (binascii.Error, ValueError):
        return None
    return (user, password) if fits else None
