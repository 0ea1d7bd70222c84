from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QScrollArea

from wsinspector.app.panel_dock import PanelDock


def dock_in_window(qtbot, *, scrolls: bool) -> tuple[QMainWindow, PanelDock]:
    window = QMainWindow()
    qtbot.addWidget(window)
    panel = QLabel("content")
    panel.setMinimumSize(200, 900)
    dock = PanelDock("panel", "Panel", panel, scrolls=scrolls, parent=window)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.resize(600, 400)
    window.show()
    return window, dock


def test_a_high_panel_scrolls_and_keeps_its_width(qtbot) -> None:
    window, dock = dock_in_window(qtbot, scrolls=True)
    assert window.height() == 400
    assert dock.width() >= 200
    assert isinstance(dock.widget(), QScrollArea)


def test_it_can_be_moved_and_closed_but_does_not_float_away(qtbot) -> None:
    _, dock = dock_in_window(qtbot, scrolls=False)
    features = dock.features()
    assert features & QDockWidget.DockWidgetFeature.DockWidgetMovable
    assert features & QDockWidget.DockWidgetFeature.DockWidgetClosable
    assert not features & QDockWidget.DockWidgetFeature.DockWidgetFloatable
    assert dock.titleBarWidget().size().height() == QSize(0, 8).height()
    assert "Panel" in dock.titleBarWidget().toolTip()
    assert not dock.titleBarWidget().grab().isNull()
