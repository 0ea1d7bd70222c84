"""The place of something that is made only when somebody looks at it or asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

Content = TypeVar("Content", bound=QWidget)


class LatePlace(QWidget, Generic[Content]):
    """Empty until it is shown.

    What is folded away most people never unfold, and all of them start the program.

    Args:
        make: makes the content; loads what only that takes.
    """

    def __init__(self, make: Callable[[], Content], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._content: Content | None = None
        self._waiting: list[Callable[[Content], object]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def is_made(self) -> bool:
        """Whether the content is there."""
        return self._content is not None

    @property
    def content(self) -> Content:
        """The content, made if it is not there yet."""
        if self._content is None:
            content = self._content = self._make()
            self._layout.addWidget(content)
            content.show()
            _take_its_turn(self, content)
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act(content)
        return self._content

    def when_made(self, act: Callable[[Content], object]) -> None:
        """Do something with the content: at once if it is there, else when it is made."""
        if self._content is None:
            self._waiting.append(act)
        else:
            act(self._content)

    def showEvent(self, event: QShowEvent) -> None:
        _ = self.content
        super().showEvent(event)


def _take_its_turn(place: QWidget, content: QWidget) -> None:
    """Let Tab come to what is new where it stands; Qt puts it behind everything else."""
    # Qt orders only what takes the focus; the place has to, for as long as it takes.
    place.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    before = place
    for stop in (content, *content.findChildren(QWidget)):
        # An ancestor is only who stands in the same window; a list that pops up does not.
        if place.isAncestorOf(stop) and _is_stop(stop):
            QWidget.setTabOrder(before, stop)
            before = stop
    place.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _is_stop(widget: QWidget) -> bool:
    """Whether Tab stops there by itself, and not for a field that it is a part of."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
