"""Who can reach a listener."""

from __future__ import annotations

import ipaddress

import pytest

from wsinspector.engine.listener import Listening
from wsinspector.engine.reachability import (
    is_reachable,
    outward,
    own_addresses,
    reachable_urls,
)
from wsinspector.protocol.opening.listening_hosts import EVERY_ADDRESS

OWN = ("192.168.1.5", "10.0.0.2", "2001:db8::7")


def listening(*hosts, secure=False):
    addresses = tuple((host, 8765) for host in hosts)
    return Listening(hosts[0], 8765, "/chat", addresses, None, secure)


def test_on_loopback_nobody_else_is_there():
    alone = listening("127.0.0.1", "::1", "127.0.0.2")
    assert not is_reachable(alone)
    assert reachable_urls(alone, OWN) == ()


def test_every_address_is_listed_by_its_own_kind():
    assert is_reachable(listening("0.0.0.0"))
    assert reachable_urls(listening("0.0.0.0"), OWN) == (
        "ws://192.168.1.5:8765/chat",
        "ws://10.0.0.2:8765/chat",
    )
    assert reachable_urls(listening("::", secure=True), OWN) == ("wss://[2001:db8::7]:8765/chat",)
    assert len(reachable_urls(listening("0.0.0.0", "::"), OWN)) == 3


def test_a_certain_address_is_itself():
    assert reachable_urls(listening("192.168.1.5"), OWN) == ("ws://192.168.1.5:8765/chat",)
    assert is_reachable(listening("fe80::1%2"))


@pytest.mark.parametrize("host", [EVERY_ADDRESS, "0.0.0.0", "::"])
def test_on_this_machine_it_is_called_localhost(host):
    here = Listening(host, 80, "", (("0.0.0.0", 80),), None)
    assert here.url == "ws://localhost:80/"


def test_what_means_this_machine_elsewhere():
    found = ("127.0.1.1", "::1", "fe80::1", "fe80::1%eth0", "169.254.1.1", "0.0.0.0", "nonsense")
    assert outward((*found, "2001:db8::7", "192.168.1.5", "192.168.1.5")) == (
        "192.168.1.5",
        "2001:db8::7",
    )


async def test_the_addresses_of_this_machine():
    for address in await own_addresses():
        assert not ipaddress.ip_address(address).is_loopback
