"""What real programs do wrong, each as steps that a person can cause with one end of ours.

A scenario has an end of ours that misbehaves, by its behaviour and by wishes, and a raw peer that
sends what it is told and compares every byte that it hears. Times are short.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from tests.support.raw_peer import MASK
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    KeepAlive,
    OnClose,
    OnPing,
    OnViolation,
    PingReply,
    Presence,
    TcpDuty,
    ViolationReply,
)
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.exchange import (
    ChangeBehaviour,
    EndTcp,
    SendBytes,
    SendClose,
    SendMessage,
    TcpEnd,
    Wish,
)
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.protocol.frames.masking import apply_mask
from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.protocol.opening.opening_answer import OpeningAnswer


@dataclass(frozen=True)
class Peer:
    """The raw peer sends one right frame."""

    opcode: int
    payload: bytes = b""


@dataclass(frozen=True)
class PeerSends:
    """The raw peer sends these bytes."""

    data: bytes


@dataclass(frozen=True)
class PeerFin:
    """The raw peer half-closes."""


@dataclass(frozen=True)
class Hear:
    """The raw peer hears exactly this frame next, masked as the role demands."""

    opcode: int
    payload: bytes = b""


@dataclass(frozen=True)
class HearBytes:
    """The raw peer hears exactly these bytes next."""

    data: bytes


@dataclass(frozen=True)
class HearFin:
    """The raw peer hears a FIN and nothing before it."""


@dataclass(frozen=True)
class HearRst:
    """The raw peer hears a RST, and nothing else before it than a part of this."""

    perhaps: bytes = b""


@dataclass(frozen=True)
class StillOpen:
    """Nothing else was sent so far, and TCP is open: a Ping by hand is what the peer hears next."""


@dataclass(frozen=True)
class Later:
    """So many milliseconds have gone by since the peer last sent something."""

    ms: int


@dataclass(frozen=True)
class Recorded:
    """The journal tells this line."""

    line: str


Step = (
    Wish | Peer | PeerSends | PeerFin | Hear | HearBytes | HearFin | HearRst | StillOpen | Later
    | Recorded
)  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    """One row.

    Attributes:
        role: which side our end plays.
        steps: in this order, the opening handshake being over.
        behaviour: of our end.
        deflates: permessage-deflate is agreed.
    """

    role: str
    steps: tuple[Step, ...]
    behaviour: Behaviour = field(default_factory=Behaviour)
    deflates: bool = False


def _hex(words: str) -> SendBytes:
    return SendBytes.split(bytes.fromhex(words))


def _masked(opcode: int, payload: bytes) -> bytes:
    return b"".join(encode_frame(opcode, payload, mask=MASK))


def _plain(opcode: int, payload: bytes) -> bytes:
    return b"".join(encode_frame(opcode, payload))


DONE: Final = b"\x03\xe8done"
BYE: Final = b"\x03\xe8bye"
_FIN, _RST, _CLOSE = map(EndTcp, (TcpEnd.FIN, TcpEnd.RST, TcpEnd.CLOSE))
_LEAVE = Behaviour(OnClose(tcp=TcpDuty.LEAVE))
_AT_ONCE = (Hear(8, DONE), HearFin())


def _on_close(*steps: Step, peer: bytes = DONE, **choice: Any) -> Scenario:
    """A server that does this about a Close."""
    return Scenario("server", (Peer(8, peer), *steps), Behaviour(OnClose(**choice)))


AFTER_THE_CLIENTS_CLOSE: Final = {
    "c01 withhold-close-reply": _on_close(
        Recorded("server CLOSE received"), StillOpen(), reply=CloseReply.NEVER
    ),
    "c02 reply-other-code": _on_close(
        Hear(8, b"\x0f\xa1other"), HearFin(), reply=CloseReply.OWN, code=4001, reason=b"other"
    ),
    "c03 reply-empty": _on_close(Hear(8), HearFin(), reply=CloseReply.EMPTY),
    "c04 reply-adds-code": _on_close(
        Hear(8, b"\x03\xe8"), HearFin(), peer=b"", reply=CloseReply.OWN
    ),
    "c05 drop-tcp-on-close": _on_close(HearFin(), reply=CloseReply.FIN),
    "c06 rst-on-close": _on_close(HearRst(), reply=CloseReply.RST),
    "c07 slow-reply-3s": _on_close(Hear(8, DONE), Later(60), HearFin(), delay=60),
    "c08 data-then-reply": _on_close(
        Hear(1, b"message 1 after the Close"),
        Hear(9, b"after the Close"),
        *(Hear(8, DONE), Later(60), HearFin()),
        delay=60,
        messages_first=1,
        ping_first=True,
    ),
    "c09 reply-leave-open": _on_close(Hear(8, DONE), StillOpen(), tcp=TcpDuty.LEAVE),
    "c10 reply-then-rst": _on_close(HearRst(_plain(8, DONE)), tcp=TcpDuty.RST),
    "c11 reply-1006": _on_close(Hear(8, b"\x03\xee"), HearFin(), reply=CloseReply.OWN, code=1006),
    "c12 reply-twice": _on_close(Hear(8, DONE), Hear(8, DONE), HearFin(), times=2),
    "c13 reply-then-data": _on_close(
        Hear(8, DONE),
        Hear(1, b"late"),
        HearFin(),
        reply=CloseReply.BYTES,
        raw=_plain(8, DONE) + _plain(1, b"late"),
    ),
    "c14 reply-1-byte": _on_close(
        HearBytes(b"\x88\x01\x03"), HearFin(), reply=CloseReply.BYTES, raw=b"\x88\x01\x03"
    ),
    "c15 stream-on": _on_close(
        *(Hear(1, b"message %d after the Close" % number) for number in range(1, 6)),
        *(Hear(8, DONE), Later(60), HearFin()),
        delay=60,
        messages_first=5,
    ),
    "c16 reply-fin-merged": _on_close(*_AT_ONCE),
}


def _server(*steps: Step, behaviour: Behaviour | None = None) -> Scenario:
    return Scenario("server", steps, behaviour or Behaviour())


def _server_close(payload: ClosePayload) -> Scenario:
    """A server that begins with this Close, and is answered by a Close 1002 of the peer's."""
    said = payload.serialize()
    answered = (Peer(8, b"\x03\xea"), HearFin())
    return _server(SendClose(payload.code, payload.reason), Hear(8, said), *answered)


_UNMASKED = b"\x03\xea" + "A frame of the client is not masked (RFC 6455 §5.1).".encode()
_CUT = b"a" * 121 + "中".encode()[:2]
THE_SERVER_ENDS_IT: Final = {
    "s01 close-leave-open": _server(
        SendClose(1000, b"bye"),
        *(Hear(8, BYE), Peer(8, BYE), Recorded("server CLOSE received"), StillOpen()),
        behaviour=_LEAVE,
    ),
    "s02 close-fin-at-once": _server(
        *(SendClose(1000), _FIN, Hear(8, b"\x03\xe8"), HearFin()),
        *(Peer(8, b"\x03\xe8"), Recorded("server CLOSE received")),
    ),
    "s03 close-then-rst": _server(
        *(SendClose(1000), Hear(8, b"\x03\xe8"), Peer(8, b"\x03\xe8")),
        *(Recorded("server CLOSE received"), _RST, HearRst()),
        behaviour=_LEAVE,
    ),
    "s04 close-destroy": _server(SendClose(1000), _RST, HearRst(_plain(8, b"\x03\xe8"))),
    "s05 close-reply-rst": _server(
        *(SendClose(1000), Hear(8, b"\x03\xe8"), Peer(8, b"\x03\xe8"), HearRst()),
        behaviour=Behaviour(OnClose(tcp=TcpDuty.RST)),
    ),
    "s06 fin-no-close": _server(_FIN, HearFin()),
    "s07 rst-no-close": _server(_RST, HearRst()),
    "s08 data-after-close-later": _server(
        *(SendClose(1000), Hear(8, b"\x03\xe8"), Peer(8, b"\x03\xe8")),
        *(Recorded("server CLOSE received"), SendBytes.split(_plain(1, b"late")), _FIN),
        *(Hear(1, b"late"), HearFin()),
        behaviour=_LEAVE,
    ),
    "s09 data-after-close-glued": _server(
        _hex("88 02 03 e8  81 04 6c 61 74 65"),
        *(HearBytes(bytes.fromhex("88 02 03 e8 81 04 6c 61 74 65")), Peer(8, b"\x03\xe8")),
        HearFin(),
    ),
    "s10 ping-after-close": _server(
        *(_hex("88 02 03 e8  89 00"), Hear(8, b"\x03\xe8"), Hear(9), Peer(8), HearFin())
    ),
    "s11 two-closes": _server(
        *(SendClose(1000, b"a"), SendClose(1001, b"b")),
        *(Hear(8, b"\x03\xe8a"), Hear(8, b"\x03\xe9b"), Peer(8), HearFin()),
    ),
    "s12 close-mid-fragment": _server(
        *(_hex("01 04 70 61 72 74"), SendClose(1000, b"mid")),
        *(HearBytes(b"\x01\x04part"), Hear(8, b"\x03\xe8mid"), Peer(8), HearFin()),
    ),
    **{
        f"{row} code-{code}": _server_close(ClosePayload(code))
        for row, code in (
            *(("s13", 1005), ("s14", 1006), ("s15", 1015), ("s16", 999), ("s17", 404)),
            *(("s18", 1004), ("s19", 1016), ("s19", 2999), ("s20", 5000), ("s20", 65535)),
            *(("s21", 0xE803), ("s29", 1010)),
        )
    },
    "s22 reason-without-code": _server_close(ClosePayload(None, b"bye")),
    "s23 one-byte-body": _server_close(ClosePayload(None, b"\x03")),
    "s24 reason-124": _server_close(ClosePayload(1000, b"x" * 124)),
    "s25 reason-bad-utf8": _server_close(ClosePayload(1000, b"\xff\xfe")),
    "s26 reason-cut-in-character": _server_close(ClosePayload(1000, _CUT)),
    "s27 fragmented-close": _server(
        *(_hex("08 02 03 e8"), HearBytes(b"\x08\x02\x03\xe8"), PeerFin(), HearFin())
    ),
    "s28 close-with-rsv3": _server(
        *(_hex("98 02 03 e8"), HearBytes(b"\x98\x02\x03\xe8"), PeerFin(), HearFin())
    ),
    "s30 half-frame-fin": _server(
        *(_hex("81 7e 01 00 61 62 63"), _FIN, HearBytes(b"\x81\x7e\x01\x00abc"), HearFin())
    ),
    "s31 fragment-then-fin": _server(
        *(_hex("01 04 70 61 72 74"), _FIN, HearBytes(b"\x01\x04part"), HearFin())
    ),
    "s32 idle-60-fin": _server(PeerSends(b""), Later(0), _FIN, HearFin()),
    "s33 vanish": _server(
        ChangeBehaviour(Behaviour(presence=Presence.VANISHED)),
        *(Peer(9), Peer(8, DONE), SendMessage(b"never", is_text=True), _FIN, _CLOSE),
        *(_RST, HearRst()),
    ),
    "s34 half-close-keep-reading": _server(
        *(_FIN, HearFin(), Peer(1, b"still"), Recorded("server TEXT received")), behaviour=_LEAVE
    ),
    "s35 exit-with-unread-data": _server(
        ChangeBehaviour(Behaviour(presence=Presence.NOT_READING)),
        *(Peer(1, b"unread"), SendClose(1000), _RST, HearRst(_plain(8, b"\x03\xe8"))),
    ),
    "s36 fail-1002-fin": _server(
        PeerSends(_plain(1, b"Hello")),
        Hear(8, _UNMASKED),
        HearFin(),
    ),
    "s37 fail-silent": _server(
        *(PeerSends(_plain(1, b"Hello")), HearFin()),
        behaviour=Behaviour(violation=OnViolation(ViolationReply.DROP)),
    ),
}


def _client(*steps: Step, behaviour: Behaviour | None = None) -> Scenario:
    return Scenario("client", steps, behaviour or Behaviour())


def _client_close(payload: ClosePayload) -> Scenario:
    said = payload.serialize()
    return _client(SendClose(payload.code, payload.reason), Hear(8, said), PeerFin(), HearFin())


def _client_answers(*steps: Step, **choice: Any) -> Scenario:
    """A client that does this about the server's Close."""
    return _client(Peer(8, b"\x03\xe8"), *steps, behaviour=Behaviour(OnClose(**choice)))


THE_CLIENT_MISBEHAVES: Final = {
    "k01 unmasked-text": _client(_hex("81 05 48 65 6c 6c 6f"), HearBytes(b"\x81\x05Hello")),
    "k02 unmasked-close": _client(_hex("88 02 03 e8"), HearBytes(b"\x88\x02\x03\xe8")),
    "k03 zero-mask": _client(
        _hex("81 85 00 00 00 00 48 65 6c 6c 6f"), HearBytes(b"\x81\x85\0\0\0\0Hello")
    ),
    "k04 reused-mask": _client(
        *(SendBytes.split(_masked(1, text)) for text in (b"a", b"b")),
        HearBytes(_masked(1, b"a") + _masked(1, b"b")),
    ),
    "k05 withhold-reply": _client_answers(
        Recorded("client CLOSE received"), StillOpen(), reply=CloseReply.NEVER
    ),
    "k06 reply-other-code": _client_answers(
        Hear(8, b"\x0f\xa0cli"),
        *(PeerFin(), HearFin()),
        reply=CloseReply.OWN,
        code=4000,
        reason=b"cli",
    ),
    "k07 reply-empty": _client_answers(*(Hear(8), PeerFin(), HearFin()), reply=CloseReply.EMPTY),
    "k08 fin-instead-of-reply": _client_answers(HearFin(), reply=CloseReply.FIN),
    "k09 rst-instead-of-reply": _client_answers(HearRst(), reply=CloseReply.RST),
    "k10 close-fin-at-once": _client(SendClose(1000), _FIN, Hear(8, b"\x03\xe8"), HearFin()),
    "k11 close-rst-at-once": _client(SendClose(1000), _RST, HearRst(b"\x88\x82" + bytes(6))),
    "k12 fin-no-close": _client(_FIN, HearFin()),
    "k13 rst-no-close": _client(_RST, HearRst()),
    "k14 data-after-close": _client(
        *(SendClose(1000), SendBytes.split(_masked(1, b"late"))),
        *(Hear(8, b"\x03\xe8"), Hear(1, b"late")),
    ),
    "k15 two-closes": _client(
        *(SendClose(1000), SendClose(1001), Hear(8, b"\x03\xe8"), Hear(8, b"\x03\xe9"))
    ),
    **{
        f"k16 code-{code}": _client_close(ClosePayload(code))
        for code in (1005, 0, 999, 1004, 1006, 1015, 1016, 2999, 5000)
    },
    "k17 one-byte": _client_close(ClosePayload(None, b"\x03")),
    "k18 bad-utf8-reason": _client_close(ClosePayload(1000, b"\xff")),
    "k19 reason-124": _client_close(ClosePayload(1000, b"x" * 124)),
    "k20 keep-tcp-open": _client(
        *(SendClose(1000), Hear(8, b"\x03\xe8"), Peer(8, b"\x03\xe8"), PeerFin()),
        *(Recorded("client FIN received"), StillOpen()),
        behaviour=_LEAVE,
    ),
    "k21 too-big": _client(SendMessage(bytes(100_001), is_text=False), Hear(2, bytes(100_001))),
    "k22 close-mid-fragment": _client(
        SendBytes.split(bytes([1]) + _masked(1, b"part")[1:]),
        *(SendClose(1000), HearBytes(bytes([1]) + _masked(1, b"part")[1:]), Hear(8, b"\x03\xe8")),
    ),
    "k23 non-minimal": _client(
        _hex("81 fe 00 05 00 00 00 00 48 65 6c 6c 6f"),
        HearBytes(b"\x81\xfe\x00\x05\0\0\0\0Hello"),
    ),
    "k24 ping-never-answered": _client(
        *(Peer(9, b"?"), Recorded("client PING received"), StillOpen()),
        behaviour=Behaviour(ping=OnPing(PingReply.NEVER)),
    ),
    "k25 pong-wrong": _client(
        Peer(9, b"?"), Hear(10, b"wrong"), behaviour=Behaviour(ping=OnPing(PingReply.WRONG))
    ),
    "k27 crossing": _client(
        ChangeBehaviour(Behaviour(presence=Presence.NOT_READING)),
        *(Peer(8, b"\x03\xe8"), SendClose(4001), Hear(8, b"\x0f\xa1")),
        *(ChangeBehaviour(Behaviour()), PeerFin(), HearFin()),
    ),
    "k28 ping-after-server-close": _client_answers(
        *(Hear(9, b"after the Close"), Hear(8, b"\x03\xe8")), ping_first=True
    ),
}


def _frames(words: str, *more: Step) -> Scenario:
    """A server that sends these bytes."""
    data = bytes.fromhex(words)
    return _server(SendBytes.split(data), HearBytes(data), *more)


_HELLO = "48 65 6c 6c 6f"
FAULTY_FRAMES: Final = {
    "f01 masked": _frames("81 85 37 fa 21 3d 7f 9f 4d 51 58"),
    "f02 rsv1": _frames("c1 05" + _HELLO),
    "f03 rsv2": _frames("a1 05" + _HELLO),
    "f04 opcode-3": _frames("83 01 78"),
    "f05 opcode-b": _frames("8b 01 78"),
    "f06 fragmented-ping": _frames("09 01 78"),
    "f07 ping-126": _frames("89 7e 00 7e" + "78" * 126),
    "f08 continuation-first": _frames("80 01 78"),
    "f09 interleaved": _frames("01 01 61 81 01 62"),
    "f10 bad-utf8": _frames("81 01 ff"),
    "f11 cut-utf8": _frames("81 02 e2 82"),
    "f12 split-utf8": _frames("01 02 e2 82 80 01 ac", SendClose(1000), Hear(8, b"\x03\xe8")),
    "f13 non-minimal-16": _frames("81 7e 00 05" + _HELLO),
    "f14 non-minimal-64": _frames("81 7f 00 00 00 00 00 00 00 05" + _HELLO),
    "f15 length-msb": _frames("82 7f 80 00 00 00 00 00 00 00"),
}

COMPRESSED_FRAMES: Final = {
    name: replace(_frames(words), deflates=True)
    for name, words in {
        "d01 ok": "c1 07 f2 48 cd c9 c9 07 00",
        "d02 corrupt": "c1 04 ff ff ff ff",
        "d03 rsv1-continuation": "41 03 f2 48 cd c0 04 c9 c9 07 00",
        "d04 rsv1-ping": "c9 01 78",
        "d05 rsv1-close": "c8 02 03 e8",
        "d06 rsv2": "a1 01 78",
        "d07 inflated-bad-utf8": "c1 04 fa 0f 00 00",
        "d08 bfinal": "c1 08 f3 48 cd c9 c9 07 00 00",
        "d09 tail-kept": "c1 0b f2 48 cd c9 c9 07 00 00 00 ff ff",
        "d10 uncompressed": "81 05" + _HELLO,
        "d13 takeover": "c1 07 f2 48 cd c9 c9 07 00 c1 05 f2 00 11 00 00",
    }.items()
}

SCENARIOS: Final = (
    AFTER_THE_CLIENTS_CLOSE
    | THE_SERVER_ENDS_IT
    | THE_CLIENT_MISBEHAVES
    | FAULTY_FRAMES
    | COMPRESSED_FRAMES
    | {
        "keep-alive (§2.2, 33)": _server(
            Hear(9, b"keep-alive 1"),
            *(Hear(8, b"\x03\xf3keepalive ping timeout"), HearFin()),
            behaviour=Behaviour(keep_alive=KeepAlive(100, 20)),
        )
    }
)
"""By id and name."""

_EXTENSION = "permessage-deflate; server_max_window_bits=99"
OPENINGS: Final[dict[str, tuple[OpeningAnswer, bytes]]] = {
    **{
        f"{row} {name}": (NAMED_ANSWERS[name], b"HTTP/1.1 " + name.encode())
        for row, name in (
            *(("h01", "404"), ("h02", "200"), ("h03", "401"), ("h04", "403"), ("h05", "302")),
            ("h06", "426"),
        )
    },
    "h07 wrong-accept": (NAMED_ANSWERS["wrong-accept"], b"Sec-WebSocket-Accept: AAAAAAAAAAAA"),
    "h08 no-upgrade": (NAMED_ANSWERS["no-upgrade"], b"Protocols\r\nConnection: Upgrade\r\nSec"),
    "h09 no-connection": (NAMED_ANSWERS["no-connection"], b"Upgrade: websocket\r\nSec"),
    "h10 subprotocol-unrequested": (
        NAMED_ANSWERS["unasked-subprotocol"],
        b"Sec-WebSocket-Protocol: unasked\r\n",
    ),
    "h12 extension-unrequested": (
        NAMED_ANSWERS["unasked-extension"],
        b"Sec-WebSocket-Extensions: foo-ext\r\n",
    ),
    "h13 garbage": (NAMED_ANSWERS["garbage"], b"\x81\x05Hello"),
    "h14 http-1.0-101": (NAMED_ANSWERS["http-1.0"], b"HTTP/1.0 101 "),
    "h15 fin-before-answer": (NAMED_ANSWERS["fin"], b""),
    "h22 frame-glued-to-101": (NAMED_ANSWERS["glued"], b"\r\n\r\n\x81\x05hello"),
    "h23 two-extension-lines": (
        OpeningAnswer(headers=("Sec-WebSocket-Extensions: a", "Sec-WebSocket-Extensions: b")),
        b"Sec-WebSocket-Extensions: a\r\nSec-WebSocket-Extensions: b\r\n",
    ),
    "h26 101-with-content-length": (NAMED_ANSWERS["content-length"], b"Content-Length: 0\r\n"),
    "d11 bits-99": (OpeningAnswer(extension=_EXTENSION), _EXTENSION.encode()),
    "d12 client-bits-unoffered": (
        OpeningAnswer(extension="permessage-deflate; client_max_window_bits=10"),
        b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=10\r\n",
    ),
}
"""By id and name: an answer of our server, and a part of what the peer hears before a FIN."""


def unmasked(header: bytes, body: bytes) -> bytes:
    """The payload of a frame whose header, mask key included, is whole."""
    return apply_mask(body, header[-4:]) if header[1] & 0x80 else body
