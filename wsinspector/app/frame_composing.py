"""Lets a frame of the timeline be the start of a composed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from wsinspector.journal.frame_words import header_of
from wsinspector.protocol.frames.raw_frame import RawFrame
from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from wsinspector.app.controllers import Controllers


def compose_like(controllers: Controllers) -> None:
    """Write the selected frame into the composer of the end that sent it, and go there."""
    journal, moment = controllers.workbench.journal, controllers.moment
    if moment is None:
        return
    entry = journal.entry(moment)
    header = header_of(journal, entry) if entry.kind.is_frame else None
    payload = journal.payload(moment)
    if header is None or payload is None or entry.direction is None:
        lost = QCoreApplication.translate("Action", "The bytes of this row were not kept.")
        controllers.panels.status.tell(lost)
        return
    panels = controllers.panels
    is_client = entry.direction.sender is Role.CLIENT
    pane = panels.clients.current if is_client else panels.server
    pane.raw.composer.load(RawFrame.of(header, payload))
    pane.focus_raw()
