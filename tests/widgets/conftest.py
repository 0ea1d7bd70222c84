"""What tests of widgets share: names for a screen reader, the keyboard's order, our look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

NamesMissing = Callable[[QWidget], list[str]]


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_"):
        return False
    if isinstance(widget.parent(), QComboBox | QAbstractSpinBox):
        return False
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab or isinstance(widget, QAbstractButton)


@pytest.fixture
def nameless() -> NamesMissing:
    """Lists the controls of a widget that a screen reader could not name."""

    def find(root: QWidget) -> list[str]:
        found = []
        for widget in [root, *root.findChildren(QWidget)]:
            if widget.window() is not root.window():
                continue  # the list of a combo box is a window of its own
            if widget is not root and _is_control(widget) and not widget.isHidden():
                interface = QAccessible.queryAccessibleInterface(widget)
                if not interface.text(QAccessible.Text.Name).strip():
                    found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
        return found

    return find


@pytest.fixture
def tab_order() -> Callable[[QWidget], list[QPoint]]:
    """Where the keyboard goes, Tab by Tab: the corner of each control in view."""

    def walk(root: QWidget) -> list[QPoint]:
        places: list[QPoint] = []
        QApplication.processEvents()
        widget = root.nextInFocusChain()
        while widget is not root:
            inside = root.isAncestorOf(widget) and widget.isVisible()
            if inside and widget.isEnabled() and _is_control(widget):
                places.append(widget.mapTo(root, QPoint(0, 0)))
            widget = widget.nextInFocusChain()
        return places

    return walk


@pytest.fixture
def clipped() -> Callable[[QWidget], list[str]]:
    """Lists the texts of a widget in view that have less room than they need."""

    def find(root: QWidget) -> list[str]:
        found = []
        for _ in range(6):  # a line that was broken moves what is below it in the next round
            QApplication.processEvents()
        for widget in root.findChildren(QWidget):
            if not widget.isVisible() or isinstance(widget.parent(), QLineEdit):
                continue  # what is in a field Qt places itself
            if isinstance(widget, QLabel):
                needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
                needed = max(needed, widget.minimumSizeHint().height())
                too_small = widget.height() < needed or (
                    not widget.wordWrap() and widget.width() < widget.sizeHint().width()
                )
            elif isinstance(widget, QAbstractButton | QComboBox):
                too_small = widget.width() < widget.minimumSizeHint().width()
            else:
                continue
            if too_small:
                said = widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
                found.append(f"{type(widget).__name__} {said!r} {widget.size()}")
        return found

    return find


@pytest.fixture
def our_look(qapp: QApplication) -> None:
    """The application in our light palette."""
    from wsinspector.widgets.controls.theme import apply_scheme

    apply_scheme(qapp, Qt.ColorScheme.Light)
