"""Texts of the lower layers become words, through the translation if there is one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from wsinspector.texts import text
from wsinspector.widgets.controls.wording import words


class _Shouting(QTranslator):
    """Translates one context, so that it can be seen that it was asked."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return source.upper() if context == "texts" else None

    def isEmpty(self) -> bool:
        return False


def test_english(qapp) -> None:
    assert words(text("close-code.range.private")) == "Private use"
    assert words(text("close-code.name", name="Going Away")) == "Going Away"


def test_translated(qapp) -> None:
    translator = _Shouting()
    QCoreApplication.installTranslator(translator)
    try:
        assert words(text("close-code.range.private")) == "PRIVATE USE"
    finally:
        QCoreApplication.removeTranslator(translator)
