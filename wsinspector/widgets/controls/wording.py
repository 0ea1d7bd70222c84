"""Turns what the lower layers say into words of the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wsinspector.texts import TEMPLATES, Text, render


def words(message: Text) -> str:
    """The sentence of a text, translated."""
    return render(message, _template)


def _template(message_id: str) -> str:
    return QCoreApplication.translate("texts", TEMPLATES[message_id])
