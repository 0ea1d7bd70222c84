"""The seam between a transport and an endpoint, where encryption has its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from wsinspector.protocol.commands import Record, Write
from wsinspector.protocol.exchange import (
    BytesReceived,
    Connected,
    EofReceived,
    TlsEvent,
    TransportLost,
)

Signal = Connected | BytesReceived | EofReceived | TransportLost | TlsEvent | Write | Record
"""What a stage answers: events for the endpoint, ``Write`` of wire bytes for the transport as they
are, and facts of its own."""


class Stage(Protocol):
    """What lies between the bytes of a transport and the stream of an endpoint.

    The end of a stream has two steps here: what the stage itself says at the end (as TLS does with
    close_notify) and the FIN of TCP, which is the transport's. So they can be seen, and be left
    out, one by one.
    """

    def start(self) -> Sequence[Signal]:
        """The transport is connected; ``Connected`` follows now or later."""
        ...

    def receive(self, data: bytes) -> Sequence[Signal]:
        """Bytes from the transport, in order."""
        ...

    def receive_eof(self) -> Sequence[Signal]:
        """The peer's FIN."""
        ...

    def send(self, data: bytes) -> bytes:
        """The wire bytes that carry these bytes of the stream."""
        ...

    def end_sending(self) -> Sequence[Signal]:
        """The stream ends here; what is to go out before the FIN. Nothing when asked again."""
        ...

    def cut_sending(self) -> Sequence[Signal]:
        """TCP ends, and nothing is to go out before; what there is to record of that."""
        ...


class PlainStage(Stage):
    """No encryption: the stream is what is on the wire."""

    __slots__ = ()

    def start(self) -> Sequence[Signal]:
        return (Connected(),)

    def receive(self, data: bytes) -> Sequence[Signal]:
        return (BytesReceived(data),)

    def receive_eof(self) -> Sequence[Signal]:
        return (EofReceived(),)

    def send(self, data: bytes) -> bytes:
        return data

    def end_sending(self) -> Sequence[Signal]:
        return ()

    def cut_sending(self) -> Sequence[Signal]:
        return ()
