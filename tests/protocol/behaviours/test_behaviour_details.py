"""An entry tells of a behaviour what is not usual."""

from __future__ import annotations

import pytest

from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    KeepAlive,
    OnClose,
    OnMessage,
    Presence,
    TcpDuty,
)
from wsinspector.protocol.behaviours.behaviour_details import behaviour_details, shown


@pytest.mark.parametrize(
    "behaviour, details",
    [
        (Behaviour(), {}),
        (Behaviour(OnClose(CloseReply.NEVER)), {"close_reply": "never"}),
        (
            Behaviour(OnClose(CloseReply.OWN, None, b"\xff", tcp=TcpDuty.RST, ping_first=True)),
            {
                "close_reply": "own",
                "close_code": None,
                "close_reason": "\\xff",
                "close_ping_first": True,
                "close_tcp": "rst",
            },
        ),
        (Behaviour(message=OnMessage(is_text=False)), {"message_is_text": False}),
        (
            Behaviour(keep_alive=KeepAlive(500, 20), presence=Presence.VANISHED),
            {"keep_alive_interval": 500, "keep_alive_timeout": 20, "presence": "vanished"},
        ),
        (Behaviour(accept_faulty=True), {"accept_faulty": True}),
    ],
)
def test_only_what_differs_is_told(behaviour, details):
    told = behaviour_details(behaviour)
    assert told == details
    assert all(type(value) in (str, int, bool, type(None)) for value in told.values())


def test_a_reason_is_shown_whatever_it_is():
    assert shown(b"a\xff\xe2\x82") == "a\\xff\\xe2\\x82"
