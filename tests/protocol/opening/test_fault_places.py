from __future__ import annotations

import pytest

from wsinspector.protocol.opening.fault_places import START_LINE, place_of
from wsinspector.texts import TEMPLATES


@pytest.mark.parametrize(
    "rule, place",
    [
        ("req-method-not-get", START_LINE),
        ("req-http-version-low", START_LINE),
        ("req-key-not-16-bytes", "sec-websocket-key"),
        ("req-extensions-malformed", "sec-websocket-extensions"),
        ("req-extension-unregistered", "sec-websocket-extensions"),
        ("pmd-param-unknown", "sec-websocket-extensions"),
        ("resp-accept-wrong", "sec-websocket-accept"),
        ("resp-accepted-invalid-request", None),
        ("resp-content-length-in-101", "content-length"),
        ("head-bare-lf", None),
        ("unheard-of", None),
    ],
)
def test_where_a_fault_is(rule, place):
    assert place_of(rule) == place


def test_every_place_belongs_to_a_rule_there_is():
    places = {place_of(key.removeprefix("fault.")) for key in TEMPLATES}
    assert {"host", "origin", "location", "transfer-encoding", START_LINE} < places
