"""The page for browsers can be opened, and its addresses copied, while the server listens."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from wsinspector.widgets.panes.page_row import PageRow


@pytest.fixture
def row(qtbot, our_look) -> PageRow:
    row = PageRow()
    qtbot.addWidget(row)
    row.show()
    return row


def test_it_waits_for_a_server_and_says_so(row: PageRow, nameless) -> None:
    assert nameless(row) == []
    for button in (row.open_button, row.copy_button):
        assert not button.isEnabled()
        assert button.toolTip() == "The server does not listen."
    row.set_url("http://localhost:1/.wsinspector/t/")
    assert row.open_button.isEnabled()
    assert "opens a WebSocket" in row.open_button.toolTip()
    row.set_url("")
    assert not row.open_button.isEnabled()


def test_open_asks(row: PageRow, qtbot) -> None:
    row.set_url("http://localhost:1/.wsinspector/t/")
    with qtbot.waitSignal(row.open_requested):
        row.open_button.click()


def test_both_addresses_can_be_copied(row: PageRow) -> None:
    row.set_url("http://localhost:1/.wsinspector/t/")
    copied = []
    for action in row.copy_button.menu().actions():
        action.trigger()
        copied.append(QGuiApplication.clipboard().text())
    assert copied == [
        "http://localhost:1/.wsinspector/t/",
        "http://localhost:1/.wsinspector/t/report",
    ]


def test_both_buttons_say_what_they_do(qtbot, our_look, clipped) -> None:
    row = PageRow()
    qtbot.addWidget(row)
    row.resize(row.sizeHint())
    row.show()
    assert all(button.text() for button in (row.open_button, row.copy_button))
    assert row.minimumSizeHint().width() < 260
    assert clipped(row) == []
