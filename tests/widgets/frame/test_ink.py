"""Ink has one colour in several strokes."""

from __future__ import annotations

from PySide6.QtGui import QColor

from wsinspector.widgets.frame.ink import ink_of, pen_of


def test_one_colour_and_different_strokes() -> None:
    ink = ink_of(QColor("red"), QColor("pink"))
    pens = (ink.thin, ink.bold, ink.dashed, ink.parted, ink.outline)
    assert {pen.color().name() for pen in pens} == {"#ff0000"}
    assert ink.bold.widthF() > ink.thin.widthF()
    assert ink.dashed.dashPattern() != ink.parted.dashPattern()
    assert ink.band == QColor("pink")
    assert pen_of(QColor("red"), 1).dashPattern() == []
