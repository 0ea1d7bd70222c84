"""A behaviour in a few words, and what of it is against the standard."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wsinspector.protocol.behaviour import Behaviour, CloseReply
from wsinspector.protocol.close_legality import REASON_MAX, wire_legality
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.widgets.wording import words

_SOON_MS = 1_000


def _tr(source: str) -> str:
    return QCoreApplication.translate("Behaviour", source)


def behaviour_summary(behaviour: Behaviour, role: Role) -> str:
    """For example "echoes the Close, ends TCP"."""
    close = behaviour.close
    match close.reply:
        case CloseReply.ECHO:
            answer = _tr("echoes the Close")
        case CloseReply.OWN if close.code is not None:
            answer = _tr("replies %1").replace("%1", str(close.code))
        case CloseReply.OWN | CloseReply.EMPTY:
            answer = _tr("replies empty")
        case CloseReply.BYTES:
            answer = _tr("replies in bytes")
        case CloseReply.NEVER:
            answer = _tr("never replies")
        case CloseReply.FIN:
            answer = _tr("FIN instead of a reply")
        case CloseReply.RST:
            answer = _tr("RST instead of a reply")
    parts = [answer]
    if close.delay and close.reply is not CloseReply.NEVER:
        parts.append(_tr("after %1 ms").replace("%1", str(close.delay)))
    if not close.ends_tcp:
        parts.append(_tr("keeps TCP open"))
    elif role is Role.SERVER:
        parts.append(_tr("ends TCP"))
    else:
        parts.append(_tr("closes its side"))
    return ", ".join(parts)


def oddities(behaviour: Behaviour, role: Role) -> list[str]:
    """What an end that acts so does against RFC 6455, one sentence each."""
    found: list[str] = []
    close = behaviour.close
    match close.reply:
        case CloseReply.NEVER:
            found.append(_tr("A Close must be answered by a Close (RFC 6455 §5.5.1)."))
        case CloseReply.FIN | CloseReply.RST:
            found.append(
                _tr("A Close must be answered by a Close before TCP ends (RFC 6455 §5.5.1).")
            )
        case CloseReply.OWN:
            legality = wire_legality(close.code, role)
            if legality.severity in (Severity.DEVIATION, Severity.VIOLATION):
                found.append(f"{words(legality.why)} (RFC 6455 §7.4)")
            if len(close.reason) > REASON_MAX:
                found.append(_tr("A reason has room for 123 bytes (RFC 6455 §5.5)."))
        case CloseReply.ECHO | CloseReply.EMPTY | CloseReply.BYTES:
            pass
    if close.delay >= _SOON_MS and close.reply is not CloseReply.NEVER:
        found.append(_tr("A Close should be answered as soon as is practical (RFC 6455 §5.5.1)."))
    if not close.ends_tcp:
        found.append(
            _tr("After both Close frames the server must end TCP at once (RFC 6455 §5.5.1).")
            if role is Role.SERVER
            else _tr("When the server has ended TCP, the client is to do so too (RFC 6455 §7.1.1).")
        )
    return found
