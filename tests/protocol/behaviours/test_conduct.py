"""When the fast way through a burst is open."""

from __future__ import annotations

import pytest

from tests.support.playbook import from_peer, new_endpoint, open_endpoint, received
from wsinspector.protocol.behaviours.behaviour import Behaviour, MessageReply, OnMessage
from wsinspector.protocol.exchange import EndTcp, SendBytes, SendClose, TcpEnd


def burst_echo(endpoint) -> bool | None:
    return endpoint._conduct.burst_echo()


@pytest.mark.parametrize(
    "reply, echo",
    [
        (MessageReply.NOTHING, False),
        (MessageReply.ECHO, True),
        (MessageReply.FIXED, None),
        (MessageReply.BROADCAST, None),
    ],
)
def test_only_a_plain_echo_or_nothing_is_that_quick(reply, echo):
    endpoint = open_endpoint("server", Behaviour(message=OnMessage(reply)))
    assert burst_echo(endpoint) is echo


def test_a_client_always_goes_the_general_way():
    assert burst_echo(open_endpoint("client")) is None
    assert burst_echo(new_endpoint("server")) is None


@pytest.mark.parametrize("wish, echo", [(SendClose(1000), None), (EndTcp(TcpEnd.FIN), False),
                                        (SendBytes.split(b"\x81"), None)])  # fmt: skip
def test_a_wish_can_close_the_fast_way(wish, echo):
    endpoint = open_endpoint("server", Behaviour(message=OnMessage(MessageReply.ECHO)))
    endpoint.handle(wish)
    assert burst_echo(endpoint) is echo


def test_after_a_close_no_message_is_answered():
    endpoint = open_endpoint("client", Behaviour(message=OnMessage(MessageReply.ECHO)))
    endpoint.handle(SendClose(1000))
    sent = endpoint.bytes_sent
    endpoint.handle(received(from_peer("client", 1, b"a")))
    assert endpoint.bytes_sent == sent
