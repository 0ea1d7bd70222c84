"""What one row of the timeline shows, column by column."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from wsinspector.models.steps import Step


class Column(IntEnum):
    """The columns of the timeline."""

    NUMBER = 0
    TIME = 1
    DELTA = 2
    CONNECTION = 3
    LANES = 4
    LENGTH = 5
    SUMMARY = 6


class TimelineLine(NamedTuple):
    """All that one row shows.

    Attributes:
        entry: id of its entry.
        number: row number as shown; empty for a row that is shown only because it was asked for.
        time: seconds since the session began.
        delta: time since the row of the same connection before it in view.
        connection: ``#1``; empty for a fact of the session.
        label: the few words in the lanes.
        length: payload bytes.
        summary: what it says.
        marked: whether it shows something that its sender must not do.
        step: the row as a step of the sequence diagram.
        sign: of the gravest finding that the row proves, ``▲`` or ``◆``; empty without one.
    """

    entry: int
    number: str
    time: str
    delta: str
    connection: str
    label: str
    length: str
    summary: str
    marked: bool
    step: Step
    sign: str = ""
