"""Sends any bytes of the user's, piece by piece, and knows what they are."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Protocol

from wsinspector.protocol.calls import BEFORE_REQUEST, sends_frames
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.exchange import Piece, Timer
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.message_reader import CONTROL_PAYLOAD_MAX
from wsinspector.protocol.frames.sent_stream import SentStream
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.phases import Phase, Role
    from wsinspector.protocol.transport_view import TransportView


class Standing(Protocol):
    """Where an end stands."""

    @property
    def role(self) -> Role:
        """Which side it plays."""

    @property
    def phase(self) -> Phase:
        """How far its connection is."""


class RawSender:
    """Writes bytes as they are, and records them as what the peer will read.

    While a frame that was sent so is not whole, what the end itself sends lies inside of it. It is
    recorded as the bytes that it is, with what it was meant to be; the end goes on as if it had
    been that. As long as pieces of that frame are to come by themselves, all but a Close waits for
    them instead.

    Args:
        end: which end sends, and where it stands.
        limits: for the longest frame that is followed.
        outbox: where the commands go.
        transport: what is left of the transport.
        on_close: told of every Close frame that was sent so, legal or not.
    """

    def __init__(
        self,
        end: Standing,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
        on_close: Callable[[ClosePayload], None],
    ) -> None:
        self._outbox = outbox
        self._transport = transport
        # A Close has to be followed however small a message must be.
        self._frame_limit = max(limits.message_bytes, CONTROL_PAYLOAD_MAX)
        self._end = end
        self._on_close = on_close
        self._pieces: deque[Piece] = deque()
        self._stream: SentStream | None = None
        self._held: list[Callable[[], None]] = []

    def send(self, pieces: Iterable[Piece]) -> None:
        """Send these, after all that were asked for before; a client's not before its request."""
        self._pieces += pieces
        if self._end.phase not in BEFORE_REQUEST and Timer.NEXT_PIECE not in self._outbox.running:
            self.begin()

    def begin(self) -> None:
        """Send what was asked for before there was a stream, in one write with the request."""
        if self._pieces:
            if self._pieces[0].pause_ms:
                self._wait()
            else:
                self.go_on()

    def go_on(self) -> None:
        """The time of the next piece has come."""
        if not self._transport.can_write:
            self.finish("cut-off")
            return
        piece = self._pieces.popleft()
        # Each in an event of its own, and so in a write of its own, even without a pause.
        if self._pieces:
            self._wait()
        if piece.data:
            self._write(piece.data, is_last=not self._pieces)

    def finish(self, why: str) -> None:
        """Nothing can be sent any more.

        Args:
            why: why a frame in progress stays a part.
        """
        if self._stream is not None:
            self._stream.finish(why)
        if self._pieces:
            left = sum(len(piece.data) for piece in self._pieces)
            self._note(text("sent-bytes.dropped", bytes=left, pieces=len(self._pieces)))
            self._pieces.clear()
        self._outbox.hold = None
        self._drop_held()

    def _wait(self) -> None:
        self._outbox.start_timer(Timer.NEXT_PIECE, self._pieces[0].pause_ms)

    def _write(self, data: bytes, *, is_last: bool, meant: int | None = None) -> None:
        outbox = self._outbox
        stream = self._stream
        closes: list[bytes] = []
        if stream is not None or sends_frames(self._end.role, self._end.phase):
            if stream is None:
                stream = SentStream(outbox.bytes_sent, outbox, self._frame_limit)
            closes = stream.take(data, is_last=is_last, meant=meant)
            self._stream = None if stream.between_frames else stream
            outbox.divert = None if self._stream is None else self._write_inside
            outbox.hold = self._hold if self._stream is not None and self._pieces else None
            if outbox.deflater is not None:
                outbox.deflater.forget()  # these bytes may have changed what the peer's window has
        else:
            why = {"why": "outside-frames"}
            outbox.record(Kind.BYTES, why, sent=True, start=outbox.bytes_sent, data=data)
        outbox.write((data,))
        if closes:
            self._drop_held()
        elif outbox.hold is None:
            self._release()
        # Only now: it may lead to the end of TCP, which comes after all that was written.
        for body in closes:
            self._on_close(ClosePayload.parse(body))

    def _write_inside(self, opcode: int, data: bytes) -> None:
        """Send a frame of the end's own where the peer will not read it as that."""
        self._write(data, is_last=not self._pieces, meant=opcode)

    def _hold(self, opcode: int, write: Callable[[], None]) -> bool:
        """Keep a frame of the end's own until the frame in pieces is whole, unless it is a Close."""
        if opcode == Kind.CLOSE:  # what follows from it does not wait
            self._outbox.hold = None
            self._release()
            return False
        self._held.append(write)
        return True

    def _release(self) -> None:
        """Send what was kept."""
        held, self._held = self._held, []
        if held:
            self._note(text("sent-bytes.held", frames=len(held)))
        for write in held:
            write()

    def _drop_held(self) -> None:
        """What was kept comes too late: a Close is out, or the transport is gone."""
        if self._held:
            self._note(text("sent-bytes.held-dropped", frames=len(self._held)))
            self._held.clear()

    def _note(self, note: Text) -> None:
        self._outbox.record(Kind.NOTE, {"text": [note.id, note.args]})
