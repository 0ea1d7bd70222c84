"""The panels of the open window, painted before anything that knows a network is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent

from wsinspector.app.menus import menus_of
from wsinspector.app.panels import Panels
from wsinspector.engine.clock import SystemClock
from wsinspector.journal.journal import Journal
from wsinspector.settings import JOURNAL_BYTES

if TYPE_CHECKING:
    from wsinspector.app.application import Opened


class Furnished(NamedTuple):
    """What there is once the window is complete.

    Attributes:
        opened: the window and what belongs to it.
        clock: stamps what will be recorded.
        journal: where it will be recorded.
        panels: what is seen of it.
    """

    opened: Opened
    clock: SystemClock
    journal: Journal
    panels: Panels


def furnish(opened: Opened) -> Furnished:
    """Fill the open window; returns when it has been painted with everything that is in it.

    What the person does meanwhile waits until there is something behind it: no event of theirs is
    handled here.
    """
    opened.app.dress()
    clock, settings = SystemClock(), opened.store.settings
    journal = Journal(clock.monotonic_ns(), clock.wall_ns(), settings.get(JOURNAL_BYTES))
    menus_of(opened.window)
    panels = Panels(opened.window, journal, settings)
    opened.layout.furnish(opened.window, panels)
    # Else everything is painted twice: as it stands now, and as its layouts want it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    if opened.store.problems:
        panels.status.tell(" ".join(opened.store.problems))
    opened.window.repaint()
    return Furnished(opened, clock, journal, panels)
