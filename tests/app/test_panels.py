from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

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


def test_everything_one_can_use_has_a_name_for_those_who_cannot_see_it(qtbot) -> None:
    window, panels = furnished(qtbot)
    panels.clients.current.sections.set_folding(dict.fromkeys(panels.clients.folding(), True))
    panels.server.sections.set_folding(dict.fromkeys(panels.server.folding(), True))
    usable = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, usable)
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QComboBox | QSpinBox | QLineEdit)
        and not isinstance(widget, QHeaderView)
        and widget.isVisibleTo(window)
        and not _name(widget)
    ]
    assert not [f"{widget} in {widget.parent()}" for widget in nameless]
    panels.feed.stop()


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name)
