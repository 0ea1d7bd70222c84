"""Labels are plain text, follow the palette, and take no place when they say nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.widgets.controls.theme import DARK, LIGHT, palette_of
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel


@pytest.fixture
def parent(qtbot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setPalette(palette_of(LIGHT))
    QVBoxLayout(widget)
    return widget


@pytest.mark.parametrize("tint", Tint)
def test_the_colour_follows_the_palette(parent: QWidget, tint: Tint) -> None:
    label = TintedLabel("x", tint=tint, parent=parent)
    parent.layout().addWidget(label)
    assert label.palette().windowText().color() == getattr(LIGHT, tint)
    parent.setPalette(palette_of(DARK))
    assert label.palette().windowText().color() == getattr(DARK, tint)
    parent.setPalette(palette_of(LIGHT))
    assert label.palette().windowText().color() == getattr(LIGHT, tint)


def test_what_a_peer_sent_cannot_become_markup(parent: QWidget) -> None:
    label = TintedLabel("<b>bold</b>", parent=parent)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_saying_nothing_hides_it(parent: QWidget) -> None:
    label = TintedLabel(parent=parent)
    label.say("something", Tint.VIOLATION)
    assert not label.isHidden()
    assert label.tint is Tint.VIOLATION
    label.say("")
    assert label.isHidden()
    assert label.tint is Tint.VIOLATION


def test_it_breaks_lines_or_not(parent: QWidget) -> None:
    long = "one two three four five six seven eight nine ten"
    wrapping, rigid = TintedLabel(long, parent=parent), TintedLabel(long, wrap=False, parent=parent)
    assert wrapping.heightForWidth(100) > 2 * rigid.sizeHint().height()
    assert wrapping.minimumSizeHint().width() < rigid.minimumSizeHint().width()


def test_size_weight_and_family(parent: QWidget) -> None:
    plain = TintedLabel("x", parent=parent).font()
    large = TintedLabel("x", scale=1.5, bold=True, parent=parent).font()
    assert large.bold()
    assert large.pointSizeF() == pytest.approx(1.5 * plain.pointSizeF())
    assert TintedLabel("x", mono=True, parent=parent).font().families() != plain.families()
