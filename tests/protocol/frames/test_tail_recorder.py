"""What comes after the end is kept, frames as frames, within a bound."""

from __future__ import annotations

from tests.support.playbook import KEY, from_peer, spoken
from wsinspector.protocol.frames.frame_decoder import FrameDecoder
from wsinspector.protocol.frames.tail_recorder import KEPT_BYTES, TailRecorder
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role


def recorder(start: int = 0, limit: int = 100):
    outbox = Outbox(Role.CLIENT, lambda n: KEY[:n])
    return TailRecorder(FrameDecoder(start), outbox, "after-close", limit), outbox


def test_frames_are_followed_in_any_chunking():
    tail, outbox = recorder()
    for octet in from_peer("server", 1, b"ab") + from_peer("client", 11):
        tail.take(bytes((octet,)))
    assert spoken(outbox.collect()) == ["frame <- 1 61 62", "frame <- 11"]
    tail.finish("eof")
    assert outbox.collect() == []


def test_a_frame_over_the_limit_is_not_waited_for_and_the_next_one_is_found():
    tail, outbox = recorder(start=7, limit=2)
    wire = from_peer("client", 2, b"abc") + from_peer("client", 9)
    tail.take(wire[:3])
    tail.take(wire[3:])
    first, second, third = outbox.collect()
    assert spoken([first, second, third]) == [
        "partial <- over-limit 82 03 61",
        "bytes <- after-close 62 63",
        "frame <- 9",
    ]
    assert (first.fact.start, second.fact.start) == (7, 10)
    assert first.fact.details["declared"] == 3
    assert third.frames[0][2] == 12


def test_a_frame_that_stays_partial_is_recorded_as_on_the_wire():
    tail, outbox = recorder()
    tail.take(from_peer("server", 1, b"abc")[:-1])
    tail.finish("reset")
    raw = from_peer("server", 1, b"abc")[:-1].hex(" ")
    assert spoken(outbox.collect()) == [f"partial <- reset {raw}"]


def test_finishing_takes_what_is_left_of_the_chunk_first():
    outbox = Outbox(Role.CLIENT, lambda n: KEY[:n])
    decoder = FrameDecoder()
    decoder.feed(from_peer("client", 9) + b"\x81")
    tail = TailRecorder(decoder, outbox, "after-close", 100)
    tail.finish("reset")
    tail.drain()
    assert spoken(outbox.collect()) == ["frame <- 9", "partial <- reset 81"]


def test_bytes_are_kept_up_to_a_bound_and_counted_beyond_it():
    outbox = Outbox(Role.CLIENT, lambda n: KEY[:n])
    tail = TailRecorder.of_bytes(5, outbox, "http-body")
    tail.take(bytes(KEPT_BYTES - 10))
    assert not tail.is_full
    tail.take(bytes(30))
    assert tail.is_full
    tail.take(bytes(3))
    facts = [command.fact for command in outbox.collect()]
    assert [(len(fact.data), fact.start) for fact in facts] == [
        (KEPT_BYTES - 10, 5),
        (10, 5 + KEPT_BYTES - 10),
    ]
    tail.finish("eof")
    tail.finish("lost")
    (note,) = outbox.collect()
    assert note.fact.details["dropped"] == 23


def test_it_takes_over_in_the_middle_of_a_chunk():
    outbox = Outbox(Role.CLIENT, lambda n: KEY[:n])
    decoder = FrameDecoder()
    decoder.feed(from_peer("client", 8) + from_peer("client", 9, b"a"))
    decoder.advance()
    decoder.advance()
    TailRecorder(decoder, outbox, "after-close", 100).drain()
    assert spoken(outbox.collect()) == ["frame <- 9 61"]
