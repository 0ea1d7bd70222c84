"""The wishes of a user as they are recorded, and what a client's API thinks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from wsinspector.protocol.behaviours.behaviour_details import behaviour_details, shown
from wsinspector.protocol.closing.close_legality import browser_legality
from wsinspector.protocol.exchange import (
    ApiClose,
    ChangeBehaviour,
    EndTcp,
    SendBytes,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
    Wish,
)
from wsinspector.protocol.facts import Detail, Kind
from wsinspector.protocol.phases import Phase, ReadyState, Role

if TYPE_CHECKING:
    from wsinspector.protocol.exchange import Piece
    from wsinspector.protocol.transport_view import TransportView

_NEVER_OPEN = frozenset(
    phase
    for phase in Phase
    if phase.ready is ReadyState.CONNECTING
    or phase in (Phase.CONNECTING_ABORTED, Phase.NEVER_OPENED)
)

BEFORE_REQUEST = frozenset((Phase.CONNECTING_DNS, Phase.CONNECTING_TCP, Phase.CONNECTING_TLS))
"""A client has no stream yet; what it is to send then goes out right behind its request."""


def gives_up_opening(wish: Wish) -> bool:
    """Whether carrying out a wish ends an opening handshake that is not over."""
    return isinstance(wish, ApiClose) or (isinstance(wish, EndTcp) and wish.how is not TcpEnd.FIN)


def call_details(wish: Wish) -> dict[str, Detail]:
    """What was asked for, without the payload."""
    match wish:
        case SendMessage(data, is_text):
            opcode = Kind.TEXT if is_text else Kind.BINARY
            return {"call": "send", "opcode": int(opcode), "length": len(data)}
        case SendControl(opcode, payload):
            call = {Kind.PING: "ping", Kind.PONG: "pong"}.get(Kind(opcode), "control")
            return {"call": call, "opcode": opcode, "length": len(payload)}
        case SendClose(code, reason):
            return {"call": "send-close", "code": code, "reason": shown(reason)}
        case SendBytes(pieces):
            return _bytes_details(pieces)
        case ApiClose(code, reason):
            return {"call": "close", "code": code, "reason": shown(reason)}
        case EndTcp(how):
            return {"call": "end-tcp", "how": str(how)}
        case ChangeBehaviour(behaviour):
            return {"call": "behaviour", **behaviour_details(behaviour)}
        case _:
            assert_never(wish)


def _bytes_details(pieces: tuple[Piece, ...]) -> dict[str, Detail]:
    sizes = [len(piece.data) for piece in pieces]
    details: dict[str, Detail] = {"call": "send-bytes", "length": sum(sizes)}
    if len(pieces) > 1:
        details["pieces"] = list(sizes)
    if any(piece.pause_ms for piece in pieces):
        details["pauses_ms"] = [piece.pause_ms for piece in pieces]
    return details


def sends_frames(role: Role, phase: Phase) -> bool:
    """Whether what an end sends now lies in its stream of frames.

    A client's begins right behind its request, although it should wait for the answer (RFC 6455
    §4.1); a server's begins behind its answer.
    """
    return phase not in _NEVER_OPEN or (role is Role.CLIENT and phase is Phase.CONNECTING_HTTP)


def effect_of(wish: Wish, role: Role, phase: Phase, transport: TransportView) -> dict[str, Detail]:
    """What is to be recorded about a wish that has no effect; empty where it has one.

    ``throws`` is the name of the exception that a client's API answers the call with (WHATWG).
    """
    if role is Role.CLIENT and (exception := _exception(wish, phase.ready)):
        return {"effect": "none", "throws": exception}
    return {} if _has_effect(wish, role, phase, transport) else {"effect": "none"}


def _exception(wish: Wish, ready: ReadyState) -> str:
    match wish:
        case SendMessage() if ready is ReadyState.CONNECTING:
            return "InvalidStateError"
        case ApiClose(code, reason):
            legality = browser_legality(code, reason)
            return "" if legality.ok else legality.rule
        case _:
            return ""


def _has_effect(wish: Wish, role: Role, phase: Phase, transport: TransportView) -> bool:
    match wish:
        case SendMessage():
            # RFC 6455 §5.5.1: MUST NOT send any more data frames after sending a Close frame.
            return phase is Phase.OPEN and transport.can_write
        case SendControl() | SendClose():
            return phase not in _NEVER_OPEN and transport.can_write
        case SendBytes():
            if phase in BEFORE_REQUEST:
                return role is Role.CLIENT
            return transport.can_write
        case ApiClose():
            if phase.ready is ReadyState.CONNECTING:
                return role is Role.CLIENT and not transport.is_mute
            return phase is Phase.OPEN and transport.can_write
        case EndTcp(TcpEnd.NOTIFY):
            return transport.can_notify
        case EndTcp(TcpEnd.FIN):
            return transport.can_half_close
        case EndTcp(TcpEnd.CLOSE):
            return transport.can_close
        case EndTcp():
            return transport.can_abort
        case ChangeBehaviour():
            return True
        case _:
            assert_never(wish)
