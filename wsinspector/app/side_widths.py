"""Keeps the columns at the sides of the window as wide as they should be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow

_SMALL, _USUAL = 1280, 1440
"""Widths of a small and of the usual window ..."""
_LEFT, _RIGHT = (312, 344), (286, 330)
"""... and those that the columns at the sides have in them to begin with."""
_CENTRE = 620
"""What the timeline should have before the columns have more than their least."""


class SideWidths(QObject):
    """Gives the columns their widths anew whenever the window gets narrower or wider.

    They are the person's, once one of them was dragged, and otherwise fit the window. What has to
    be taken from them in a narrow window they get back in a wide one.

    Args:
        window: what they stand in.
        docks: the panels by name; ``client`` and ``frame`` stand for their columns.
    """

    def __init__(self, window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._left, self._right = docks["client"], docks["frame"]
        self._own: tuple[int, int] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.fit)
        window.installEventFilter(self)
        for dock in (self._left, self._right):
            dock.installEventFilter(self)

    @property
    def own(self) -> tuple[int, int] | None:
        """Left and right as the person wants them; None if they never said."""
        return self._own

    def set_own(self, widths: tuple[int, int] | None) -> None:
        """What the person wants, as remembered; None for what fits the window."""
        self._own = widths

    def fit(self) -> None:
        """Make the columns as wide as the window allows."""
        if not self._are_at_the_sides():
            return
        left, right = self._wanted()
        lacking = left + right + _CENTRE - self._window.width()
        if self._own is not None and lacking > 0:
            taken = lacking * left // (left + right)
            left, right = left - taken, right - (lacking - taken)
        # A dock that is asked for less than its least gets that.
        self._window.resizeDocks(
            [self._left, self._right], [max(1, left), max(1, right)], Qt.Orientation.Horizontal
        )

    def _wanted(self) -> tuple[int, int]:
        whole = self._window.width()
        return self._own or (_fitting(whole, *_LEFT), _fitting(whole, *_RIGHT))

    def _are_at_the_sides(self) -> bool:
        area, sides = self._window.dockWidgetArea, Qt.DockWidgetArea
        return (
            area(self._left) is sides.LeftDockWidgetArea
            and area(self._right) is sides.RightDockWidgetArea
        )

    def _note_dragged(self) -> None:
        """A column changes its width while the person holds the mouse down: they drag it."""
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton and self._are_at_the_sides():
            left, right = self._wanted()
            self._own = (
                left if self._left.isHidden() else self._left.width(),
                right if self._right.isHidden() else self._right.width(),
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            if watched is self._window:
                # The window lays itself out first.
                self._soon.start()
            elif not self._soon.isActive():
                self._note_dragged()
        return False


def _fitting(whole: int, small: int, usual: int) -> int:
    """Of a column in a window that wide: never wider than usual."""
    return min(usual, small + (whole - _SMALL) * (usual - small) // (_USUAL - _SMALL))
