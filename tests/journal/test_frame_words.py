"""What a frame says, and what its sender must not do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.journal.entries import EndKind
from wsinspector.journal.frame_words import broken_rules, frame_label, frame_words, in_hex, quoted
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.texts import render

KEY = b"\x37\xfa\x21\x3d"


def recorded(opcode, payload, *, client=True, mask=True, inflated=None, **more):
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT if client else EndKind.SERVER, 0)
    header, _ = encode_frame(opcode, payload, mask=KEY if mask else None, **more)
    frame = (True, opcode, 0, header, payload)
    (entry_id,) = journal.append_frames(end, 0, [frame], inflated and {0: inflated})
    return journal, journal.entry(entry_id)


def label(*args, **more) -> str:
    return render(frame_label(*recorded(*args, **more)))


def words(*args, **more) -> list[str]:
    return [render(one) for one in frame_words(*recorded(*args, **more))]


def broken(*args, **more) -> list[str]:
    return [render(one) for one in broken_rules(*recorded(*args, **more))]


@pytest.mark.parametrize(
    "opcode, payload, more, expected",
    [
        (1, b"hi", {}, "Text"),
        (2, b"hi", {}, "Binary"),
        (1, b"hi", {"fin": False}, "Text, begins"),
        (0, b"hi", {"fin": False}, "Continuation"),
        (0, b"hi", {}, "Continuation, ends"),
        (8, b"\x03\xe8bye", {}, "Close 1000"),
        (8, b"", {}, "Close"),
        (8, b"\x03", {}, "Close"),
        (9, b"", {}, "Ping"),
        (10, b"", {}, "Pong"),
        (3, b"", {}, "Opcode 3"),
        (15, b"", {}, "Opcode 15"),
    ],
)
def test_the_label_names_the_frame(opcode, payload, more, expected):
    assert label(opcode, payload, **more) == expected


@pytest.mark.parametrize(
    "opcode, payload, expected",
    [
        (1, "你好, server".encode(), ["“你好, server”"]),
        (1, b"x" * 130, ["“" + "x" * 120 + "”… and 10 more bytes"]),
        (1, b"a\x00\xe2\x80\xaeb", ["“a⟨NUL⟩⟨U+202E⟩b”"]),
        (1, b"caf\xff", ["“caf\\xff”"]),
        (1, b"", ["empty"]),
        (2, b"\x00\x01\xfe", ["00 01 fe"]),
        (2, b"\xff" * 20, [" ".join(["ff"] * 16) + " … and 4 more bytes"]),
        (2, b"readable", ["“readable”"]),
        (0, "…rest of a text".encode()[1:], ["“\\x80\\xa6rest of a text”"]),
        (9, b"\x00\x00\x00\x07", ["00 00 00 07"]),
        (9, b"42", ["“42”"]),
        (8, b"", ["no status code"]),
        (8, b"\x03\xe8", ["Normal Closure"]),
        (8, b"\x03\xe8" + "再见".encode(), ["Normal Closure", "“再见”"]),
        (8, b"\x0f\xa0x", ["Private use", "“x”"]),
    ],
)
def test_the_words_tell_what_is_in_it(opcode, payload, expected):
    assert words(opcode, payload) == expected


def test_a_compressed_message_shows_what_it_was():
    assert words(1, b"\x01\x02", rsv=4, inflated=b"hello") == ["“hello”", "deflate 5 → 2 B"]
    assert words(1, b"\x01\x02", rsv=4)[1:] == ["reserved bits 100 are set"]


def test_a_payload_that_was_not_kept_is_told_by_its_length():
    journal = Journal(max_bytes=0)
    end = journal.open_end(EndKind.SERVER, 0)
    frames = [(True, 8, 0, b"\x88\x02", b"\x03\xe8")]
    journal.append_frames(end, 0, frames)
    (entry_id,) = journal.append_frames(end, 0, frames)
    entry = journal.entry(entry_id)
    assert render(frame_label(journal, entry)) == "Close"
    assert [render(one) for one in frame_words(journal, entry)] == ["2 bytes, not kept"]


@pytest.mark.parametrize(
    "frame",
    [
        {"opcode": 1, "payload": b"hi"},
        {"opcode": 8, "payload": b"\x03\xe8"},
        {"opcode": 8, "payload": b""},
        {"opcode": 8, "payload": b"\x13\x87private"},
        {"opcode": 1, "payload": b"hi", "client": False, "mask": False},
        {"opcode": 9, "payload": b"x" * 125},
        {"opcode": 0, "payload": b"", "fin": False},
    ],
)
def test_a_legal_frame_breaks_nothing(frame):
    assert broken(**frame) == []


@pytest.mark.parametrize(
    "frame, start",
    [
        ({"opcode": 1, "payload": b"", "mask": False}, "a client must mask"),
        ({"opcode": 1, "payload": b"", "client": False}, "a server must not mask"),
        ({"opcode": 1, "payload": b"", "rsv": 2}, "reserved bits 010"),
        ({"opcode": 11, "payload": b""}, "opcode 11 is reserved"),
        ({"opcode": 9, "payload": b"", "fin": False}, "a control frame must not be fragmented"),
        ({"opcode": 9, "payload": b"x" * 126}, "a control frame has room for 125"),
        ({"opcode": 1, "payload": b"", "length_encoding": 16}, "the length is not written"),
        ({"opcode": 8, "payload": b"\x03"}, "a body of one byte"),
        ({"opcode": 8, "payload": b"\x03\xed"}, "1005 is for an API"),
        ({"opcode": 8, "payload": b"\x03\xec"}, "1004 is reserved"),
        ({"opcode": 8, "payload": b"\x00\xc8"}, "200 is below 1000"),
        ({"opcode": 8, "payload": b"\x03\xe8\xff"}, "The reason is not UTF-8"),
    ],
)
def test_an_illegal_frame_says_why(frame, start):
    assert broken(**frame)[0].startswith(start)
    assert broken(**frame)[0] in words(**frame)


def test_an_illegal_code_comes_with_a_guess():
    assert "HTTP status" in broken(8, b"\x01\x94")[-1]
    assert "little-endian" in broken(8, b"\xe8\x03")[-1]


@given(st.integers(0, 15), st.binary(max_size=140), st.binary(max_size=14), st.booleans())
def test_whatever_was_recorded_can_be_told(opcode, payload, header, sent):
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    (entry_id,) = journal.append_frames(end, 0, [(sent, opcode, 0, header, payload)])
    entry = journal.entry(entry_id)
    said = [frame_label(journal, entry), *frame_words(journal, entry)]
    assert all("\n" not in render(one) for one in said)


def test_beginnings_say_what_is_left_out():
    assert render(quoted(b"x" * 121)) == "“" + "x" * 120 + "”… and 1 more bytes"
    assert render(in_hex(b"\x01" * 17)).endswith("01 … and 1 more bytes")


def agreed(opcode, payload, **more) -> list[str]:
    """What is said of a frame of an end that has agreed on permessage-deflate."""
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    answer = Fact(Kind.RESPONSE, False, 0, b"HTTP/1.1 101\r\n\r\n", {"deflate": "x"})
    journal.append(end, 0, answer)
    header, _ = encode_frame(opcode, payload, mask=KEY, **more)
    (entry,) = journal.append_frames(end, 0, [(True, opcode, 0, header, payload)])
    return [render(one) for one in frame_words(journal, journal.entry(entry))]


def test_what_cannot_be_decompressed_is_shown_as_bytes():
    assert agreed(1, b"abc", rsv=4) == ["61 62 63", "compressed, not decompressed"]
    assert agreed(1, b"abc") == ["“abc”"]


def test_reserved_bits_that_compression_does_not_explain():
    assert agreed(1, b"abc", rsv=6)[-1] == "reserved bits 010 are set"
    for opcode in (0, 9, 8):
        assert "reserved bits 100 are set" in agreed(opcode, b"\x03\xe8", rsv=4)
