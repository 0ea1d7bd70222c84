"""A behaviour in a few words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnPing,
    OnViolation,
    PingReply,
    Presence,
    TcpDuty,
    ViolationReply,
)
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.behaviour_oddities import oddities
from wsinspector.widgets.behaviour.message_sentence import usual_reply


def _tr(source: str) -> str:
    return QCoreApplication.translate("Behaviour", source)


def behaviour_summary(behaviour: Behaviour, role: Role) -> str:
    """For example "correct: echoes Close, answers Pings"; else only what is unusual."""
    unusual = _unusual(behaviour, role)
    if oddities(behaviour, role):
        return ", ".join(unusual)
    told = unusual or [_tr("echoes Close"), _tr("answers Pings")]
    return _tr("correct: {what}").format(what=", ".join(told))


def _unusual(behaviour: Behaviour, role: Role) -> list[str]:
    parts: list[str] = []
    if behaviour.presence is Presence.VANISHED:
        parts.append(_tr("vanished"))
    elif behaviour.presence is Presence.NOT_READING:
        parts.append(_tr("not reading"))
    if behaviour.close != OnClose():
        parts += _about_close(behaviour.close)
    if behaviour.ping != OnPing():
        parts += _about_ping(behaviour.ping)
    parts += _about_violation(behaviour.violation)
    parts += _about_messages(behaviour, role)
    if behaviour.keep_alive.interval:
        template = _tr("Pings every {ms} ms")
        parts.append(template.format(ms=behaviour.keep_alive.interval))
    if behaviour.accept_faulty:
        parts.append(_tr("accepts faulty handshakes"))
    return parts


def _about_close(close: OnClose) -> list[str]:
    parts: list[str] = []
    if close.messages_first:
        parts.append(_tr("{count} messages first").format(count=close.messages_first))
    if close.ping_first:
        parts.append(_tr("a Ping first"))
    answer = {
        CloseReply.ECHO: _tr("echoes Close"),
        CloseReply.EMPTY: _tr("replies empty"),
        CloseReply.BYTES: _tr("replies with raw bytes"),
        CloseReply.NEVER: _tr("never replies"),
        CloseReply.FIN: _tr("FIN instead of a reply"),
        CloseReply.RST: _tr("RST instead of a reply"),
    }
    if close.reply is not CloseReply.OWN:
        parts.append(answer[close.reply])
    elif close.code is None:
        parts.append(answer[CloseReply.EMPTY])
    else:
        parts.append(_tr("replies {code}").format(code=close.code))
    if close.delay and close.reply is not CloseReply.NEVER:
        parts.append(_tr("after {ms} ms").format(ms=close.delay))
    if close.times > 1:
        parts.append(_tr("twice"))
    if close.tcp is TcpDuty.LEAVE:
        parts.append(_tr("keeps TCP open"))
    elif close.tcp is TcpDuty.RST:
        parts.append(_tr("resets TCP"))
    elif close.tcp is TcpDuty.BARE:
        parts.append(_tr("no close_notify"))
    return parts


def _about_ping(ping: OnPing) -> list[str]:
    if ping.reply is PingReply.NEVER:
        return [_tr("never answers Pings")]
    wrong = ping.reply is PingReply.WRONG
    parts = [_tr("answers Pings wrongly") if wrong else _tr("answers Pings")]
    if ping.delay:
        parts.append(_tr("after {ms} ms").format(ms=ping.delay))
    if ping.skip:
        parts.append(_tr("skipping {count}").format(count=ping.skip))
    return parts


def _about_violation(violation: OnViolation) -> list[str]:
    match violation.reply:
        case ViolationReply.FAIL:
            return []
        case ViolationReply.OWN:
            return [_tr("fails with {code}").format(code=violation.code)]
        case ViolationReply.DROP:
            return [_tr("drops TCP on violations")]
        case ViolationReply.CARRY_ON:
            return [_tr("carries on after violations")]


def _about_messages(behaviour: Behaviour, role: Role) -> list[str]:
    reply = behaviour.message.reply
    if reply is usual_reply(role):
        return []
    said = {
        MessageReply.NOTHING: _tr("does not answer messages"),
        MessageReply.ECHO: _tr("echoes messages"),
        MessageReply.FIXED: _tr("one answer to all messages"),
        MessageReply.BROADCAST: _tr("sends messages to all"),
    }
    return [said[reply]]
