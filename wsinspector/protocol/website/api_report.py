"""What a browser's page, or any local program, reports of its own WebSocket API.

A report is a JSON object, as a program on this machine posts it to the page's address::

    {"name": "my client", "local": "127.0.0.1:50312",
     "events": [{"event": "close", "code": 1000, "reason": "bye", "wasClean": true,
                 "readyState": 3, "at": 12.5}]}

Which connection it speaks of is told by ``local``, the client's own address, or by ``socket``, the
value of the parameter ``wsinspector`` in the query of the address that was connected to. Nothing is
guessed: a report with neither stands alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from wsinspector.protocol.facts import Detail, Fact, Kind
from wsinspector.protocol.faults import excerpt
from wsinspector.texts import Text, text

MARKER: Final = "wsinspector"
"""The parameter of a query that names a socket to a report."""

_MARK = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LOCAL = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9.]+)):([0-9]{1,5})")
_NAME_CHARACTERS: Final = 80
_LARGEST: Final = 2**53 - 1
_OPCODES: Final = {"text": int(Kind.TEXT), "binary": int(Kind.BINARY)}


class ReportError(Exception):
    """A report cannot be understood.

    Attributes:
        text: why, as a sentence.
    """

    def __init__(self, why: Text) -> None:
        super().__init__(why.id)
        self.text = why


@dataclass(frozen=True, slots=True)
class ApiReport:
    """What somebody reported.

    Attributes:
        name: who reports; may be empty.
        socket: what names the socket in its address; empty without.
        local: the client's own address as host and port; None if not told.
        url: what was connected to, as the reporter says; may be empty.
        facts: what its API said, as entries, in its order.
    """

    name: str
    socket: str
    local: tuple[str, int] | None
    url: str
    facts: tuple[Fact, ...]


def marker_of(resource: str) -> str:
    """What names the socket in the path and query of a request; empty without."""
    for part in resource.partition("?")[2].split("&"):
        name, _, value = part.partition("=")
        if name == MARKER and _MARK.fullmatch(value):
            return value
    return ""


def read_report(body: bytes) -> ApiReport:
    """Understand a report, or say what is wrong with it.

    Raises:
        ReportError: it is not what a report must be.
    """
    report = _Members(_json_object(body), "report")
    name = report.take("name", _is_string, "")[:_NAME_CHARACTERS]
    socket = report.take("socket", _is_mark, "")
    local = report.take("local", _is_address, None)
    url = report.take("url", _is_string, "")
    events = report.take("events", _is_events)
    report.finish()
    return ApiReport(
        name, socket, _address(local), url, tuple(_fact(event, name) for event in events)
    )


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ReportError(text("report.not-json", error=excerpt(str(error)))) from None
    if not isinstance(value, dict):
        raise ReportError(text("report.not-object"))
    return value


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _fact(event: dict[str, Any], by: str) -> Fact:
    members = _Members(event, "event")
    kind = members.take("event", _is_string)
    details: dict[str, Detail] = {}
    if kind not in _EVENTS:
        raise ReportError(text("report.unknown-event", event=excerpt(kind)))
    if kind != "call":
        details["event"] = kind
    for name, fits in _EVENTS[kind].items():
        details[name] = members.take(name, fits, None)
    for name, fits in _COMMON.items():
        details[name] = members.take(name, fits, None)
    members.finish()
    if "type" in details:
        details["opcode"] = _OPCODES.get(str(details.pop("type")))
    details["by"] = by or None
    told = {name: value for name, value in details.items() if value is not None}
    return Fact(Kind.CALL if kind == "call" else Kind.API, details=told)


class _Members:
    """The members of an object, of which each must be known and fit.

    Args:
        members: the object.
        of: what it is, for the sentences.
    """

    def __init__(self, members: dict[str, Any], of: str) -> None:
        self._left = dict(members)
        self._of = of

    def take(self, name: str, fits: Callable[[Any], bool], default: Any = ...) -> Any:  # noqa: ANN401 - any JSON value
        """The value of a member; without a default it must be there."""
        if name not in self._left:
            if default is ...:
                raise ReportError(text("report.missing", of=self._of, name=name))
            return default
        value = self._left.pop(name)
        if not fits(value):
            raise ReportError(text("report.does-not-fit", of=self._of, name=name))
        return value

    def finish(self) -> None:
        """No member may be left: what is not understood would be lost without a word."""
        for name in self._left:
            raise ReportError(text("report.unknown-member", of=self._of, name=excerpt(name)))


def _address(local: str | None) -> tuple[str, int] | None:
    match = None if local is None else _LOCAL.fullmatch(local)
    return None if match is None else (match[1] or match[2], int(match[3]))


def _is_string(value: object) -> bool:
    return isinstance(value, str)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _is_count(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    return _is_whole(value) and value >= 0


def _is_time(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 <= value <= _LARGEST


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_ready(value: object) -> bool:
    return _is_whole(value) and value in (0, 1, 2, 3)


def _is_type(value: object) -> bool:
    return isinstance(value, str) and value in _OPCODES


def _is_mark(value: object) -> bool:
    return isinstance(value, str) and _MARK.fullmatch(value) is not None


def _is_address(value: object) -> bool:
    return isinstance(value, str) and _LOCAL.fullmatch(value) is not None


def _is_events(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


_COMMON: Final = {"readyState": _is_ready, "bufferedAmount": _is_count, "at": _is_time}
_EVENTS: Final[dict[str, dict[str, Callable[[Any], bool]]]] = {
    "open": {"protocol": _is_string, "extensions": _is_string},
    "message": {"type": _is_type, "length": _is_count},
    "error": {"message": _is_string},
    "close": {"code": _is_whole, "reason": _is_string, "wasClean": _is_flag},
    "exception": {"call": _is_string, "name": _is_string, "message": _is_string},
    "call": {"call": _is_string, "code": _is_whole, "reason": _is_string, "length": _is_count},
}
"""What may be told of each event, beside what may be told of all."""
