"""Every event is taken by an endpoint, and only commands come back."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.support.playbook import new_endpoint, open_endpoint
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.commands import Command
from wsinspector.protocol.exchange import (
    ApiClose,
    BytesReceived,
    ChangeBehaviour,
    Connected,
    EndTcp,
    EofReceived,
    Event,
    FinSent,
    PassOn,
    SendBytes,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
    Timer,
    TimerFired,
    TransportLost,
)

SAMPLES = [
    Connected(),
    BytesReceived(b"\x88\x00"),
    EofReceived(),
    FinSent(),
    TransportLost(),
    PassOn(1, b"x"),
    *map(TimerFired, Timer),
    SendMessage(b"x", is_text=True),
    SendControl(9, b""),
    SendClose(1000),
    SendBytes.split(b"\x88\x00", (1,)),
    ApiClose(),
    *map(EndTcp, TcpEnd),
    ChangeBehaviour(Behaviour()),
]


def test_the_samples_are_all_events():
    assert {type(event) for event in SAMPLES} == set(get_args(Event))


@pytest.mark.parametrize("role", ["client", "server"])
@pytest.mark.parametrize("make", [new_endpoint, open_endpoint])
@pytest.mark.parametrize("event", SAMPLES, ids=str)
def test_an_endpoint_takes_every_event_and_answers_with_commands(role, make, event):
    endpoint = make(role)
    for _ in range(2):
        assert all(isinstance(command, Command) for command in endpoint.handle(event))
