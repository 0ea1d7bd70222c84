from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from wsinspector.app.panels import Panels
from wsinspector.journal.journal import Journal
from wsinspector.settings import Settings


@pytest.fixture
def furnished(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    panels = Panels(window, Journal(), Settings())
    window.show()
    QApplication.processEvents()
    yield window, panels
    panels.feed.stop()


def widths_at(window: QMainWindow, panels: Panels, width: int) -> tuple[int, int]:
    """Of both columns in a window that gets this wide."""
    window.resize(width, 700)
    for _ in range(4):
        QApplication.processEvents()
    return panels.docks["client"].width(), panels.docks["frame"].width()


def drag_separator(window: QMainWindow, panels: Panels, by: int) -> None:
    """Drag the line between the left column and the timeline."""
    dock = panels.docks["client"]
    at = QPoint(dock.geometry().right() + 2, dock.geometry().center().y())
    handle = window.windowHandle()
    QTest.mouseMove(handle, at)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=at)
    for step in (at + QPoint(by // 2, 0), at + QPoint(by, 0)):
        QTest.mouseMove(handle, step)
        QApplication.processEvents()
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=at + QPoint(by, 0))
    QApplication.processEvents()


def test_what_a_narrow_window_takes_a_wide_one_gives_back(furnished) -> None:
    window, panels = furnished
    wide = widths_at(window, panels, 1440)
    assert wide == (344, 330)
    narrow = widths_at(window, panels, 900)
    assert narrow == (280, 240)
    assert widths_at(window, panels, 1280) == (312, 286)
    assert widths_at(window, panels, 1440) == wide
    assert panels.widths.own is None


def test_dragged_columns_are_the_persons(furnished) -> None:
    window, panels = furnished
    drag_separator(window, panels, 60)
    assert panels.widths.own is not None
    own = panels.widths.own
    assert own[0] > 380
    assert own[1] == 330
    assert widths_at(window, panels, 900) < own
    assert widths_at(window, panels, 1440) == own
    panels.arrange()
    assert panels.widths.own is None
    assert widths_at(window, panels, 1440) == (344, 330)


def test_panels_that_were_moved_are_left_alone(furnished) -> None:
    window, panels = furnished
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panels.docks["client"])
    window.resizeDocks([panels.docks["client"]], [500], Qt.Orientation.Horizontal)
    QApplication.processEvents()
    before = panels.docks["client"].width()
    panels.widths.fit()
    QApplication.processEvents()
    assert panels.docks["client"].width() == before
