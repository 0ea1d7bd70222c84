"""What is sent by hand is recorded as the peer will read it, every byte in one entry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.playbook import KEY, from_peer, spoken
from wsinspector.protocol.commands import Record, RecordFrames
from wsinspector.protocol.frames.frame_decoder import FrameDecoder
from wsinspector.protocol.frames.sent_stream import FRAMES_MAX, SentStream
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role

CLOSE = bytes.fromhex("88 02 03 e8")


def stream(start: int = 0, limit: int = 100):
    outbox = Outbox(Role.SERVER, bytes)
    return SentStream(start, outbox, limit), outbox


def ranges(commands) -> list[tuple[int, int]]:
    """Start and stop of every recorded stretch of the stream."""
    found = []
    for command in commands:
        if isinstance(command, RecordFrames):
            found += [(f[2], f[2] + len(f[3]) + len(f[4])) for f in command.frames]
        elif isinstance(command, Record) and command.fact.sent:
            fact = command.fact
            found.append((fact.start, fact.start + len(fact.data)))
    return found


def test_glued_frames_are_frames_and_their_closes_are_told():
    sent, outbox = stream(7)
    wire = from_peer("client", 1, b"ab") + CLOSE + from_peer("server", 9)
    assert sent.take(wire) == [bytes.fromhex("03 e8")]
    commands = outbox.collect()
    assert spoken(commands) == ["frame -> 1 61 62", "frame -> 8 03 e8", "frame -> 9"]
    assert ranges(commands) == [(7, 11), (11, 15), (15, 21)]
    assert sent.between_frames


def test_a_frame_in_pieces_is_one_entry_when_it_is_whole():
    sent, outbox = stream()
    wire = from_peer("server", 1, b"abc")
    for octet in wire[:-1]:
        assert sent.take(bytes((octet,)), is_last=False) == []
    assert outbox.collect() == []
    assert not sent.between_frames
    sent.take(wire[-1:])
    commands = outbox.collect()
    assert spoken(commands) == ["frame -> 1 61 62 63"]
    assert commands[0].frames[0][3] == wire[:6]
    assert sent.between_frames


def test_a_frame_that_is_not_whole_is_recorded_as_it_goes_out():
    sent, outbox = stream(5)
    sent.take(from_peer("client", 1, b"ab", declared_length=6))
    sent.take(b"cd", meant=9)
    assert not sent.between_frames
    sent.take(b"ef\x89\x00")
    commands = outbox.collect()
    assert spoken(commands) == [
        "partial -> unfinished 81 06 61 62",
        "note sent-bytes.unfinished",
        "bytes -> inside-frame 63 64",
        "bytes -> rest-of-frame 65 66",
        "frame -> 9",
    ]
    assert ranges(commands) == [(5, 9), (9, 11), (11, 13), (13, 15)]
    assert commands[0].fact.details["declared"] == 6
    assert commands[1].fact.details["text"][1] == {"missing": 4}
    assert commands[2].fact.details["meant"] == 9
    assert sent.between_frames


def test_a_close_that_is_completed_later_is_a_close():
    sent, outbox = stream()
    assert sent.take(CLOSE[:1]) == []
    assert spoken(outbox.collect()) == [
        "partial -> unfinished 88",
        "note sent-bytes.header-unfinished",
    ]
    assert sent.take(CLOSE[1:]) == [bytes.fromhex("03 e8")]
    assert spoken(outbox.collect()) == ["bytes -> rest-of-frame 02 03 e8"]


def test_a_frame_over_the_limit_is_not_waited_for():
    sent, outbox = stream(limit=3)
    sent.take(from_peer("client", 2, b"ab", declared_length=4) + b"c")
    sent.take(b"d" + CLOSE)
    commands = outbox.collect()
    assert spoken(commands) == [
        "partial -> over-limit 82 04 61 62 63",
        "note sent-bytes.long",
        "bytes -> inside-frame 64",
        "frame -> 8 03 e8",
    ]
    assert ranges(commands) == [(0, 5), (5, 6), (6, 10)]


def test_a_whole_frame_over_the_limit_ends_where_it_ends():
    sent, outbox = stream(limit=2)
    assert sent.take(from_peer("client", 2, b"abc") + CLOSE) == [bytes.fromhex("03 e8")]
    assert spoken(outbox.collect())[0] == "partial -> over-limit 82 03 61 62 63"


def test_a_length_with_its_top_bit_set_is_never_over():
    sent, outbox = stream()
    sent.take(from_peer("client", 2, declared_length=2**63) + b"xyz")
    sent.take(bytes(1000), meant=1)
    assert spoken(outbox.collect()) == [
        "partial -> over-limit 82 7f 80 00 00 00 00 00 00 00 78 79 7a",
        "note sent-bytes.long",
        "bytes -> inside-frame 1000 bytes",
    ]
    assert not sent.between_frames


def test_a_flood_of_frames_is_not_taken_apart():
    sent, outbox = stream()
    sent.take(bytes(2 * (FRAMES_MAX + 5)))
    frames, note, rest = outbox.collect()
    assert len(frames.frames) == FRAMES_MAX
    assert spoken([note]) == ["note sent-bytes.many"]
    assert (rest.fact.start, len(rest.fact.data)) == (2 * FRAMES_MAX, 10)
    sent.take(CLOSE)
    assert spoken(outbox.collect()) == ["bytes -> inside-frame 88 02 03 e8"]


def test_what_is_held_back_is_recorded_when_no_more_can_come():
    sent, outbox = stream()
    sent.take(CLOSE[:3], is_last=False)
    sent.finish("cut-off")
    sent.finish("cut-off")
    assert spoken(outbox.collect()) == ["partial -> cut-off 88 02 03"]


@given(
    data=st.one_of(
        st.binary(max_size=80),
        st.lists(
            st.sampled_from(
                [CLOSE, b"\x81\x03abc", b"\x82\x7e\x00\x02xy", b"\x01\x80abcd", b"\x82\x20?"]
            ),
            max_size=12,
        ).map(b"".join),
    ),
    cuts=st.lists(st.tuples(st.integers(0, 80), st.booleans()), max_size=6),
)
def test_every_byte_is_in_one_entry_whatever_is_sent_in_whatever_pieces(data, cuts):
    sent, outbox = stream(start=3, limit=16)
    at = 0
    for cut, is_last in sorted(cuts):
        if cut > at:
            sent.take(data[at:cut], is_last=is_last)
            at = min(cut, len(data))
    sent.take(data[at:])
    sent.finish("cut-off")
    reached = 3
    for start, stop in ranges(outbox.collect()):
        assert start == reached
        reached = stop
    assert reached == 3 + len(data)
    decoder = FrameDecoder()
    decoder.feed(data)
    while decoder.advance() is not None:
        pass
    assert sent.between_frames == decoder.between_frames


def test_frames_keep_their_masking_key():
    sent, outbox = stream()
    sent.take(from_peer("server", 1, b"a"))
    assert outbox.collect()[0].frames[0][3].endswith(KEY)
