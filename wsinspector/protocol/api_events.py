"""What an end's own API tells its program, as WHATWG WebSockets defines it for a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from wsinspector.protocol.facts import Detail
    from wsinspector.protocol.frames.message_reader import Message
    from wsinspector.protocol.outbox import Outbox

NO_STATUS = 1005
ABNORMAL = 1006


class Report(NamedTuple):
    """What the API reports at the end.

    Attributes:
        code: of the Close frame received first; 1005 if it had none, 1006 if none was received
            (RFC 6455 §7.1.5).
        reason: of the same Close frame, else empty (§7.1.6).
        was_clean: TCP was closed after the closing handshake was completed (§7.1.4).
        error: an ``error`` event comes before ``close``.
    """

    code: int
    reason: str
    was_clean: bool
    error: bool


NEVER_OPENED = Report(ABNORMAL, "", was_clean=False, error=True)
"""What a client reports when the connection could not be established (WHATWG, RFC 6455 §7.1.4)."""


class ApiEvents:
    """Records the events of one end's API.

    A server's API is its own: no standard defines it, so it has the two events that every library
    has, open and close.

    Args:
        role: which end's API.
        outbox: where the events are recorded.
    """

    def __init__(self, role: Role, outbox: Outbox) -> None:
        self.report: Report | None = None
        """What was reported; None as long as the connection is not closed."""
        self._is_client = role is Role.CLIENT
        self._outbox = outbox

    def opened(self) -> None:
        """The opening handshake succeeded."""
        self._outbox.record(Kind.API, {"event": "open"})

    def received(self, message: Message) -> None:
        """A message arrived while readyState was OPEN."""
        if self._is_client:
            details: dict[str, Detail] = {
                "event": "message",
                "opcode": message.opcode,
                "length": len(message.data),
                "start": message.start,
            }
            if message.compressed is not None:
                details["compressed"] = message.compressed
            self._outbox.record(Kind.API, details)

    def never_opened(self) -> None:
        """The connection is over before it was open; only a client's API says so."""
        self.report = NEVER_OPENED
        if self._is_client:
            self._close_event(NEVER_OPENED)

    def closed(self, report: Report) -> None:
        """An established connection is over."""
        self.report = report
        self._close_event(report)

    def _close_event(self, report: Report) -> None:
        if report.error and self._is_client:
            self._outbox.record(Kind.API, {"event": "error"})
        self._outbox.record(
            Kind.API,
            {
                "event": "close",
                "code": report.code,
                "reason": report.reason,
                "wasClean": report.was_clean,
            },
        )
