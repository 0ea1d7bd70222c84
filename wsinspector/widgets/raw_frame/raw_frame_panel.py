"""The place of the raw frame composer in a pane; the composer is made when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.models.end_view import EndView
from wsinspector.protocol.phases import Role
from wsinspector.settings import PAYLOAD_FILE_BYTES

if TYPE_CHECKING:
    from wsinspector.widgets.raw_frame.raw_frame_composer import RawFrameComposer


class RawFramePanel(QWidget):
    """Empty until it is shown: most people never unfold it, and all of them start the program.

    Attributes:
        limit: bytes of a payload file, and of the queue; to be set before it is shown.

    Args:
        role: the end that sends.
    """

    wish = Signal(object)
    """A :class:`SendBytes`."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limit = PAYLOAD_FILE_BYTES.default
        self._role = role
        self._view: EndView | None = None
        self._composer: RawFrameComposer | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def composer(self) -> RawFrameComposer:
        """The composer, made if there is none yet."""
        if self._composer is None:
            # Late, because it loads what only a connection needs.
            from wsinspector.widgets.raw_frame.raw_frame_composer import RawFrameComposer

            self._composer = RawFrameComposer(self._role)
            self._composer.set_limit(self.limit)
            self._composer.set_view(self._view)
            self._composer.wish.connect(self.wish)
            self._layout.addWidget(self._composer)
        return self._composer

    def set_view(self, view: EndView | None) -> None:
        """Show what can be sent by an end that stands so."""
        self._view = view
        if self._composer is not None:
            self._composer.set_view(view)

    def showEvent(self, event: QShowEvent) -> None:
        self.composer.setVisible(True)
        super().showEvent(event)
