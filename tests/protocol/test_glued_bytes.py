"""Bytes behind an answer are recorded as what they are."""

from __future__ import annotations

from tests.support.playbook import facts, frames, written
from wsinspector.protocol.glued_bytes import record_glued
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role


def test_whole_frames_are_frames_and_the_rest_is_bytes():
    outbox = Outbox(Role.SERVER, bytes)
    outbox.write((b"head",))
    data = bytes.fromhex("81 02 68 69 89 00 82 05 01")
    record_glued(data, outbox)
    said = outbox.collect()
    assert [(opcode, start, payload) for _, opcode, start, _, payload in frames(said)] == [
        (1, 4, b"hi"),
        (9, 8, b""),
    ]
    [left] = facts(said)
    assert (left.sent, left.start, left.data) == (True, 10, bytes.fromhex("82 05 01"))
    assert written(said) == b"head" + data


def test_nothing_is_nothing():
    outbox = Outbox(Role.SERVER, bytes)
    record_glued(b"", outbox)
    assert outbox.collect() == []
