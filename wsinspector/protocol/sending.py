"""Carries out the wishes to send something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.exchange import (
    ApiClose,
    SendBytes,
    SendClose,
    SendControl,
    SendMessage,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.raw_sender import RawSender

if TYPE_CHECKING:
    from wsinspector.protocol.closing.closing_handshake import ClosingHandshake
    from wsinspector.protocol.frames.raw_sender import Standing
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView

Sendable = SendMessage | SendControl | SendClose | SendBytes | ApiClose
"""The wishes to send something; the API's ``close()`` is one once the connection is open."""


class Sending:
    """Sends what the user wishes, exactly as asked.

    Attributes:
        raw: sends any bytes.

    Args:
        end: which end sends, and where it stands.
        limits: for the longest frame that is followed in any bytes.
        outbox: where the commands go.
        transport: what is left of the transport.
        closing: sends Close frames, and is told of those that were sent as bytes.
    """

    def __init__(
        self,
        end: Standing,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
        closing: ClosingHandshake,
    ) -> None:
        self.raw = RawSender(end, limits, outbox, transport, closing.went_out)
        self._outbox = outbox
        self._closing = closing

    def carry_out(self, wish: Sendable) -> None:
        """Send it; that it has an effect is known."""
        match wish:
            case SendMessage(data, is_text):
                self._outbox.write_message(Kind.TEXT if is_text else Kind.BINARY, data)
            case SendControl(opcode, payload):
                self._outbox.write_frame(opcode, payload)
            case SendClose(code, reason):
                self._closing.send(ClosePayload(code, reason))
            case ApiClose(code, reason):
                # WHATWG: without a code the Close frame has no body.
                self._closing.send(ClosePayload(code, b"" if code is None else reason))
            case SendBytes(pieces):
                self.raw.send(pieces)
