"""The body of a Close frame (RFC 6455 §5.5.1)."""

from __future__ import annotations

from dataclasses import dataclass

from wsinspector.protocol.closing.close_codes import receiver_accepts
from wsinspector.protocol.closing.close_legality import reason_legality, wire_legality
from wsinspector.protocol.faults import Fault
from wsinspector.protocol.phases import Role
from wsinspector.texts import text

_PROTOCOL_ERROR = 1002
_INVALID_DATA = 1007


@dataclass(frozen=True, slots=True)
class ClosePayload:
    """What a Close frame says, legal or not.

    Attributes:
        code: the first two bytes as a number; None where there are fewer.
        reason: the bytes after the code, not checked. Without a code, whatever the body has.
    """

    code: int | None = None
    reason: bytes = b""

    @staticmethod
    def parse(body: bytes) -> ClosePayload:
        """Read the unmasked body of a Close frame; never raises, never loses a byte."""
        if len(body) < 2:
            return ClosePayload(None, body)
        return ClosePayload(int.from_bytes(body[:2], "big"), body[2:])

    def serialize(self) -> bytes:
        """The body that goes on the wire, exactly as asked; ``parse`` undoes it.

        A reason without a code goes out as it is, which is a known mistake: its first two bytes
        will be read as the code.

        Raises:
            OverflowError: the code does not fit into two bytes.
        """
        return (b"" if self.code is None else self.code.to_bytes(2, "big")) + self.reason

    @property
    def fault(self) -> Fault | None:
        """Why an end of ours fails the connection when it receives this; None where it does not.

        What a receiver does about an illegal code is left open by RFC 6455; see
        :func:`~wsinspector.protocol.closing.close_codes.receiver_accepts`. The first fault counts.
        """
        if self.code is None:
            if not self.reason:
                return None
            return Fault("close-body-one-byte", text("fault.close-body-one-byte"), must_fail=True)
        # The role matters for legal codes alone.
        legality = wire_legality(self.code, Role.SERVER)
        if receiver_accepts(self.code):
            legality = reason_legality(self.reason)
        return None if legality.ok else Fault(legality.rule, legality.why, must_fail=True)

    @property
    def fail_code(self) -> int | None:
        """The close code that answers ``fault``: 1007 for a reason that is not UTF-8, else 1002."""
        if self.fault is None:
            return None
        not_text = self.fault.rule == "close-reason-invalid-utf8"
        return _INVALID_DATA if not_text else _PROTOCOL_ERROR
