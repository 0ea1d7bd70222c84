"""Every bit of a frame belongs to a field, and every field says where it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.models.frame_field import FrameField
from wsinspector.models.frame_fields import fields_of
from wsinspector.models.raw_entry import RawEntry
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.frames.frames import encode_frame

KEY = b"\x37\xfa\x21\x3d"
REQUEST = b"GET /chat HTTP/1.1\r\nHost: 127.0.0.1:8765\r\nno colon here\r\nX-Fold: a\r\n b\r\n\r\n"


def fields(opcode, payload, mask=None, inflated=None, **more) -> dict[str, FrameField]:
    journal = Journal()
    end = journal.open_end(EndKind.SERVER if mask is None else EndKind.CLIENT, 0)
    header, _ = encode_frame(opcode, payload, mask=mask, **more)
    inflations = None if inflated is None else {0: inflated}
    (entry,) = journal.append_frames(end, 0, [(True, opcode, 0, header, payload)], inflations)
    return {field.name: field for field in fields_of(journal, RawEntry(journal, entry))}


def fact_fields(kind, data=b"", sent=None, **details) -> list[FrameField]:
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    entry = journal.append(end, 0, Fact(kind, sent, 0, data, details))
    return fields_of(journal, RawEntry(journal, entry))


def test_a_close_with_a_chinese_reason():
    reason = "孩子,地球太危险了,快回火星去吧!".encode()
    found = fields(8, b"\x03\xe8" + reason)
    assert list(found) == [
        "FIN", "RSV1–3", "Opcode", "Mask", "Payload length", "Status code", "Reason",
    ]  # fmt: skip
    assert (found["FIN"].value, found["FIN"].bits, found["FIN"].first_bit) == ("1", "1", 0)
    assert (found["RSV1–3"].value, found["RSV1–3"].bits) == ("000", "000")
    assert (found["Opcode"].value, found["Opcode"].bits) == ("8 Close", "1000")
    assert (found["Mask"].value, found["Mask"].note) == ("0", "not masked")
    assert (found["Payload length"].value, found["Payload length"].note) == ("47", "7-bit")
    assert found["Payload length"].bits == "0101111"
    code = found["Status code"]
    assert (code.value, code.bits) == ("1000 Normal Closure", "00000011 11101000")
    assert (code.byte_range, code.section) == ((2, 4), "RFC 6455 §7.4")
    assert found["Reason"].value == "45 B, 17 characters"
    assert found["Reason"].note == "“孩子,地球太危险了,快回火星去吧!”"
    assert found["Reason"].byte_range == (4, 49)


@pytest.mark.parametrize(
    "length, encoding, first, note, bits, place",
    [
        (5, 16, "126", "16-bit, not minimal", "00000000 00000101", "bytes 2–3"),
        (300, None, "126", "16-bit", "00000001 00101100", "bytes 2–3"),
        (300, 64, "127", "64-bit, not minimal", "", "bytes 2–9"),
    ],
)
def test_a_length_in_further_bytes(length, encoding, first, note, bits, place):
    found = fields(2, bytes(length), length_encoding=encoding)
    short, extended = found["Payload length"], found["Extended length"]
    assert (short.value, short.place) == (first, "bits 9–15")
    assert short.note == f"it is in the next {note.partition('-')[0]} bits"
    assert (extended.value, extended.note, extended.bits) == (str(length), note, bits)
    assert extended.place == place


def test_a_short_length_is_in_seven_bits():
    found = fields(2, bytes(5))
    assert (found["Payload length"].value, found["Payload length"].note) == ("5", "7-bit")
    assert "Extended length" not in found


def test_a_masking_key_stands_before_the_payload():
    found = fields(1, b"hi", KEY)
    assert (found["Masking key"].value, found["Masking key"].byte_range) == ("37 fa 21 3d", (2, 6))
    assert found["Payload"].byte_range == (6, 8)
    assert found["Mask"].bits == "1"


def test_a_compressed_frame_says_both_lengths():
    found = fields(1, b"\x01\x02", rsv=4, inflated=bytes(99))
    assert (found["RSV1–3"].value, found["RSV1–3"].note) == ("100", "compressed (RFC 7692)")
    assert (found["Payload"].value, found["Payload"].note) == (
        "2 B",
        "99 B decompressed, 49.5 times as long",
    )


def test_a_very_long_reason_is_cut():
    reason = fields(8, b"\x03\xe8" + b"x" * 60_000)["Reason"]
    assert reason.note == "“" + "x" * 500 + "”…"
    assert reason.value == "60000 B, 60000 characters"


@pytest.mark.parametrize("body, last", [(b"", "Payload length"), (b"\x03", "Payload")])
def test_a_close_without_a_code(body, last):
    assert list(fields(8, body))[-1] == last


def test_a_reason_that_is_no_utf8():
    reason = fields(8, b"\x03\xe8a\xff")["Reason"]
    assert (reason.value, reason.note) == ("2 B, not UTF-8", "“a\\xff”")


@given(
    st.integers(0, 15),
    st.binary(max_size=200),
    st.sampled_from([None, KEY]),
    st.sampled_from([None, 16, 64]),
    st.integers(0, 7),
)
def test_no_bit_is_left_out_and_none_counted_twice(opcode, payload, mask, encoding, rsv):
    found = [
        field
        for field in fields(opcode, payload, mask, length_encoding=encoding, rsv=rsv).values()
        if field.severity is None
    ]
    at = 0
    for field in found:
        assert field.first_bit == at
        at += field.bit_count
        assert (
            field.bits.replace(" ", "") == "" or len(field.bits.replace(" ", "")) == field.bit_count
        )
    header, _ = encode_frame(opcode, payload, mask=mask, length_encoding=encoding, rsv=rsv)
    assert at == 8 * (len(header) + len(payload))


def test_a_head_is_shown_line_by_line():
    found = fact_fields(Kind.REQUEST, REQUEST, sent=False, resource="/chat")
    named = [(field.name, field.value, REQUEST[slice(*field.byte_range)]) for field in found[:4]]
    assert named == [
        ("Request line", "GET /chat HTTP/1.1", b"GET /chat HTTP/1.1"),
        ("Host", "127.0.0.1:8765", b"Host: 127.0.0.1:8765"),
        ("(no colon)", "no colon here", b"no colon here"),
        ("X-Fold", "a b", b"X-Fold: a\r\n b"),
    ]
    assert found[4] == FrameField("Resource", "/chat")


def test_equal_lines_of_a_head_have_their_own_places():
    data = b"HTTP/1.1 101 X\r\nA: 1\r\nA: 1\r\nA: 1\r\n\r\n"
    found = fact_fields(Kind.RESPONSE, data, sent=True)
    assert [field.byte_range for field in found] == [(0, 14), (16, 20), (22, 26), (28, 32)]


@given(st.binary(max_size=120))
def test_any_head_can_be_shown(data):
    for field in fact_fields(Kind.REQUEST, data, sent=False):
        first, stop = field.byte_range
        assert 0 <= first <= stop <= len(data)


def test_faults_of_a_head_come_first_and_their_rule_last():
    fault = ["req-host-missing", "violation", ["fault.req-host-missing", {}]]
    found = fact_fields(Kind.REQUEST, b"GET / HTTP/1.1\r\n\r\n", sent=False, faults=[fault, "odd"])
    assert found[0] == FrameField(
        "", "The Host field is missing.", "req-host-missing", severity=Severity.VIOLATION
    )
    assert [field.name for field in found] == ["", "Request line"]


def test_other_facts_show_their_details():
    found = fact_fields(
        Kind.CONNECT,
        text=["journal.full", {"bytes": 7}],
        step="tcp",
        status=None,
        remote=["::1", 80],
        flag=True,
        deep={"a": [1, "x\x00"]},
    )
    assert [(field.name, field.value) for field in found[1:]] == [
        ("Step", "TCP connect"),
        ("To", "[::1]:80"),
        ("flag", "yes"),
        ("deep", "a 1, x⟨NUL⟩"),
    ]
    assert found[0].value.startswith("The recording holds 7 bytes")
    assert all(field.byte_range == (0, 0) for field in found)


def test_bytes_are_one_field():
    found = fact_fields(Kind.BYTES, b"\x81\x02hi", sent=False, why="closed")
    assert (found[0].value, found[0].byte_range) == ("4 B", (0, 4))


def test_a_payload_that_was_not_kept_has_no_place():
    journal = Journal(max_bytes=0)
    end = journal.open_end(EndKind.SERVER, 0)
    journal.append(end, 0, Fact(Kind.NOTE))
    (entry,) = journal.append_frames(end, 0, [(False, 1, 0, b"\x81\x82abcd", b"hi")])
    last = fields_of(journal, RawEntry(journal, entry))[-1]
    assert (last.name, last.value, last.byte_range) == ("Payload", "2 B", (0, 0))
    assert last.note == "not kept: the recording was full"
    request = journal.append(end, 0, Fact(Kind.BYTES, False, 0, b"xyz"))
    assert fields_of(journal, RawEntry(journal, request))[0].note == last.note


def test_a_header_that_is_none_has_no_fields():
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    (entry,) = journal.append_frames(end, 0, [(False, 1, 0, b"\x81", b"hi")])
    assert fields_of(journal, RawEntry(journal, entry)) == []
