"""Every wish to send something is carried out as asked."""

from __future__ import annotations

import pytest

from tests.support.playbook import open_endpoint, written
from wsinspector.protocol.exchange import SendBytes, SendClose, SendControl, SendMessage


@pytest.mark.parametrize(
    "wish, wire",
    [
        (SendMessage(b"a", is_text=True), "81 01 61"),
        (SendMessage(b"a", is_text=False), "82 01 61"),
        (SendControl(9, b"a"), "89 01 61"),
        (SendClose(4000, b"a"), "88 03 0f a0 61"),
        (SendBytes.split(b"any"), "61 6e 79"),
    ],
)
def test_each_wish_to_send(wish, wire):
    assert written(open_endpoint("server").handle(wish)).hex(" ") == wire
