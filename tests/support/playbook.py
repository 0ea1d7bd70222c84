"""Conversations with an endpoint: what it is told, and all that it says, as lines of text.

::

    play = Playbook(an_open("server"))
    play.on(received("88 82 00 00 00 00 03 e8"), '''
        frame <- 8 03 e8
        state close-received
        ...
    ''')

A mismatch fails with a line-by-line difference. Nothing that is said can be left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.commands import (
    AbortTransport,
    Broadcast,
    CancelTimer,
    CloseTransport,
    HalfClose,
    Record,
    RecordFrames,
    SetPresence,
    StartTimer,
    Write,
)
from wsinspector.protocol.endpoint import Endpoint
from wsinspector.protocol.exchange import BytesReceived, Connected
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.opening_request import OpeningRequest
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wsinspector.protocol.commands import Command
    from wsinspector.protocol.exchange import Event
    from wsinspector.protocol.facts import Detail, Fact, FrameFact

KEY = bytes.fromhex("37 fa 21 3d")
"""The masking key of the samples in RFC 6455 §5.7, here the only one a client ever takes."""

REQUEST = OpeningRequest("example.test", "/chat", b"the sample nonce")


class FrameWishes(TypedDict, total=False):
    """What else ``encode_frame`` can be asked for."""

    fin: bool
    rsv: int
    mask: bytes | None
    length_encoding: int | None
    declared_length: int | None


def new_endpoint(
    role: Role | str, behaviour: Behaviour | None = None, limits: Limits | None = None
) -> Endpoint:
    """An endpoint before anything happened."""
    role = Role(role)
    return Endpoint(
        role,
        REQUEST if role is Role.CLIENT else ServerPolicy(),
        behaviour or Behaviour(),
        limits or Limits(),
        lambda count: KEY[:count],
    )


def response_head() -> bytes:
    """The right answer to :data:`REQUEST`."""
    server = new_endpoint(Role.SERVER)
    server.handle(Connected())
    return written(server.handle(BytesReceived(REQUEST.head())))


def open_endpoint(
    role: Role | str, behaviour: Behaviour | None = None, limits: Limits | None = None
) -> Endpoint:
    """An endpoint right after its opening handshake."""
    endpoint = new_endpoint(role, behaviour, limits)
    endpoint.handle(Connected())
    head = response_head() if endpoint.role is Role.CLIENT else REQUEST.head()
    endpoint.handle(BytesReceived(head))
    return endpoint


def from_peer(
    role: Role | str, opcode: int, payload: bytes = b"", **wishes: Unpack[FrameWishes]
) -> bytes:
    """A frame as the peer of ``role`` sends it: masked for a server, unless wished otherwise."""
    asked: FrameWishes = {"mask": KEY if Role(role) is Role.SERVER else None, **wishes}
    header, body = encode_frame(opcode, payload, **asked)
    return header + body


def received(data: bytes | str) -> BytesReceived:
    """Bytes of the peer, also as hexadecimal digits."""
    return BytesReceived(bytes.fromhex(data) if isinstance(data, str) else data)


def facts(commands: Iterable[Command]) -> list[Fact]:
    """The recorded facts that are not frames."""
    return [command.fact for command in commands if isinstance(command, Record)]


def frames(commands: Iterable[Command]) -> list[FrameFact]:
    """The recorded frames."""
    return [f for c in commands if isinstance(c, RecordFrames) for f in c.frames]


def written(commands: Iterable[Command]) -> bytes:
    """All that is written."""
    return b"".join(command.data for command in commands if isinstance(command, Write))


def spoken(commands: Iterable[Command]) -> list[str]:
    """Commands as lines of text."""
    return [line for command in commands for line in _lines(command)]


class Playbook:
    """One endpoint, asked and heard in turn."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def on(self, event: Event, expected: str = "") -> Playbook:
        """Tell the endpoint what happened and compare every line of what it says."""
        __tracebackhide__ = True
        said = spoken(self.endpoint.handle(event))
        wanted = [line.strip() for line in expected.strip().splitlines()]
        assert said == wanted, f"after >> {event}\n" + "\n".join(f"<< {line}" for line in said)
        return self

    def after(self, *events: Event) -> Playbook:
        """Tell the endpoint what happened and do not listen."""
        for event in events:
            self.endpoint.handle(event)
        return self


def _lines(command: Command) -> Iterator[str]:
    match command:
        case Write(data):
            yield f"write {_shown(data)}"
        case HalfClose():
            yield "half-close"
        case CloseTransport():
            yield "close-transport"
        case AbortTransport():
            yield "abort-transport"
        case SetPresence(presence):
            yield f"presence {presence}"
        case Broadcast(opcode, data):
            yield f"broadcast {opcode} {_shown(data)}"
        case StartTimer(timer, ms):
            yield f"start {timer} {ms}"
        case CancelTimer(timer):
            yield f"cancel {timer}"
        case RecordFrames(many):
            for sent, opcode, _, _, payload in many:
                yield f"frame {'->' if sent else '<-'} {opcode} {_shown(payload)}".rstrip()
        case Record(fact):
            yield _fact_line(fact).rstrip()


def _fact_line(fact: Fact) -> str:
    details = fact.details
    name = fact.kind.name.lower()
    arrow = {True: " ->", False: " <-", None: ""}[fact.sent]
    match fact.kind:
        case Kind.STATE:
            return f"state {details['phase']}"
        case Kind.API:
            rest = [str(v) for k, v in details.items() if k not in ("event", "start")]
            return " ".join(["api", str(details["event"]), *rest])
        case Kind.CALL:
            rest = [f"{v}" for k, v in details.items() if k not in ("call", "throws")]
            return " ".join(["call", str(details["call"]), *rest])
        case Kind.FAILURE:
            why = details.get("rule") or details.get("reason") or _text_id(details["text"])
            return f"failure {why}"
        case Kind.TIMEOUT:
            return f"timeout {details['timer']}"
        case Kind.NOTE:
            return f"note {_text_id(details['text'])}"
        case Kind.BYTES | Kind.PARTIAL:
            return f"{name}{arrow} {details['why']} {_shown(fact.data)}"
        case _:
            return name + arrow


def _text_id(detail: Detail) -> str:
    assert isinstance(detail, list)
    return str(detail[0])


def _shown(data: bytes) -> str:
    if data[:3] in (b"GET", b"HTT"):
        return data.split(b"\r\n")[0].decode()
    return data.hex(" ") if len(data) <= 32 else f"{len(data)} bytes"
