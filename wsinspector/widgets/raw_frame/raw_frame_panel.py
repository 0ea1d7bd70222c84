"""The place of the raw frame composer in a pane; the composer is made when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wsinspector.models.end_view import EndView
from wsinspector.protocol.phases import Role
from wsinspector.settings import PAYLOAD_FILE_BYTES
from wsinspector.widgets.controls.late_place import LatePlace

if TYPE_CHECKING:
    from wsinspector.widgets.raw_frame.raw_frame_composer import RawFrameComposer


class RawFramePanel(LatePlace["RawFrameComposer"]):
    """Sends any bytes, once somebody unfolds it.

    Attributes:
        limit: bytes of a payload file, and of the queue; to be set before it is shown.

    Args:
        role: the end that sends.
    """

    wish = Signal(object)
    """A :class:`SendBytes`."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(self._make_composer, parent)
        self.limit = PAYLOAD_FILE_BYTES.default
        self._role = role
        self._view: EndView | None = None

    @property
    def composer(self) -> RawFrameComposer:
        """The composer, made if there is none yet."""
        return self.content

    def set_view(self, view: EndView | None) -> None:
        """Show what can be sent by an end that stands so."""
        self._view = view
        if self.is_made:
            self.composer.set_view(view)

    def _make_composer(self) -> RawFrameComposer:
        # Late, because it loads what only a connection needs.
        from wsinspector.widgets.raw_frame.raw_frame_composer import RawFrameComposer

        composer = RawFrameComposer(self._role)
        composer.set_limit(self.limit)
        composer.set_view(self._view)
        composer.wish.connect(self.wish)
        return composer
