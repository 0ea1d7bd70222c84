"""What arrives after the opening handshake: acted on as long as the endpoint listens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from wsinspector.protocol.burst import read_burst
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frame_decoder import FrameDecoder, PayloadPart, WholeFrame
from wsinspector.protocol.frames.message_reader import Message, MessageReader, Violation
from wsinspector.protocol.frames.tail_recorder import TailRecorder
from wsinspector.protocol.phases import Role
from wsinspector.texts import text

if TYPE_CHECKING:
    from wsinspector.protocol.deflate.inflater import Inflater
    from wsinspector.protocol.facts import Detail
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.outbox import Outbox


class InboundActions(Protocol):
    """What an endpoint does about what arrives; each frame is recorded before."""

    def take_message(self, message: Message) -> None:
        """A whole text or binary message."""

    def take_ping(self, payload: bytes) -> None:
        """A Ping."""

    def take_pong(self, payload: bytes) -> None:
        """A Pong."""

    def take_close(self, payload: ClosePayload) -> None:
        """A Close, valid or passed for it; nothing is read after it."""

    def take_violation(self, violation: Violation) -> None:
        """What fails the connection; nothing is read after it."""

    def passes_over(self, violation: Violation) -> bool:
        """Whether this violation fails nothing, and the end carries on."""

    def burst_echo(self) -> bool | None:
        """Whether messages are plainly sent back or swallowed at present.

        None where more than that happens to them.
        """


class Inbound:
    """Reads the peer's stream of frames, or merely records it.

    Args:
        role: the end that reads.
        limits: largest message.
        outbox: where the facts go.
        actions: what is done about them.
    """

    def __init__(self, role: Role, limits: Limits, outbox: Outbox, actions: InboundActions) -> None:
        self._limits = limits
        self._outbox = outbox
        self._actions = actions
        self._decoder = FrameDecoder()
        self._reader = MessageReader(role, limits.message_bytes, self._insists)
        self._passed: list[tuple[Violation, int]] = []  # with the start of the frame
        self._tail: TailRecorder | None = None

    @property
    def only_records(self) -> bool:
        """Whether nothing that arrives is acted on any more."""
        return self._tail is not None

    @property
    def is_full(self) -> bool:
        """Whether further bytes are not even recorded, only counted."""
        return self._tail is not None and self._tail.is_full

    def begin(self, start: int, inflater: Inflater | None = None) -> None:
        """The opening handshake succeeded.

        Args:
            start: stream offset of the first byte after it.
            inflater: decompresses messages; None if they cannot be compressed.
        """
        self._decoder = FrameDecoder(start)
        self._reader.inflater = inflater

    def record_only(self, start: int, why: str) -> None:
        """There will be no frames.

        Args:
            start: stream offset of the next byte.
            why: what the bytes are called.
        """
        self._tail = TailRecorder.of_bytes(start, self._outbox, why)

    def take(self, data: bytes) -> None:
        """Take the next bytes."""
        if self._tail is not None:
            self._tail.take(data)
        else:
            self._decoder.feed(data)
            self._read_frames()

    def finish(self, why: str) -> None:
        """The stream is over.

        Args:
            why: why a frame in progress stays partial.
        """
        self._note_passed()
        (self._tail or self._stop("after-end")).finish(why)

    def fail(self, violation: Violation) -> None:
        """Something else than a frame fails the connection: record that, and act no more."""
        if self._tail is None:
            self._stop("after-failure")
        self._record_failure(violation)

    def _stop(self, why: str) -> TailRecorder:
        self._tail = TailRecorder(self._decoder, self._outbox, why, self._limits.message_bytes)
        return self._tail

    def _read_frames(self) -> None:
        decoder, reader = self._decoder, self._reader
        while self._tail is None:
            if decoder.between_frames and reader.between_messages and reader.inflater is None:
                echo = self._actions.burst_echo()
                if echo is not None:
                    read_burst(decoder, self._outbox, self._limits.message_bytes, echo=echo)
            step = decoder.advance()
            if step is None:
                return
            violation: Violation | None = None
            if isinstance(step, WholeFrame):
                self._take_frame(step)
            elif isinstance(step, PayloadPart):
                violation = reader.read_part(step)
            else:
                violation = reader.read_header(step, decoder.frame_start)
            if violation is not None:
                self._fail(violation)
        self._tail.drain()

    def _take_frame(self, frame: WholeFrame) -> None:
        header = frame.header
        fact = (False, header.opcode, frame.start, header.raw, frame.payload)
        if not header.is_control:
            outcome = self._reader.read_data_frame(frame)
            self._outbox.frame(fact, self._reader.inflated)
            if self._passed:
                self._note_passed()
            if isinstance(outcome, Violation):
                self._fail(outcome)
            elif outcome is not None:
                self._actions.take_message(outcome)
            return
        self._outbox.frame(fact)
        if self._passed:
            self._note_passed()
        if header.opcode == Kind.CLOSE:
            self._take_close(ClosePayload.parse(frame.payload))
        elif header.opcode == Kind.PING:
            self._actions.take_ping(frame.payload)
        elif header.opcode == Kind.PONG:
            self._actions.take_pong(frame.payload)

    def _take_close(self, payload: ClosePayload) -> None:
        violation = self._reader.read_close(payload)
        if violation is not None:
            self._fail(violation)
            return
        self._note_passed()
        # RFC 6455 §1.4: after receiving a Close, a peer discards any further data received.
        self._stop("after-close")
        self._actions.take_close(payload)

    def _insists(self, violation: Violation) -> bool:
        if not self._actions.passes_over(violation):
            return True
        self._passed.append((violation, self._decoder.frame_start))
        return False

    def _note_passed(self) -> None:
        """Record what was passed over, once its frame is recorded."""
        for violation, start in self._passed:
            said = text("violation.carried-on", rule=violation.rule)
            details: dict[str, Detail] = {
                "rule": violation.rule,
                "code": violation.code,
                "text": [said.id, said.args],
            }
            self._outbox.record(Kind.NOTE, details, sent=False, start=start)
        self._passed.clear()

    def _fail(self, violation: Violation) -> None:
        decoder = self._decoder
        start = decoder.frame_start
        # §7.1.7: MUST NOT continue to attempt to process data from the peer.
        tail = self._stop("after-failure")
        frame = decoder.finish_frame()
        if frame is None:
            tail.cut(violation.rule)
        else:
            raw = frame.header.raw
            fact = (False, frame.header.opcode, start, raw, frame.payload)
            self._outbox.frame(fact, self._reader.inflated)
        self._note_passed()
        self._record_failure(violation, sent=False, start=start)
        self._actions.take_violation(violation)

    def _record_failure(
        self, violation: Violation, *, sent: bool | None = None, start: int = 0
    ) -> None:
        details: dict[str, Detail] = {
            "rule": violation.rule,
            "code": violation.code,
            "text": [violation.text.id, dict(violation.text.args)],
        }
        self._outbox.record(Kind.FAILURE, details, sent=sent, start=start)
