"""A long text takes no more room than there is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from wsinspector.widgets.controls.elided_label import ElidedLabel


@pytest.fixture
def row(qtbot, our_look) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    row.label, row.other = ElidedLabel(), QLabel("stays whole")
    layout.addWidget(row.label)
    layout.addStretch(1)
    layout.addWidget(row.other)
    qtbot.addWidget(row)
    return row


def test_a_short_text_has_the_room_it_needs(row):
    row.label.setText("short")
    row.resize(400, 40)
    row.show()
    assert row.label.width() == row.label.sizeHint().width()


def test_a_long_text_does_not_widen_what_it_is_in(row):
    row.label.setText("3 · GET /" + "x" * 500)
    row.resize(300, 40)
    row.show()
    assert row.width() == 300
    assert row.other.width() >= row.other.sizeHint().width()
    assert row.label.geometry().right() < row.other.geometry().left()


def test_it_paints_the_beginning_and_the_end(qtbot, our_look):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(150, 20)
    pictures = []
    for text in ("a" * 300 + "b", "a" * 300 + "c", "b" + "a" * 299 + "c"):
        label.setText(text)
        pictures.append(label.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
