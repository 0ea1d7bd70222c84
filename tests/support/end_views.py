"""Views of ends for tests of widgets, with everything that does not matter filled in."""

from __future__ import annotations

from typing import Any

from wsinspector.models.end_view import EndView
from wsinspector.protocol.phases import Phase, ReadyState, Role, owed

SECOND = 1_000_000_000


def end_view(role: Role, phase: Phase, **more: Any) -> EndView:
    """An end of ours in this phase since second 30, seen at 34.402, live."""
    values: dict[str, Any] = {
        "end": 1,
        "connection": 1,
        "role": role,
        "ours": True,
        "phase": phase,
        "since_ns": 30 * SECOND,
        "ready_since_ns": 30 * SECOND,
        "owed": owed(phase, role),
        "owed_since_ns": 30 * SECOND,
        "buffered": 0,
        "fin_sent": phase is Phase.FIN_SENT,
        "over": phase.ready is ReadyState.CLOSED,
        "at_ns": 34_402_000_000,
        "live": True,
    }
    return EndView(**(values | more))
