"""The defaults are what RFC 6455 asks for."""

from __future__ import annotations

import pytest

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


def test_by_default_every_duty_is_done_and_nothing_else():
    behaviour = Behaviour()
    assert behaviour.close.reply is CloseReply.ECHO
    assert (behaviour.close.delay, behaviour.close.messages_first) == (0, 0)
    assert (behaviour.close.ping_first, behaviour.close.times) == (False, 1)
    assert behaviour.ping == OnPing(PingReply.PONG, 0, 0)
    assert behaviour.violation.reply is ViolationReply.FAIL
    assert behaviour.message.reply is MessageReply.NOTHING
    assert behaviour.keep_alive == KeepAlive(0, 0)
    assert behaviour.presence is Presence.NORMAL
    assert not behaviour.accept_faulty


def test_an_own_answer_is_legal_unless_it_is_asked_not_to_be():
    assert (OnClose().code, OnClose().reason, OnViolation().code) == (1000, b"", 1002)


@pytest.mark.parametrize("duty", TcpDuty)
def test_only_who_leaves_tcp_open_does_not_end_it(duty):
    assert OnClose(tcp=duty).ends_tcp is (duty is not TcpDuty.LEAVE)


@pytest.mark.parametrize("reply", MessageReply)
def test_only_an_echo_is_one(reply):
    assert OnMessage(reply).echoes is (reply is MessageReply.ECHO)
