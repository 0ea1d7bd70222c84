"""The options that say how an end acts, and the behaviour that they add up to."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from wsinspector.cli.argument_types import close_code, hex_bytes, payload, whole_number
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    KeepAlive,
    MessageReply,
    OnClose,
    OnMessage,
    OnPing,
    OnViolation,
    PingReply,
    Presence,
    TcpDuty,
    ViolationReply,
)
from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from argparse import _ArgumentGroup

Reply = TypeVar("Reply", bound=StrEnum)
Fields = Mapping[str, Callable[[str], object]]

_HOUR_MS: Final = 3_600_000
_milliseconds: Final = whole_number(0, _HOUR_MS)
_count: Final = whole_number(0, 1000)
_REST: Final = ("reason", "text")
"""What takes all that follows it, commas included."""


def on_close(words: str) -> OnClose:
    """For example ``own,code=4001,delay=500,tcp=leave,reason=see you``."""
    fields: Fields = {
        "code": close_code,
        "reason": payload,
        "raw": hex_bytes,
        "delay": _milliseconds,
        "messages": _count,
        "ping": whole_number(0, 1),
        "times": whole_number(1, 2),
        "tcp": _one_of(TcpDuty),
    }
    owned = {"code": CloseReply.OWN, "reason": CloseReply.OWN, "raw": CloseReply.BYTES}
    chosen = _choices(words, CloseReply, fields, owned)
    chosen["messages_first"] = chosen.pop("messages", 0)
    chosen["ping_first"] = bool(chosen.pop("ping", 0))
    if chosen.get("code", 0) is None and chosen.get("reason"):
        raise ArgumentTypeError("a Close without a code has no reason")
    return OnClose(**chosen)


def on_ping(words: str) -> OnPing:
    """For example ``wrong,skip=2``."""
    return OnPing(**_choices(words, PingReply, {"delay": _milliseconds, "skip": _count}, {}))


def on_violation(words: str) -> OnViolation:
    """For example ``carry-on``, or ``code=1008``."""
    fields: Fields = {"code": whole_number(0, 65535)}
    return OnViolation(**_choices(words, ViolationReply, fields, {"code": ViolationReply.OWN}))


def on_message(words: str) -> OnMessage:
    """For example ``broadcast``, or ``text=hello``."""
    owned = {"text": MessageReply.FIXED, "hex": MessageReply.FIXED}
    chosen = _choices(words, MessageReply, {"text": payload, "hex": hex_bytes}, owned)
    if "text" in chosen and "hex" in chosen:
        raise ArgumentTypeError("a fixed answer is either text= or hex=")
    answer = chosen.get("text", chosen.get("hex", b""))
    return OnMessage(chosen.get("reply", MessageReply.NOTHING), answer, "hex" not in chosen)


def keep_alive(words: str) -> KeepAlive:
    """``INTERVAL`` or ``INTERVAL/TIMEOUT`` in milliseconds."""
    interval, slash, timeout = words.partition("/")
    return KeepAlive(_milliseconds(interval), _milliseconds(timeout) if slash else 0)


def presence(words: str) -> Presence:
    """Whether an end takes part at all."""
    return _one_of(Presence)(words)


def add_behaviour_options(parser: ArgumentParser, role: Role) -> None:
    """Add these options, and the one that says whether messages are echoed."""
    acting = parser.add_argument_group(
        "how this end acts",
        "As RFC 6455 asks for, unless told otherwise: an answer, and what belongs to it behind "
        "commas.\nreason= and text= take all that follows. Times are in milliseconds.",
    )
    acting.add_argument(
        "--on-close",
        metavar="HOW",
        type=on_close,
        default=OnClose(),
        help="echo, own, empty, bytes, never, fin or rst; code=N|empty, reason=TEXT, raw=HEX, "
        "delay=MS, messages=N and ping=1 before the answer, times=2, tcp=end|leave|rst; for "
        "example own,code=4001,delay=500,tcp=leave",
    )
    acting.add_argument(
        "--on-ping",
        metavar="HOW",
        type=on_ping,
        default=OnPing(),
        help="pong, wrong or never; delay=MS, skip=N",
    )
    acting.add_argument(
        "--on-violation",
        metavar="HOW",
        type=on_violation,
        default=OnViolation(),
        help="fail, own,code=N, drop (end TCP without a Close) or carry-on",
    )
    _add_message_options(acting, role)
    acting.add_argument(
        "--keep-alive",
        metavar="MS[/MS]",
        type=keep_alive,
        default=KeepAlive(),
        help="send a Ping each interval, and fail when its Pong does not come in the time behind "
        "the slash",
    )
    acting.add_argument(
        "--presence",
        metavar="HOW",
        type=presence,
        default=Presence.NORMAL,
        help="normal, not-reading (the peer's FIN and RST cannot be seen then) or vanished",
    )
    acting.add_argument(
        "--accept-faulty",
        action="store_true",
        help="accept an opening handshake with faults and go on to frames",
    )


def behaviour_of(options: Namespace) -> Behaviour:
    """What the options add up to."""
    return Behaviour(
        options.on_close,
        options.on_ping,
        options.on_violation,
        options.on_message,
        options.keep_alive,
        options.presence,
        options.accept_faulty,
    )


def _add_message_options(acting: _ArgumentGroup, role: Role) -> None:
    echo, nothing = OnMessage(MessageReply.ECHO), OnMessage()
    is_server = role is Role.SERVER
    about = acting.add_mutually_exclusive_group()
    about.add_argument(
        "--on-message",
        metavar="HOW",
        type=on_message if is_server else _on_message_of_client,
        default=echo if is_server else nothing,
        help="nothing, echo, text=TEXT or hex=HEX"
        + (", or broadcast (to every connection)" if is_server else ""),
    )
    about.add_argument(
        "--no-echo" if is_server else "--echo",
        dest="on_message",
        action="store_const",
        const=nothing if is_server else echo,
        help="do not send messages back"
        if is_server
        else "send every message back, until the peer closes; two echoing ends never stop",
    )


def _on_message_of_client(words: str) -> OnMessage:
    chosen = on_message(words)
    if chosen.reply is MessageReply.BROADCAST:
        raise ArgumentTypeError("a client has one connection: only a server can broadcast")
    return chosen


def _choices(
    words: str, replies: type[StrEnum], fields: Fields, owned: Mapping[str, StrEnum]
) -> dict[str, Any]:
    """Take the parts of an answer apart.

    Args:
        words: what stands on the command line.
        replies: the answers.
        fields: what may stand behind an answer, by name, and what its words mean.
        owned: those of them that make sense with one answer alone, and imply it.
    """
    known = [*replies, *(f"{name}=" for name in fields)]
    chosen: dict[str, Any] = {}
    rest: str | None = words
    while rest is not None:
        part, comma, after = rest.partition(",")
        name, equals, value = part.partition("=")
        if equals and name in _REST:
            value, comma, after = rest[len(name) + 1 :], "", ""
        rest = after if comma else None
        if not equals:
            name, value = "reply", part
        elif name not in fields and name != "reply":
            raise ArgumentTypeError(f"“{part}” is none of {', '.join(known)}")
        meant = _one_of(replies, known)(value) if name == "reply" else fields[name](value)
        if name in chosen:
            raise ArgumentTypeError(f"{name} stands twice in “{words}”")
        chosen[name] = meant
    for name, reply in owned.items():
        if name in chosen and chosen.setdefault("reply", reply) is not reply:
            raise ArgumentTypeError(f"{name}= belongs to {reply}, not to {chosen['reply']}")
    return chosen


def _one_of(kind: type[Reply], known: list[str] | None = None) -> Callable[[str], Reply]:
    def convert(words: str) -> Reply:
        try:
            return kind(words)
        except ValueError:
            names = ", ".join(known or list(kind))
            raise ArgumentTypeError(f"“{words}” is none of {names}") from None

    return convert
