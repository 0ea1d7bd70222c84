"""One write per event, frames in a row in one record, timers counted."""

from __future__ import annotations

import pytest

from tests.support.playbook import KEY, spoken
from wsinspector.protocol.commands import HalfClose, RecordFrames, Write
from wsinspector.protocol.deflate.deflater import Deflater
from wsinspector.protocol.exchange import Timer
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role


def new(role: Role = Role.SERVER) -> Outbox:
    keys = iter([KEY, b"abcd", b"efgh"])
    return Outbox(role, lambda n: next(keys)[:n])


@pytest.mark.parametrize("role", list(Role))
def test_a_client_masks_each_frame_with_a_fresh_key_and_a_server_none(role):
    outbox = new(role)
    outbox.write_frame(1, b"a")
    outbox.write_frame(2, b"b")
    record, _ = outbox.collect()
    keys = [FrameHeader.parse(frame[3]).masking_key for frame in record.frames]
    assert keys == ([KEY, b"abcd"] if role is Role.CLIENT else [None, None])
    assert [frame[4] for frame in record.frames] == [b"a", b"b"]


def test_all_of_one_event_is_one_write_after_its_records():
    outbox = new()
    outbox.write_frame(1, b"a")
    outbox.record(Kind.STATE, {"phase": "x"})
    outbox.write_frame(2, b"b")
    outbox.write((b"cd", b"e"))
    assert spoken(outbox.collect()) == [
        "frame -> 1 61",
        "state x",
        "frame -> 2 62",
        "write 81 01 61 82 01 62 63 64 65",
    ]
    assert outbox.bytes_sent == 9
    assert outbox.collect() == []


def test_frames_in_a_row_are_one_record_and_those_of_the_next_event_another():
    outbox = new()
    outbox.frame((False, 1, 0, b"", b""))
    outbox.frames([(False, 2, 0, b"", b""), (False, 1, 0, b"", b"")])
    outbox.frames([])
    (first,) = outbox.collect()
    outbox.frames([])
    outbox.frame((False, 9, 0, b"", b""))
    (second,) = outbox.collect()
    assert isinstance(first, RecordFrames)
    assert [frame[1] for frame in first.frames] == [1, 2, 1]
    assert [frame[1] for frame in second.frames] == [9]


def test_what_was_written_goes_out_before_the_end():
    outbox = new()
    outbox.write((b"a",))
    outbox.end(HalfClose())
    assert outbox.collect() == [Write(b"a"), HalfClose()]


def test_only_running_timers_are_cancelled():
    outbox = new()
    outbox.start_timer(Timer.TCP_END, 5)
    outbox.start_timer(Timer.HANDSHAKE, 6)
    outbox.cancel_timer(Timer.CLOSE_REPLY)
    outbox.cancel_timers(but=Timer.TCP_END)
    outbox.cancel_timers()
    outbox.cancel_timers()
    assert spoken(outbox.collect()) == [
        "start tcp-end 5",
        "start handshake 6",
        "cancel handshake",
        "cancel tcp-end",
    ]
    assert outbox.running == set()


def test_a_message_is_compressed_where_that_is_agreed():
    outbox = Outbox(Role.SERVER, bytes)
    outbox.write_message(1, b"Hello")
    outbox.deflater = Deflater(15, takeover=True)
    outbox.write_frame(9, b"?")
    outbox.write_message(1, b"Hello")
    record, write = outbox.collect()
    assert isinstance(record, RecordFrames)
    assert [frame[3][0] for frame in record.frames] == [0x81, 0x89, 0xC1]
    assert record.inflated == {2: b"Hello"}
    assert isinstance(write, Write)
    assert len(write.data) == outbox.bytes_sent == 7 + 3 + 9
    outbox.write_message(2, b"")
    (again, _) = outbox.collect()
    assert isinstance(again, RecordFrames)
    assert again.inflated == {0: b""}
    assert record.inflated == {2: b"Hello"}
