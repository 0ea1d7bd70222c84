"""TLS between a plain transport and an endpoint, with every step of its end in our own hands."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from wsinspector.engine.stage import Signal, Stage
from wsinspector.engine.tls_contexts import ServerNames
from wsinspector.engine.tls_facts import alert_of, failure_of, handshake_details, stranger_text
from wsinspector.protocol.commands import Record, Write
from wsinspector.protocol.exchange import (
    BytesReceived,
    CloseNotifyReceived,
    Connected,
    EofReceived,
    TlsBegun,
    TlsFailed,
)
from wsinspector.protocol.facts import Detail, Fact, Kind
from wsinspector.protocol.opening.tls_opening import TLS_FAILED
from wsinspector.protocol.phases import Role
from wsinspector.texts import text

if TYPE_CHECKING:
    from wsinspector.engine.tls_contexts import Trusted
    from wsinspector.engine.tls_recorder import Tap

_READ_BYTES = 256 * 1024
_RECORD_TYPES = range(0x14, 0x18)
_STRANGER_BYTES = 4096
_MISSING_RULE = "tls-close-notify-missing"
_AFTER_RULE = "tls-data-after-close-notify"


class _State(Enum):
    SHAKING = auto()
    UP = auto()
    BROKEN = auto()


class TlsStage(Stage):
    """One end of TLS on memory: it never touches a socket.

    The library's own transport tells close_notify and a bare FIN alike, and has no half-close.
    Here close_notify is a step and a fact of its own, both ways, and so is its absence.

    Attributes:
        tap: told of all bytes on the wire; None if nobody wants to know.

    Args:
        role: which end.
        context: what the handshake may do.
        host: the name or address that a client asks for and verifies; empty for a server.
        trusted: whom a client believes; None for a server.
    """

    def __init__(
        self,
        role: Role,
        context: ssl.SSLContext,
        host: str = "",
        trusted: Trusted | None = None,
    ) -> None:
        self.tap: Tap | None = None
        self._role = role
        self._host = host
        self._trusted = trusted
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(
            self._incoming,
            self._outgoing,
            server_side=role is Role.SERVER,
            server_hostname=host or None,
        )
        self._state = _State.SHAKING
        self._is_first = True
        self._sent = 0
        self._received = 0
        self._is_ended = False  # our stream, by close_notify or without one
        self._peer_ended = False
        self._noted_after = False

    # -- the seam -------------------------------------------------------------------------------

    def start(self) -> Sequence[Signal]:
        signals: list[Signal] = [TlsBegun()]
        self._shake(signals)
        return signals

    def receive(self, data: bytes) -> Sequence[Signal]:
        signals: list[Signal] = []
        if self.tap is not None:
            self.tap(False, data)
        if self._is_first:
            self._is_first = False
            if data[0] not in _RECORD_TYPES:
                self._meet_stranger(data, signals)
                return signals
        if self._peer_ended:
            self._note_after(len(data), signals)
            return signals
        if self._state is _State.BROKEN:
            return signals
        self._incoming.write(data)
        if self._state is _State.SHAKING:
            self._shake(signals)
        if self._state is _State.UP:
            self._read(signals)
        return signals

    def receive_eof(self) -> Sequence[Signal]:
        signals: list[Signal] = [EofReceived()]
        if self._state is _State.UP and not self._peer_ended:
            self._peer_ended = True
            signals.append(self._omission("missing", sent=False))
        return signals

    def send(self, data: bytes) -> bytes:
        if self._state is not _State.UP or self._is_ended:
            return b""
        left = memoryview(data)
        while left:
            left = left[self._tls.write(left) :]
        self._sent += len(data)
        return self._take_outgoing()

    def end_sending(self) -> Sequence[Signal]:
        if self._state is not _State.UP or self._is_ended:
            return ()
        self._is_ended = True
        try:
            self._tls.unwrap()
        except ssl.SSLError:
            pass  # it also looks for the peer's close_notify, which may come later
        return self._fact("close-notify", sent=True), Write(self._take_outgoing())

    def cut_sending(self) -> Sequence[Signal]:
        if self._state is not _State.UP or self._is_ended:
            return ()
        self._is_ended = True
        return (self._omission("withheld", sent=True),)

    # -- handshake ------------------------------------------------------------------------------

    def _shake(self, signals: list[Signal]) -> None:
        try:
            self._tls.do_handshake()
        except ssl.SSLWantReadError:
            self._flush(signals)
        except ssl.SSLError as error:
            self._break(error, signals)
        else:
            self._state = _State.UP
            self._flush(signals)
            details = handshake_details(self._tls, self._role, self._host, self._trusted)
            if isinstance(self._tls, ServerNames):
                details["sni"] = self._tls.asked_name
            signals += (Record(Fact(Kind.CONNECT, details=details)), Connected())

    def _meet_stranger(self, data: bytes, signals: list[Signal]) -> None:
        """The first bytes are no TLS: they are kept as evidence, and nothing is answered."""
        self._state = _State.BROKEN
        kept = data[:_STRANGER_BYTES]
        signals += (
            Record(Fact(Kind.BYTES, False, 0, kept, {"why": "not-tls"})),
            TlsFailed(TLS_FAILED, stranger_text(self._role, data)),
        )

    # -- the peer's stream ----------------------------------------------------------------------

    def _read(self, signals: list[Signal]) -> None:
        pieces: list[bytes] = []
        broken: ssl.SSLError | None = None
        try:
            while True:
                piece = self._tls.read(_READ_BYTES)
                if not piece:
                    self._peer_ended = True
                    break
                pieces.append(piece)
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLZeroReturnError:  # close_notify, after ours
            self._peer_ended = True
        except ssl.SSLError as error:
            broken = error
        if broken is None:
            self._flush(signals)
        if pieces:
            data = b"".join(pieces)
            self._received += len(data)
            signals.append(BytesReceived(data))
        if self._peer_ended:
            signals += (self._fact("close-notify", sent=False), CloseNotifyReceived())
            self._note_after(self._incoming.pending, signals)
        elif broken is not None:
            self._break(broken, signals)

    def _note_after(self, size: int, signals: list[Signal]) -> None:
        """RFC 8446 §6.1: what comes after a close_notify MUST be ignored. It is said once."""
        if size and not self._noted_after:
            self._noted_after = True
            note = text("tls.after-close-notify", bytes=size)
            details: dict[str, Detail] = {"rule": _AFTER_RULE, "text": [note.id, note.args]}
            signals.append(Record(Fact(Kind.NOTE, details=details)))

    # -- failures -------------------------------------------------------------------------------

    def _break(self, error: ssl.SSLError, signals: list[Signal]) -> None:
        self._state = _State.BROKEN
        alert = alert_of(error)
        if alert:
            signals.append(self._fact("alert", sent=False, alert=alert))
        elif self._outgoing.pending:
            signals.append(self._fact("alert", sent=True))
        self._flush(signals)
        signals.append(TlsFailed(TLS_FAILED, failure_of(error, self._tls, self._role, self._host)))

    # -- pieces ---------------------------------------------------------------------------------

    def _flush(self, signals: list[Signal]) -> None:
        """What TLS itself has to say goes out."""
        if self._outgoing.pending:
            signals.append(Write(self._take_outgoing()))

    def _take_outgoing(self) -> bytes:
        data = self._outgoing.read()
        if self.tap is not None:
            self.tap(True, data)
        return data

    def _omission(self, event: str, *, sent: bool) -> Record:
        """A stream is over, and the close_notify that should have said so was not sent."""
        why: list[Detail] = [f"summary.tls.{event}", {}]
        return self._fact(event, sent=sent, rule=_MISSING_RULE, text=why)

    def _fact(self, event: str, *, sent: bool, **more: Detail) -> Record:
        start = self._sent if sent else self._received
        return Record(Fact(Kind.TLS, sent, start, details={"event": event, **more}))
