"""Who can reach a listener: this machine alone, or others too, and at which addresses."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Final

from wsinspector.engine.name_lookup import look_up
from wsinspector.protocol.opening.listening_hosts import is_loopback

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wsinspector.engine.listener import Listening

_LOOKUP_S: Final = 2.0
_DISCARD: Final = 9
# Addresses of documentation and of the private ranges: a machine's way to each of them begins at
# one of its own addresses.
_FAR_AWAY: Final = (
    (socket.AF_INET, "192.0.2.1"),
    (socket.AF_INET, "10.0.0.1"),
    (socket.AF_INET, "172.16.0.1"),
    (socket.AF_INET, "192.168.0.1"),
    (socket.AF_INET, "100.64.0.1"),
    (socket.AF_INET6, "2001:db8::1"),
    (socket.AF_INET6, "fd00::1"),
)


def is_reachable(listening: Listening) -> bool:
    """Whether other machines may reach a listener."""
    return any(not is_loopback(host) for host, _ in listening.addresses)


def reachable_urls(listening: Listening, own: Iterable[str]) -> tuple[str, ...]:
    """The addresses by which other machines reach a listener; none if they cannot.

    Args:
        listening: where it listens.
        own: the addresses of this machine.
    """
    own = tuple(own)
    hosts: list[str] = []
    for host, _ in listening.addresses:
        literal = ipaddress.ip_address(host.partition("%")[0])
        if literal.is_unspecified:
            hosts += [one for one in own if ipaddress.ip_address(one).version == literal.version]
        elif not literal.is_loopback:
            hosts.append(host)
    return tuple(dict.fromkeys(map(listening.url_for, hosts)))


async def own_addresses() -> tuple[str, ...]:
    """The addresses of this machine at which others reach it; nothing is sent to find them.

    What goes by the machine's own name is asked for too, with little patience.
    """
    found = [address for family, far in _FAR_AWAY if (address := _way_to(family, far))]
    try:
        named = await look_up(socket.gethostname(), 0, _LOOKUP_S)
    except (TimeoutError, OSError):
        named = []
    return outward((*found, *(str(address[0]) for _, address in named)))


def outward(addresses: Iterable[str]) -> tuple[str, ...]:
    """Those of some addresses that mean this machine on others too, IPv4 first, each once."""
    kept = {}
    for address in addresses:
        try:
            literal = ipaddress.ip_address(address)
        except ValueError:  # with a zone, which means something on this machine alone
            continue
        if not (literal.is_loopback or literal.is_link_local or literal.is_unspecified):
            kept[str(literal)] = literal.version
    return tuple(sorted(kept, key=kept.__getitem__))


def _way_to(family: socket.AddressFamily, far: str) -> str:
    """The address of this machine from which packets to another would go; empty without a way."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as sock:
            sock.connect((far, _DISCARD))  # UDP: this sends nothing
            return str(sock.getsockname()[0])
    except OSError:
        return ""
