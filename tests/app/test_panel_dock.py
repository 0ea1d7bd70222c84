from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow

from wsinspector.app.panel_dock import PanelDock


def test_it_can_be_moved_and_closed_but_does_not_float_away(qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    dock = PanelDock("panel", "Panel", QLabel("content"), 234, window)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.show()
    assert dock.width() >= 234
    assert dock.minimumSizeHint().width() == 234
    features = dock.features()
    assert features & QDockWidget.DockWidgetFeature.DockWidgetMovable
    assert features & QDockWidget.DockWidgetFeature.DockWidgetClosable
    assert not features & QDockWidget.DockWidgetFeature.DockWidgetFloatable
    grip = dock.titleBarWidget()
    assert grip.height() <= 12
    assert "Panel" in grip.toolTip()
    assert not grip.grab().isNull()
