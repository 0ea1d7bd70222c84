from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from wsinspector.app.window_layout import WindowLayout


def make_window(qtbot) -> tuple[QMainWindow, QDockWidget]:
    window = QMainWindow()
    qtbot.addWidget(window)
    dock = QDockWidget("panel", window)
    dock.setObjectName("panel")
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.show()
    return window, dock


def test_size_and_panels_come_back(qtbot, tmp_path: Path) -> None:
    layout = WindowLayout(tmp_path)
    window, dock = make_window(qtbot)
    assert layout.restore(window) is False
    window.resize(640, 480)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    layout.save(window)
    other, other_dock = make_window(qtbot)
    assert layout.restore(other) is True
    assert other.size() == window.size()
    assert other.dockWidgetArea(other_dock) == Qt.DockWidgetArea.RightDockWidgetArea


def test_a_file_full_of_nonsense_changes_nothing(qtbot, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[window]\ngeometry=1\nstate=@ByteArray(nonsense)\n")
    window, _ = make_window(qtbot)
    size = window.size()
    assert WindowLayout(tmp_path).restore(window) is False
    assert window.size() == size
