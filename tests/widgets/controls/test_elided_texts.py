"""Texts are cut to their room, and a huge one is never measured whole."""

from __future__ import annotations

from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from wsinspector.widgets.controls.elided_texts import ElidedTexts


def test_fits_or_is_cut(qtbot: QtBot) -> None:
    texts = ElidedTexts(QFont())
    assert texts.fit("short", 500)[0] == "short"
    cut, width = texts.fit("much longer than the room there is", 60)
    assert cut.endswith("…")
    assert width <= 60
    assert texts.fit("much longer than the room there is", 60) == (cut, width)


def test_no_room_and_no_end(qtbot: QtBot) -> None:
    texts = ElidedTexts(QFont())
    assert texts.fit("word", -5)[1] <= texts.metrics.horizontalAdvance("…")
    assert texts.fit("x" * 10_000_000, 100)[1] <= 100
    for number in range(5_000):
        texts.fit(str(number), 100)
