from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from wsinspector.app.panels import Panels
from wsinspector.journal.journal import Journal
from wsinspector.settings import Settings


def furnished(qtbot) -> tuple[QMainWindow, Panels]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    panels = Panels(window, Journal(), Settings())
    window.show()
    return window, panels


def test_the_panels_stand_where_the_design_has_them(qtbot) -> None:
    window, panels = furnished(qtbot)
    left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
    areas = {name: window.dockWidgetArea(dock) for name, dock in panels.docks.items()}
    assert areas == {"client": left, "server": left, "frame": right}
    assert panels.docks["client"].y() < panels.docks["server"].y()
    assert panels.timeline.width() > panels.frame.width() > 300
    assert panels.clients.width() > 300
    panels.feed.stop()


def test_a_moved_panel_can_be_put_back(qtbot) -> None:
    window, panels = furnished(qtbot)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panels.docks["client"])
    panels.show("frame", False)
    panels.arrange()
    assert window.dockWidgetArea(panels.docks["client"]) is Qt.DockWidgetArea.LeftDockWidgetArea
    assert panels.docks["frame"].isVisible()
    panels.feed.stop()


def test_it_fits_a_small_screen_without_cutting_anything_off(qtbot) -> None:
    window, panels = furnished(qtbot)
    window.resize(1280, 800)
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 800
    panels.feed.stop()
