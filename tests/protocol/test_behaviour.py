"""The defaults are what RFC 6455 asks for."""

from __future__ import annotations

from wsinspector.protocol.behaviour import Behaviour, CloseReply


def test_by_default_a_close_is_echoed_at_once_and_tcp_ended():
    behaviour = Behaviour()
    assert behaviour.close_reply is CloseReply.ECHO
    assert behaviour.reply_delay == 0
    assert behaviour.ends_tcp


def test_an_own_reply_is_legal_unless_it_is_asked_not_to_be():
    assert (Behaviour().reply_code, Behaviour().reply_reason) == (1000, b"")
