"""Behaviours that come with the program, each under a name."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

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
from wsinspector.widgets.behaviour.message_sentence import usual_reply

_HEARTBEAT_MS = 20_000
_LATE_MS = 5_000
_OTHER_CODE = 4000


class NamedBehaviour(NamedTuple):
    """A behaviour under a name.

    Attributes:
        name: what a person calls it.
        behaviour: how an end then acts.
    """

    name: str
    behaviour: Behaviour


def usual_behaviour(role: Role) -> Behaviour:
    """How an end of ours acts unless it is told otherwise: correctly, and a server echoes."""
    return Behaviour(message=OnMessage(usual_reply(role)))


def built_in_behaviours(role: Role) -> tuple[NamedBehaviour, ...]:
    """The behaviours of this role, the correct one first."""

    def tr(source: str) -> str:
        return QCoreApplication.translate("BehaviourPreset", source)

    usual = usual_behaviour(role)

    def closing(name: str, close: OnClose) -> NamedBehaviour:
        return NamedBehaviour(name, replace(usual, close=close))

    named = [
        NamedBehaviour(tr("Correct"), usual),
        closing(tr("Withholds the Close reply"), OnClose(CloseReply.NEVER)),
        closing(tr("Replies late"), OnClose(delay=_LATE_MS)),
        closing(tr("Replies another code"), OnClose(CloseReply.OWN, _OTHER_CODE)),
        closing(tr("Drops TCP on Close"), OnClose(CloseReply.FIN)),
        closing(tr("Resets TCP on Close"), OnClose(CloseReply.RST)),
        closing(tr("Leaves TCP open"), OnClose(tcp=TcpDuty.LEAVE)),
        closing(tr("Replies twice"), OnClose(times=2)),
        NamedBehaviour(tr("Never answers Pings"), replace(usual, ping=OnPing(PingReply.NEVER))),
        NamedBehaviour(
            tr("Carries on after violations"),
            replace(usual, violation=OnViolation(ViolationReply.CARRY_ON)),
        ),
        NamedBehaviour(
            tr("Keeps alive by Pings"),
            replace(usual, keep_alive=KeepAlive(_HEARTBEAT_MS, _HEARTBEAT_MS)),
        ),
        NamedBehaviour(tr("Stops reading"), replace(usual, presence=Presence.NOT_READING)),
        NamedBehaviour(tr("Vanishes"), replace(usual, presence=Presence.VANISHED)),
    ]
    if role is Role.SERVER:
        chat = replace(usual, message=OnMessage(MessageReply.BROADCAST))
        named.append(NamedBehaviour(tr("Chat server (sends to all)"), chat))
    else:
        echo = replace(usual, message=OnMessage(MessageReply.ECHO))
        named.append(NamedBehaviour(tr("Echo client"), echo))
    return tuple(named)
