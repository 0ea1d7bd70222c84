"""The table of RFC 6455 cases: what a peer sends to an end that echoes, and what must come back."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.support.playbook import from_peer
from wsinspector.protocol.phases import Role

FRAG, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
LIMIT = 70_000


@dataclass(frozen=True)
class Frame:
    """A frame of the peer; masked as its role demands unless ``wrongly_masked``."""

    opcode: int
    payload: bytes = b""
    fin: bool = True
    rsv: int = 0
    length_encoding: int | None = None
    declared_length: int | None = None
    wrongly_masked: bool = False

    def encode(self, role: Role) -> bytes:
        """Its bytes, as they are sent to an end of this role."""
        to = role.peer if self.wrongly_masked else role
        return from_peer(
            to,
            self.opcode,
            self.payload,
            fin=self.fin,
            rsv=self.rsv,
            length_encoding=self.length_encoding,
            declared_length=self.declared_length,
        )


@dataclass(frozen=True)
class Case:
    """A row.

    ``answers`` are the frames that come back, ``(opcode, payload)``; of a Close that fails the
    connection only the code is given, as a number. ``rule`` is what was broken. ``report`` is what
    the API says when TCP is over: code, wasClean, error.
    """

    name: str
    section: str
    send: list[Frame]
    answers: list[tuple[int, bytes] | int] = field(default_factory=list)
    rule: str | None = None
    report: tuple[int, bool, bool] = (1006, False, True)


def message(length: int, opcode: int = BINARY) -> bytes:
    return (b"*" if opcode == TEXT else b"\xfe") * length


def framing() -> list[Case]:
    rows = []
    for opcode, name in ((TEXT, "text"), (BINARY, "binary")):
        for length in (0, 1, 125, 126, 127, 128, 65535, 65536):
            data = message(length, opcode)
            rows.append(Case(f"{name} of {length}", "5.2", [Frame(opcode, data)], [(opcode, data)]))
        data = message(LIMIT, opcode)
        rows.append(Case(f"{name} at limit", "10.4", [Frame(opcode, data)], [(opcode, data)]))
    many = [Frame(TEXT, b"%d" % i) for i in range(40)]
    rows.append(Case("many in a row", "5.2", many, [(TEXT, f.payload) for f in many]))
    for length, encoding in ((5, 16), (125, 16), (5, 64), (65535, 64), (0, 16)):
        frame = Frame(BINARY, bytes(length), length_encoding=encoding)
        name = f"length {length} in {encoding} bits"
        rows.append(Case(name, "5.2", [frame], [1002], "frame-length-not-minimal"))
    msb = Frame(BINARY, b"abc", declared_length=2**63)
    rows.append(Case("length of 2^63", "5.2", [msb], [1002], "frame-length-msb-set"))
    return rows


def limits() -> list[Case]:
    over = Frame(BINARY, b"abc", declared_length=LIMIT + 1)
    huge = Frame(TEXT, b"", declared_length=2**63 - 1)
    half = bytes(LIMIT // 2)
    rule = "frame-length-huge"
    return [
        Case("frame over limit, at its header", "10.4", [over], [1009], rule),
        Case("largest legal length", "10.4", [huge], [1009], rule),
        Case(
            "fragments add up to the limit",
            "10.4",
            [Frame(BINARY, half, fin=False), Frame(FRAG, half)],
            [(BINARY, half * 2)],
        ),
        Case(
            "fragments add up to more, at the header",
            "10.4",
            [
                Frame(BINARY, half, fin=False),
                Frame(FRAG, half, fin=False),
                Frame(FRAG, b"", declared_length=1),
            ],
            [1009],
            rule,
        ),
    ]


def pings() -> list[Case]:
    rows = [
        Case(f"ping of {n}", "5.5.2", [Frame(PING, bytes(n))], [(PONG, bytes(n))])
        for n in (0, 1, 124, 125)
    ]
    rows += [
        Case(
            "ping with binary payload", "5.5.3", [Frame(PING, b"\xff\xfe")], [(PONG, b"\xff\xfe")]
        ),
        Case("ping of 126", "5.5", [Frame(PING, bytes(126))], [1002], "control-too-long"),
        Case("pong of 126", "5.5", [Frame(PONG, bytes(126))], [1002], "control-too-long"),
        Case(
            "control frame of 65536",
            "5.5",
            [Frame(PING, declared_length=65536)],
            [1002],
            "control-too-long",
        ),
        Case("unsolicited pong", "5.5.3", [Frame(PONG)], []),
        Case(
            "unsolicited pong, then ping",
            "5.5.3",
            [Frame(PONG, b"x"), Frame(PING, b"y")],
            [(PONG, b"y")],
        ),
        Case(
            "ten pings",
            "5.5.2",
            [Frame(PING, b"%d" % i) for i in range(10)],
            [(PONG, b"%d" % i) for i in range(10)],
        ),
        Case("fragmented ping", "5.5", [Frame(PING, fin=False)], [1002], "control-fragmented"),
        Case("fragmented pong", "5.5", [Frame(PONG, fin=False)], [1002], "control-fragmented"),
        Case(
            "fragmented close",
            "5.5",
            [Frame(CLOSE, b"\x03\xe8", fin=False)],
            [1002],
            "control-fragmented",
        ),
    ]
    return rows


def reserved() -> list[Case]:
    rows = []
    for rsv in range(1, 8):
        for opcode in (TEXT, BINARY, PING, PONG, CLOSE):
            frame = Frame(opcode, b"\x03\xe8" if opcode == CLOSE else b"x", rsv=rsv)
            name = f"rsv {rsv:03b} on opcode {opcode}"
            rule = "frame-rsv-without-extension"
            rows.append(Case(name, "5.2", [frame, Frame(PING)], [1002], rule))
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        for payload in (b"", b"x"):
            name = f"opcode {opcode}{' with payload' if payload else ''}"
            send = [Frame(TEXT, b"a"), Frame(opcode, payload), Frame(PING)]
            rule = "frame-opcode-reserved"
            rows.append(Case(name, "5.2", send, [(TEXT, b"a"), 1002], rule))
    for opcode in (TEXT, BINARY, PING, PONG, CLOSE):
        frame = Frame(opcode, b"", wrongly_masked=True)
        name = f"wrong masking of opcode {opcode}"
        rows.append(Case(name, "5.1", [frame, Frame(PING)], [1002], "mask"))
    return rows


def fragmentation() -> list[Case]:
    a, b, c = Frame(TEXT, b"a", fin=False), Frame(FRAG, b"b", fin=False), Frame(FRAG, b"c")
    start, inside = "continuation-without-start", "message-interleaved"
    return [
        Case("two fragments", "5.4", [a, c], [(TEXT, b"ac")]),
        Case("three fragments", "5.4", [a, b, c], [(TEXT, b"abc")]),
        Case("binary fragments", "5.4", [Frame(BINARY, b"a", fin=False), c], [(BINARY, b"ac")]),
        Case("many fragments", "5.4", [a, *[b] * 50, c], [(TEXT, b"a" + b"b" * 50 + b"c")]),
        Case(
            "empty fragments",
            "5.4",
            [Frame(TEXT, fin=False), Frame(FRAG, fin=False), Frame(FRAG)],
            [(TEXT, b"")],
        ),
        Case(
            "empty fragment in the middle",
            "5.4",
            [a, Frame(FRAG, fin=False), c],
            [(TEXT, b"ac")],
        ),
        Case(
            "ping between fragments",
            "5.4",
            [a, Frame(PING, b"p"), b, Frame(PING, b"q"), c],
            [(PONG, b"p"), (PONG, b"q"), (TEXT, b"abc")],
        ),
        Case("pong between fragments", "5.4", [a, Frame(PONG, b"p"), c], [(TEXT, b"ac")]),
        Case(
            "two fragmented messages",
            "5.4",
            [a, c, Frame(BINARY, b"x", fin=False), c],
            [(TEXT, b"ac"), (BINARY, b"xc")],
        ),
        Case("continuation first", "5.4", [c, Frame(PING)], [1002], start),
        Case("unfinished continuation first", "5.4", [b], [1002], start),
        Case("continuation after a message", "5.4", [a, c, c], [(TEXT, b"ac"), 1002], start),
        Case(
            "continuation after an unfragmented message",
            "5.4",
            [Frame(TEXT, b"x"), c],
            [(TEXT, b"x"), 1002],
            start,
        ),
        Case("text inside a message", "5.4", [a, Frame(TEXT, b"x"), c], [1002], inside),
        Case("binary inside a message", "5.4", [a, Frame(BINARY, b"x")], [1002], inside),
        Case("fragment of text inside a message", "5.4", [a, a], [1002], inside),
        Case(
            "violation in a control frame between fragments",
            "5.4",
            [a, Frame(PING, bytes(126)), c],
            [1002],
            "control-too-long",
        ),
    ]


VALID_UTF8 = [
    "",
    "Hello-µ@ßöäüàá-UTF-8!!",
    "κόσμε",
    "\x00",
    "\x7f\x80߿",
    "ࠀ퟿",
    "\uffff",
    "\U00010000\U0010ffff",
    "\ufdd0\ufffe\ufeff",
    "服务器关闭，再见",
    "👨‍👩‍👧‍👦🏳️‍🌈",
]

# (bytes, how many of them are enough to know)
INVALID_UTF8 = [
    ("ff", 1),
    ("fe", 1),
    ("80", 1),
    ("bf", 1),
    ("c0 80", 1),
    ("c0 af", 1),
    ("c1 bf", 1),
    ("c2 20", 2),
    ("c2 c2", 2),
    ("e0 80 80", 2),
    ("e0 9f bf", 2),
    ("e2 28 a1", 2),
    ("e2 82 28", 3),
    ("ed a0 80", 2),
    ("ed bf bf", 2),
    ("ed ad bf ed b0 80", 2),
    ("f0 80 80 80", 2),
    ("f0 8f bf bf", 2),
    ("f0 9f 98 28", 4),
    ("f4 90 80 80", 2),
    ("f5 80 80 80", 1),
    ("f7 bf bf bf", 1),
    ("f8 88 80 80 80", 1),
    ("fc 84 80 80 80 80", 1),
    ("61 62 63 ff 64", 4),
    ("ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65 64 69 74 65 64", 13),
    ("ce ba e1 bd b9 cf 83 ce bc ce b5 f4 90 80 80 65 64 69 74 65 64", 13),
]

CUT_UTF8 = ["c2", "e2 82", "e2", "f0 9f 98", "f0 9f", "61 ed 9f", "f4 8f bf"]


def utf8() -> list[Case]:
    rows = []
    bad = "text-invalid-utf8"
    for number, text in enumerate(VALID_UTF8):
        data = text.encode()
        rows.append(Case(f"valid {number}", "8.1", [Frame(TEXT, data)], [(TEXT, data)]))
        for cut in range(1, min(len(data), 8)):
            halves = [Frame(TEXT, data[:cut], fin=False), Frame(FRAG, data[cut:])]
            name = f"valid {number} cut at {cut}"
            rows.append(Case(name, "5.6", halves, [(TEXT, data)]))
    for digits, _ in INVALID_UTF8:
        data = bytes.fromhex(digits)
        rows.append(Case(f"invalid {digits}", "8.1", [Frame(TEXT, data)], [1007], bad))
        middle = [Frame(TEXT, b"ok", fin=False), Frame(FRAG, data, fin=False), Frame(PING)]
        rows.append(Case(f"invalid in a fragment {digits}", "8.1", middle, [1007], bad))
        split = [Frame(TEXT, data[:1], fin=False), Frame(FRAG, data[1:]), Frame(PING)]
        rows.append(Case(f"invalid over fragments {digits}", "8.1", split, [1007], bad))
        rows.append(
            Case(f"binary {digits}", "5.6", [Frame(BINARY, data)], [(BINARY, data)]),
        )
    for digits in CUT_UTF8:
        data, rule = bytes.fromhex(digits), "text-truncated-utf8"
        rows.append(Case(f"cut off {digits}", "8.1", [Frame(TEXT, data)], [1007], rule))
        halves = [Frame(TEXT, data, fin=False), Frame(FRAG)]
        rows.append(Case(f"cut off in fragments {digits}", "8.1", halves, [1007], rule))
    return rows


def body(code: int, reason: bytes = b"") -> bytes:
    return code.to_bytes(2, "big") + reason


def closes() -> list[Case]:
    rows = [
        Case("no body", "5.5.1", [Frame(CLOSE)], [(CLOSE, b"")], report=(1005, True, False)),
        Case("one byte", "5.5.1", [Frame(CLOSE, b"\x03")], [1002], "close-body-one-byte"),
        Case(
            "bad UTF-8 in the reason",
            "8.1",
            [Frame(CLOSE, body(1000, b"\xff"))],
            [1007],
            "close-reason-invalid-utf8",
        ),
        Case(
            "reason cut inside a character",
            "8.1",
            [Frame(CLOSE, body(1000, b"\xe2\x82"))],
            [1007],
            "close-reason-invalid-utf8",
        ),
        Case(
            "body of 126",
            "5.5",
            [Frame(CLOSE, body(1000, bytes(124)))],
            [1002],
            "control-too-long",
        ),
    ]
    for reason in (b"", b"bye", "再见".encode(), b"x" * 123):
        data = body(1000, reason)
        rows.append(
            Case(
                f"reason of {len(reason)}",
                "5.5.1",
                [Frame(CLOSE, data)],
                [(CLOSE, data)],
                report=(1000, True, False),
            )
        )
    for code in (
        *(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014),
        *(3000, 3999, 4000, 4999),
    ):
        frame, echo = Frame(CLOSE, body(code)), (CLOSE, body(code))
        report = (code, True, False)
        rows += [Case(f"code {code}", "7.4", [frame], [echo], report=report)]
    for code, rule in (
        (0, "close-code-below-1000"),
        (999, "close-code-below-1000"),
        (1004, "close-code-reserved-1004"),
        (1005, "close-code-never-on-wire"),
        (1006, "close-code-never-on-wire"),
        (1015, "close-code-never-on-wire"),
        (1016, "close-code-unassigned"),
        (1100, "close-code-unassigned"),
        (2000, "close-code-unassigned"),
        (2999, "close-code-unassigned"),
        (5000, "close-code-above-4999"),
        (65535, "close-code-above-4999"),
    ):
        rows.append(Case(f"code {code}", "7.4", [Frame(CLOSE, body(code))], [1002], rule))
    done = Frame(CLOSE, body(1000, b"done"))
    reply, clean = (CLOSE, done.payload), (1000, True, False)
    rows += [
        Case(
            "message, then close",
            "5.5.1",
            [Frame(TEXT, b"a"), done],
            [(TEXT, b"a"), reply],
            None,
            clean,
        ),
        Case(
            "ping, then close",
            "5.5.2",
            [Frame(PING, b"a"), done],
            [(PONG, b"a"), reply],
            None,
            clean,
        ),
        Case("data after close", "1.4", [done, Frame(TEXT, b"a")], [reply], None, clean),
        Case("ping after close", "5.5.2", [done, Frame(PING, b"a")], [reply], None, clean),
        Case("second close", "7.1.5", [done, Frame(CLOSE, body(1001))], [reply], None, clean),
        Case("garbage after close", "1.4", [done, Frame(7, b"a", rsv=7)], [reply], None, clean),
        Case(
            "close inside a fragmented message",
            "5.4",
            [Frame(TEXT, b"a", fin=False), done, Frame(FRAG, b"b")],
            [reply],
            None,
            clean,
        ),
        Case(
            "close after a violation",
            "7.1.7",
            [Frame(TEXT, b"\xff"), done, Frame(PING)],
            [1007],
            "text-invalid-utf8",
        ),
    ]
    return rows


CASES = [
    *framing(),
    *limits(),
    *pings(),
    *reserved(),
    *fragmentation(),
    *utf8(),
    *closes(),
]
