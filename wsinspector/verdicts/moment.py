"""A point in the record of an end."""

from __future__ import annotations

from typing import NamedTuple


class Moment(NamedTuple):
    """When something happened, and the entry that says so."""

    entry: int
    time_ns: int
