"""A server that serves the site answers opening handshakes as one that does not."""

from __future__ import annotations

import pytest

from tests.support.playbook import KEY, REQUEST, received
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.endpoint import Endpoint
from wsinspector.protocol.exchange import Connected, EofReceived, Timer, TimerFired, TransportLost
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.phases import Role
from wsinspector.protocol.website.site import Site

SITE = Site("token", frozenset({"h"}), False, {}, 64)
OPENING = REQUEST.head()
ON_ITS_PATH = OPENING.replace(b"/chat", b"/.wsinspector/token/")


def endpoint(site: Site | None) -> Endpoint:
    one = Endpoint(
        Role.SERVER, ServerPolicy(site=site), Behaviour(), Limits(), lambda count: KEY[:count]
    )
    one.handle(Connected())
    return one


@pytest.mark.parametrize(
    "events",
    [
        [received(OPENING + b"\x88\x80\0\0\0\0")],
        [received(OPENING[:20]), received(OPENING[20:]), EofReceived()],
        [received(ON_ITS_PATH)],
        [received(OPENING.replace(b"Upgrade: websocket\r\n", b""))],
        [received(b"\x16\x03\x01\x00")],
        [received(b"GET / HT"), TransportLost(reset=True)],
        [received(b"GET / HT"), TimerFired(Timer.HANDSHAKE)],
        [EofReceived()],
    ],
)
def test_it_says_the_same_with_and_without_the_site(events):
    with_site, without = endpoint(SITE), endpoint(None)
    for event in events:
        assert with_site.handle(event) == without.handle(event)
    assert with_site.phase is without.phase
