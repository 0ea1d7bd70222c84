"""A request before it is sent: its lines as they will be, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from wsinspector.journal.visible_text import visible
from wsinspector.protocol.deflate.deflate_terms import DeflateTerms
from wsinspector.protocol.faults import Fault, Severity
from wsinspector.protocol.opening.fault_places import place_of
from wsinspector.protocol.opening.request_plan import Made, RequestPlan

_ORDER: Final = (Severity.VIOLATION, Severity.DEVIATION, Severity.OBSERVATION, Severity.OK)
_HIDDEN: Final = "••••••"
_MASKED: Final = frozenset(("authorization", "proxy-authorization"))
_LINE_CHARACTERS: Final = 1000
_SOME_KEY: Final = bytes(range(16))


@dataclass(frozen=True, slots=True)
class RequestPlace:
    """Where a request will go, as far as it says so itself.

    Attributes:
        host: host and port of the address.
        resource: path and query of the address.
        deflate: what will be offered of permessage-deflate; None for nothing.
    """

    host: str = "localhost"
    resource: str = "/"
    deflate: DeflateTerms | None = None


@dataclass(frozen=True, slots=True)
class RequestReview:
    """What will be sent, and how that will be judged.

    Attributes:
        lines: the lines of the request, visible.
        faults: what is wrong or remarkable, the heavy ones first.
        marks: number of a line to the worst that is said of it; the first line is 0.
    """

    lines: tuple[str, ...]
    faults: tuple[Fault, ...]
    marks: dict[int, Severity]

    @property
    def odd(self) -> tuple[Fault, ...]:
        """The faults that break a rule."""
        heavy = (Severity.VIOLATION, Severity.DEVIATION)
        return tuple(fault for fault in self.faults if fault.severity in heavy)


def review(plan: RequestPlan, place: RequestPlace, *, secrets: bool = False) -> RequestReview:
    """Look at a request before it is sent.

    Args:
        plan: what it is to say.
        place: where it will go.
        secrets: whether passwords and tokens are shown.
    """
    # Late, because it takes time, and a window opens without.
    from wsinspector.protocol.opening.opening_request import OpeningRequest

    request = OpeningRequest(place.host, place.resource, _SOME_KEY, plan, place.deflate)
    faults = sorted(request.asked.faults, key=lambda fault: _ORDER.index(fault.severity))
    lines = plan.lines(
        place.resource,
        made_values(place),
        lambda name, value: value if secrets else masked(name, value),
    )
    marks: dict[int, Severity] = {}
    names = ["", *(line.partition(":")[0].strip(" \t").lower() for line in lines[1:])]
    for fault in reversed(faults):
        where = place_of(fault.rule)
        marks |= {number: fault.severity for number, name in enumerate(names) if name == where}
    return RequestReview(tuple(map(_shown, lines)), tuple(faults), marks)


def _shown(line: str) -> str:
    """A line, visible; of a very long one its beginning, and how much is left out."""
    left_out = len(line) - _LINE_CHARACTERS
    shown = visible(line[:_LINE_CHARACTERS])
    return f"{shown}… (+{left_out})" if left_out > 0 else shown


def made_values(place: RequestPlace) -> dict[Made, str | None]:
    """What is made for a connection, in words where it is not known yet."""
    offer = None if place.deflate is None else place.deflate.offer
    key = QCoreApplication.translate("RequestReview", "(16 random bytes in base64)")
    return {Made.HOST: place.host, Made.KEY: key, Made.DEFLATE: offer}


def masked(name: str, value: str) -> str:
    """The value of a field without its password or token."""
    if name.strip().lower() not in _MASKED:
        return value
    scheme, space, _ = value.partition(" ")
    return f"{scheme} {_HIDDEN}" if space else _HIDDEN
