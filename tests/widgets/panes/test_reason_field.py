"""A reason is never cut without a word."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from wsinspector.widgets.panes.reason_field import ReasonField


def test_a_paste_that_does_not_fit_is_said(qtbot) -> None:
    field = ReasonField()
    qtbot.addWidget(field)
    QGuiApplication.clipboard().setText("x" * 1_000_000)
    field.paste()
    assert len(field.reason) == 32767
    assert "room for 32,767 characters" in field.notice
    field.setText("y")
    assert field.notice == ""
    assert field.reason == b"y"


def test_what_fits_needs_no_word(qtbot) -> None:
    field = ReasonField()
    qtbot.addWidget(field)
    QGuiApplication.clipboard().setText("x" * 1000)
    field.paste()
    assert field.reason == b"x" * 1000
    assert field.notice == ""
