"""The place of something that is made only when somebody looks at it or asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

Content = TypeVar("Content", bound=QWidget)


class LatePlace(QWidget, Generic[Content]):
    """Empty until it is shown.

    What is folded away most people never unfold, and all of them start the program. What is made
    late is the last that Tab comes to: Qt sets it behind everything that is there.

    Args:
        make: makes the content; loads what only that takes.
    """

    def __init__(self, make: Callable[[], Content], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._content: Content | None = None
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
        return self._content

    def showEvent(self, event: QShowEvent) -> None:
        _ = self.content
        super().showEvent(event)
