from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from wsinspector.app.panels import Panels
from wsinspector.app.window_layout import WindowLayout
from wsinspector.journal.journal import Journal
from wsinspector.settings import Settings


def furnished(qtbot) -> tuple[QMainWindow, Panels]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1300, 800)
    window.show()
    panels = Panels(window, Journal(), Settings())
    panels.feed.stop()
    return window, panels


def test_size_panels_and_sections_come_back(qtbot, tmp_path: Path) -> None:
    layout = WindowLayout(tmp_path)
    window, panels = furnished(qtbot)
    assert layout.place(window) is False
    window.resize(1400, 850)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panels.docks["client"])
    panels.show("frame", False)
    folding = {key: not unfolded for key, unfolded in panels.server.folding().items()}
    panels.server.sections.set_folding(folding)
    layout.save(window, panels)
    other, others = furnished(qtbot)
    assert layout.place(other) is True
    layout.furnish(other, others)
    right = Qt.DockWidgetArea.RightDockWidgetArea
    assert other.dockWidgetArea(others.docks["client"]) is right
    assert others.docks["frame"].isHidden()
    assert others.server.folding() == folding
    assert others.clients.folding() == panels.clients.folding()


def test_a_file_full_of_nonsense_changes_nothing(qtbot, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text(
        "[window]\ngeometry=1\npanels=@ByteArray(nonsense)\ncolumns=x\n[client]\nclose=perhaps\n"
    )
    window, panels = furnished(qtbot)
    size = window.size()
    layout = WindowLayout(tmp_path)
    assert layout.place(window) is False
    layout.furnish(window, panels)
    assert window.size() == size
    hidden = [name for name, dock in panels.docks.items() if dock.isHidden()]
    assert hidden == ["connections"]
