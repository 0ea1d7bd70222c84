"""Wishes as they are recorded, and those without effect."""

from __future__ import annotations

import pytest

from tests.support.playbook import facts, from_peer, open_endpoint, received
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose
from wsinspector.protocol.calls import call_details, gives_up_opening
from wsinspector.protocol.exchange import (
    ApiClose,
    ChangeBehaviour,
    EndTcp,
    FinSent,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
)
from wsinspector.protocol.facts import Kind


@pytest.mark.parametrize(
    "wish, details",
    [
        (SendMessage(b"abc", is_text=True), {"call": "send", "opcode": 1, "length": 3}),
        (SendMessage(b"", is_text=False), {"call": "send", "opcode": 2, "length": 0}),
        (SendControl(9, b"a"), {"call": "ping", "opcode": 9, "length": 1}),
        (SendControl(10, b""), {"call": "pong", "opcode": 10, "length": 0}),
        (SendControl(11, b""), {"call": "control", "opcode": 11, "length": 0}),
        (
            SendClose(1000, "再\xff".encode() + b"\xff"),
            {"call": "send-close", "code": 1000, "reason": "再ÿ\\xff"},
        ),
        (ApiClose(), {"call": "close", "code": None, "reason": ""}),
        (EndTcp(TcpEnd.RST), {"call": "end-tcp", "how": "rst"}),
    ],
)
def test_a_call_tells_its_arguments_without_the_payload(wish, details):
    assert call_details(wish) == details


@pytest.mark.parametrize(
    "wish, ends",
    [
        (ApiClose(), True),
        (EndTcp(TcpEnd.RST), True),
        (EndTcp(TcpEnd.CLOSE), True),
        (EndTcp(TcpEnd.FIN), False),
        (SendClose(1000), False),
    ],
)
def test_what_gives_an_opening_handshake_up(wish, ends):
    assert gives_up_opening(wish) is ends


def test_a_change_of_behaviour_tells_what_is_not_usual():
    details = call_details(ChangeBehaviour(Behaviour(OnClose(CloseReply.NEVER))))
    assert details == {"call": "behaviour", "close_reply": "never"}


def effects(endpoint, *wishes):
    """What is recorded of the effect of each wish."""
    calls = [facts(endpoint.handle(wish))[0] for wish in wishes]
    assert all(call.kind is Kind.CALL for call in calls)
    return [call.details.get("throws") or call.details.get("effect") for call in calls]


TEXT = SendMessage(b"x", is_text=True)


@pytest.mark.parametrize("role", ["client", "server"])
def test_after_our_close_only_control_frames_and_further_closes_go_out(role):
    endpoint = open_endpoint(role)
    wishes = (SendClose(1000), TEXT, ApiClose(), SendControl(9, b""), SendClose(1001))
    assert effects(endpoint, *wishes) == [None, "none", "none", None, None]


@pytest.mark.parametrize("role", ["client", "server"])
def test_after_the_peers_close_no_new_message_goes_out(role):
    endpoint = open_endpoint(role, Behaviour(OnClose(CloseReply.NEVER)))
    endpoint.handle(received(from_peer(role, 8)))
    assert effects(endpoint, TEXT, ApiClose(), SendControl(10, b"")) == ["none", "none", None]
    assert effects(endpoint, SendClose(1000)) == [None]


def test_after_our_fin_nothing_goes_out_and_tcp_can_still_be_ended():
    endpoint = open_endpoint("client")
    fin, close, rst = map(EndTcp, (TcpEnd.FIN, TcpEnd.CLOSE, TcpEnd.RST))
    assert effects(endpoint, fin, fin) == [None, "none"]
    endpoint.handle(FinSent())
    assert effects(endpoint, TEXT, SendControl(9, b""), SendClose(1000)) == ["none"] * 3
    assert effects(endpoint, fin, close, close, fin, rst, rst, close) == [
        *("none", None, "none", "none", None, "none", "none"),
    ]


@pytest.mark.parametrize(
    "wish, outcome",
    [
        (ApiClose(999), "InvalidAccessError"),
        (ApiClose(1001), "InvalidAccessError"),
        (ApiClose(5000), "InvalidAccessError"),
        (ApiClose(1000, b"x" * 124), "SyntaxError"),
        (ApiClose(3000, b"x" * 123), None),
    ],
)
def test_a_clients_close_throws_what_whatwg_says_and_a_servers_does_not(wish, outcome):
    assert effects(open_endpoint("client"), wish) == [outcome]
    assert effects(open_endpoint("server"), wish) == [None]


def test_close_without_a_code_has_no_body():
    endpoint = open_endpoint("client")
    endpoint.handle(ApiClose(None, b"ignored"))
    assert endpoint.close_sent.serialize() == b""
