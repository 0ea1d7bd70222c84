"""What the host of a listener means: this machine alone, or others too."""

from __future__ import annotations

import ipaddress
from typing import Final

EVERY_ADDRESS: Final = "*"
"""Stands for all addresses of this machine, by IPv4 and IPv6."""


def is_loopback(host: str) -> bool:
    """Whether a name or address can only mean this machine, seen from itself (RFC 6761 §6.3)."""
    name = host.strip().lower().removesuffix(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False
