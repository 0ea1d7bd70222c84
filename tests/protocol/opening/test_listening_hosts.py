"""What the host of a listener means."""

from __future__ import annotations

import pytest

from wsinspector.protocol.opening.listening_hosts import is_loopback


@pytest.mark.parametrize(
    "host, expected",
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("app.localhost", True),
        ("127.0.0.2", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("*", False),
        ("192.168.1.5", False),
        ("fe80::1%eth0", False),
        ("example.com", False),
        ("notlocalhost", False),
        ("", False),
    ],
)
def test_what_can_only_mean_this_machine(host, expected):
    assert is_loopback(host) is expected
