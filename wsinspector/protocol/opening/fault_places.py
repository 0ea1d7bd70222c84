"""Which line of a head a fault is about."""

from __future__ import annotations

from typing import Final

START_LINE: Final = ""
"""Stands for the request or status line, which has no name."""

_PLACES: Final = {
    "head-start-line-malformed": START_LINE,
    "req-method-not-get": START_LINE,
    "req-http-version": START_LINE,
    "req-target-invalid": START_LINE,
    "req-host": "host",
    "req-upgrade": "upgrade",
    "req-connection": "connection",
    "req-key": "sec-websocket-key",
    "req-version": "sec-websocket-version",
    "req-origin": "origin",
    "req-protocol": "sec-websocket-protocol",
    "req-extension": "sec-websocket-extensions",
    "req-path": START_LINE,
    "pmd-": "sec-websocket-extensions",
    "resp-not-http": START_LINE,
    "resp-status": START_LINE,
    "resp-http-version": START_LINE,
    "resp-redirect": "location",
    "resp-upgrade": "upgrade",
    "resp-connection": "connection",
    "resp-accept-": "sec-websocket-accept",
    "resp-protocol": "sec-websocket-protocol",
    "resp-extension": "sec-websocket-extensions",
    "resp-content-length": "content-length",
    "resp-transfer-encoding": "transfer-encoding",
}


def place_of(rule: str) -> str | None:
    """The name, in lower case, of the field that breaks a rule; None where no one line does.

    Args:
        rule: id of the rule; :data:`START_LINE` is answered for one about the first line.
    """
    return next((place for start, place in _PLACES.items() if rule.startswith(start)), None)
