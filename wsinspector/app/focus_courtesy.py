"""Whether the program may move the focus to what comes next."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

_WRITTEN_INTO = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


def may_take_focus(home: QWidget | None = None) -> bool:
    """Nobody is writing into a field that the focus would be torn from.

    Args:
        home: in here the focus may be moved anyway; what leads on begins here.
    """
    focus = QApplication.focusWidget()
    if focus is None or (home is not None and home.isAncestorOf(focus)):
        return True
    return not isinstance(focus, _WRITTEN_INTO)
