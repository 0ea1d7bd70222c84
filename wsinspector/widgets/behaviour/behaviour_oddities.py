"""What of a behaviour is against the standard."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    OnClose,
    OnPing,
    OnViolation,
    PingReply,
    Presence,
    TcpDuty,
    ViolationReply,
)
from wsinspector.protocol.closing.close_legality import REASON_MAX, wire_legality
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.wording import words

_SOON_MS = 1_000


def _tr(source: str) -> str:
    return QCoreApplication.translate("Behaviour", source)


def oddities(behaviour: Behaviour, role: Role) -> list[str]:
    """What an end that acts so does against RFC 6455, one sentence each."""
    found = _of_presence(behaviour.presence)
    found += _of_close(behaviour.close, role)
    found += _of_tcp(behaviour.close.tcp, role)
    found += _of_ping(behaviour.ping)
    found += _of_violation(behaviour.violation, role)
    if behaviour.accept_faulty:
        found.append(
            _tr("An opening handshake with faults must be refused (RFC 6455 §4.2.1).")
            if role is Role.SERVER
            else _tr("An answer with faults must fail the connection (RFC 6455 §4.1).")
        )
    return found


def _of_presence(presence: Presence) -> list[str]:
    if presence is Presence.NORMAL:
        return []
    absent = (
        _tr("It does not read: Closes and Pings go unanswered (RFC 6455 §5.5.1, §5.5.2).")
        if presence is Presence.NOT_READING
        else _tr("It has vanished: Closes and Pings go unanswered (RFC 6455 §5.5.1, §5.5.2).")
    )
    return [absent, _tr("Meanwhile even the peer's FIN and RST cannot be seen.")]


def _of_close(close: OnClose, role: Role) -> list[str]:
    found: list[str] = []
    match close.reply:
        case CloseReply.NEVER:
            found.append(_tr("A Close must be answered by a Close (RFC 6455 §5.5.1)."))
        case CloseReply.BYTES:
            found.append(
                _tr("A Close must be answered by a Close, not by any bytes (RFC 6455 §5.5.1).")
            )
        case CloseReply.FIN | CloseReply.RST:
            found.append(
                _tr("A Close must be answered by a Close before TCP ends (RFC 6455 §5.5.1).")
            )
        case CloseReply.OWN:
            found += _of_code(close.code, role)
            if len(close.reason) > REASON_MAX:
                found.append(_tr("A reason has room for 123 bytes (RFC 6455 §5.5)."))
        case CloseReply.ECHO | CloseReply.EMPTY:
            pass
    delayed = close.delay >= _SOON_MS and close.reply is not CloseReply.NEVER
    if delayed or close.messages_first or close.ping_first:
        found.append(_tr("A Close should be answered as soon as is practical (RFC 6455 §5.5.1)."))
    if close.times > 1:
        found.append(_tr("After its Close an end sends nothing more (RFC 6455 §5.5.1, §1.4)."))
    return found


def _of_code(code: int | None, role: Role) -> list[str]:
    legality = wire_legality(code, role)
    if legality.severity not in (Severity.DEVIATION, Severity.VIOLATION):
        return []
    return [f"{words(legality.why)} (RFC 6455 §7.4)"]


def _of_tcp(duty: TcpDuty, role: Role) -> list[str]:
    match duty:
        case TcpDuty.END:
            return []
        case TcpDuty.BARE:
            return [_tr("On TLS a close_notify must come before the FIN (RFC 8446 §6.1).")]
        case TcpDuty.RST:
            return [_tr("TCP should end cleanly, by FIN, not by RST (RFC 6455 §7.1.1).")]
        case TcpDuty.LEAVE if role is Role.SERVER:
            return [
                _tr("After both Close frames the server must end TCP at once (RFC 6455 §5.5.1).")
            ]
        case TcpDuty.LEAVE:
            return [
                _tr("When the server has ended TCP, the client is to do so too (RFC 6455 §7.1.1).")
            ]


def _of_ping(ping: OnPing) -> list[str]:
    match ping.reply:
        case PingReply.NEVER:
            return [_tr("A Ping must be answered by a Pong (RFC 6455 §5.5.2).")]
        case PingReply.WRONG:
            found = [_tr("A Pong must carry the payload of its Ping (RFC 6455 §5.5.3).")]
        case PingReply.PONG:
            found = []
    if ping.delay >= _SOON_MS or ping.skip:
        found.append(_tr("A Ping should be answered as soon as is practical (RFC 6455 §5.5.2)."))
    return found


def _of_violation(violation: OnViolation, role: Role) -> list[str]:
    match violation.reply:
        case ViolationReply.FAIL:
            return []
        case ViolationReply.OWN:
            return _of_code(violation.code, role)
        case ViolationReply.DROP:
            return [_tr("Before TCP ends, a Close should say why (RFC 6455 §7.1.7).")]
        case ViolationReply.CARRY_ON:
            return [
                _tr("After most violations the connection must be failed (RFC 6455 §5.1, §7.1.7).")
            ]
