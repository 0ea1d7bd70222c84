"""The API's events, in the order and under the conditions of WHATWG."""

from __future__ import annotations

import pytest

from tests.support.playbook import KEY, from_peer, open_endpoint, received, spoken
from wsinspector.protocol.api_events import NEVER_OPENED, ApiEvents, Report
from wsinspector.protocol.exchange import EofReceived, SendClose, TransportLost
from wsinspector.protocol.frames.message_reader import Message
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role


def events(role: Role, act) -> tuple[list[str], Report | None]:
    outbox = Outbox(role, lambda n: KEY[:n])
    api = ApiEvents(role, outbox)
    act(api)
    return spoken(outbox.collect()), api.report


def test_a_client_hears_of_messages_and_errors_a_server_does_not():
    def act(api):
        api.opened()
        api.received(Message(2, 7, b"abc"))
        api.closed(Report(1000, "bye", False, True))

    heard, report = events(Role.CLIENT, act)
    assert heard == ["api open", "api message 2 3", "api error", "api close 1000 bye False"]
    assert report == (1000, "bye", False, True)
    assert events(Role.SERVER, act)[0] == ["api open", "api close 1000 bye False"]


def test_never_opened_is_an_error_of_the_client_alone():
    heard, report = events(Role.CLIENT, ApiEvents.never_opened)
    assert heard == ["api error", "api close 1006  False"]
    assert report == NEVER_OPENED == (1006, "", False, True)
    assert events(Role.SERVER, ApiEvents.never_opened) == ([], NEVER_OPENED)


@pytest.mark.parametrize(
    "steps, expected",
    [
        ([8, "eof"], ["api close 1000  True"]),
        ([8, "reset"], ["api close 1000  True"]),
        (["close", 8, "eof"], ["api close 1000  True"]),
        (["close", "eof"], ["api error", "api close 1006  False"]),
        (["close", "reset"], ["api error", "api close 1006  False"]),
        (["eof"], ["api error", "api close 1006  False"]),
        (["reset"], ["api error", "api close 1006  False"]),
        ([1, "eof"], ["api message 1 2", "api error", "api close 1006  False"]),
        (["close", 1, 8, "eof"], ["api close 1000  True"]),
        ([8, 1, 3, 8, "eof"], ["api close 1000  True"]),
        ([3, 8, "eof"], ["api error", "api close 1006  False"]),
        (["close", 3, 8, "eof"], ["api error", "api close 1006  False"]),
    ],
    ids=str,
)
def test_a_client_reports_by_the_letter(steps, expected):
    endpoint = open_endpoint("client")
    heard = []
    for step in steps:
        if step == "close":
            event = SendClose(4000)
        elif step == "eof":
            event = EofReceived()
        elif step == "reset":
            event = TransportLost(reset=True)
        else:
            event = received(from_peer("client", step, b"\x03\xe8" if step == 8 else b"hi"))
        heard += spoken(endpoint.handle(event))
    heard += spoken(endpoint.handle(TransportLost()))
    states = [line for line in heard if line.startswith(("api", "state closed"))]
    *before, state = [line for line in states if not line.startswith(("api error", "api close"))]
    assert [line for line in states if line.startswith("api")] == expected
    assert state.startswith("state closed")
    assert states.index(state) == len(before), "readyState is 3 before error and close"
