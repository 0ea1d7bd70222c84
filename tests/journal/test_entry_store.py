"""Entries come back as they were recorded, over the borders of segments too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.journal.entries import EndKind
from wsinspector.journal.entry_store import EntryStore
from wsinspector.journal.journal import Journal
from wsinspector.journal.segment import ROWS, Segment
from wsinspector.protocol.facts import Fact, Kind


def server_journal(max_bytes: int = 2**31) -> tuple[Journal, int]:
    journal = Journal(max_bytes=max_bytes)
    return journal, journal.open_end(EndKind.SERVER, 0)


def test_an_empty_store_has_no_entries():
    store = EntryStore(0, 100)
    assert len(store) == 0
    for wrong in (-1, 0, 5, ROWS):
        with pytest.raises(IndexError):
            store.entry(wrong)


@given(
    st.lists(st.integers(1, 5000), min_size=1, max_size=4),
    st.lists(st.integers(0, 9500), min_size=1, max_size=5),
    st.booleans(),
)
def test_batches_of_any_size_come_back_frame_by_frame(batches, sizes, echo):
    journal, server = server_journal()
    recorded = []
    start = 0
    for number, count in enumerate(batches):
        frames = []
        for at in range(count):
            size = sizes[at % len(sizes)] if at % 512 == 0 else at % 7
            payload = bytes((at % 251,)) * size
            sent = echo and at % 2 == 1
            payload = frames[-1][4] if sent else payload
            frames.append((sent, 1 + at % 2, start, b"\x81" + bytes([at % 99]), payload))
            start += 2 + len(payload)
        ids = journal.append_frames(server, number * 1000, frames, {count - 1: b"inflated"})
        assert ids == range(len(recorded), len(recorded) + count)
        recorded += [(number, frame) for frame in frames]
        assert journal.inflated(len(recorded) - 1) == b"inflated"
    assert len(journal) == len(recorded)
    for entry_id, (number, (sent, opcode, start, header, payload)) in enumerate(recorded):
        if entry_id % 97 and entry_id % ROWS > 2 and len(payload) < 100:
            continue
        entry = journal.entry(entry_id)
        assert entry.id == entry_id
        assert entry.kind == opcode
        assert entry.sent is sent
        assert (entry.start, entry.size, entry.length) == (
            start,
            len(header) + len(payload),
            len(payload),
        )
        assert entry.time_ns == journal.time_of(entry_id) == number * 1000
        assert journal.header(entry_id) == header
        assert journal.payload(entry_id) == payload
        assert journal.end_of(entry_id) == entry.end == server


def test_full_segments_are_sealed():
    journal, server = server_journal()
    journal.append_frames(server, 0, [(False, 1, 0, b"\x81\x00", b"")] * (ROWS + 1))
    assert [segment.sealed for segment in journal.segments] == [True, False]
    again = Segment.from_bytes(journal.segments[0].to_bytes())
    assert len(again) == ROWS


@pytest.mark.parametrize(
    "details",
    [
        {},
        {"why": "孩子,地球太危险了"},
        {"text": ["id", {"a": 1, "b": "x"}], "code": None, "flag": True, "ms": 1.5},
        {"lone": "\ud800 surrogate"},
        {"long": "x" * 100_000},
        {"controls": "\x00\u202e\r\n"},
    ],
)
@pytest.mark.parametrize("data", [b"", b"GET / HTTP/1.1\r\n\r\n", bytes(20_000)])
@pytest.mark.parametrize("max_bytes", [0, 2**31])
def test_details_come_back_whole_whatever_the_limit(details, data, max_bytes):
    journal, server = server_journal(max_bytes)
    journal.append(server, 0, Fact(Kind.NOTE))  # reaches a limit of 0
    entry = journal.append(server, 1, Fact(Kind.REQUEST, False, 0, data, details))
    assert journal.details(entry) == details
    assert journal.entry(entry).length == journal.entry(entry).size == len(data)
    assert journal.payload(entry) == (data if max_bytes or not data else None)


def test_a_frame_has_no_details():
    journal, server = server_journal()
    (entry,) = journal.append_frames(server, 0, [(False, 1, 0, b"\x81\x02", b"{}")])
    assert journal.details(entry) == {}


def test_from_the_limit_on_payloads_are_recorded_by_length_alone():
    journal, server = server_journal(max_bytes=100_000)
    frame = (False, 2, 0, b"\x82\x7e\x4e\x20", bytes(20_000))
    for at in range(10):
        journal.append_frames(server, at, [frame, frame], {1: bytes(10)})
    assert journal.memory() < 100_000 + 2 * 20_000 + 2000
    notes = [at for at in range(len(journal)) if journal.entry(at).kind is Kind.NOTE]
    assert len(notes) == 1
    (note,) = notes
    assert journal.details(note) == {"text": ["journal.full", {"bytes": 100_000}]}
    assert journal.end_of(note) == 0
    assert journal.connection_of(note) == 0
    assert journal.payload(note - 1) == bytes(20_000)
    assert journal.payload(note + 1) is None
    assert journal.inflated(note - 1) == bytes(10)
    assert journal.inflated(len(journal) - 1) is None
    assert journal.header(len(journal) - 1) == frame[3]
    assert journal.entry(len(journal) - 1).length == 20_000


def test_one_huge_payload_is_noticed_at_once():
    journal, server = server_journal(max_bytes=100_000)
    for _ in range(3):
        journal.append_frames(server, 0, [(False, 2, 0, b"\x82\x00", bytes(200_000))])
    assert journal.memory() < 300_000


def test_an_echo_is_stored_once():
    journal, server = server_journal()
    payload = b"x" * 1000
    journal.append_frames(
        server, 0, [(False, 1, 0, b"\x81\x00", payload), (True, 1, 0, b"\x81\x00", payload)]
    )
    assert journal.memory() < 1100
    assert journal.payload(0) == journal.payload(1) == payload


def test_the_longest_payload_since_an_entry() -> None:
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    assert journal.longest(0) == 0
    journal.append(end, 1, Fact(Kind.BYTES, True, 0, b"x" * 300))
    for start in range(5_000):
        journal.append(end, 1, Fact(Kind.BYTES, True, 300 + start, b"y"))
    assert journal.longest(0) == 300
    assert journal.longest(1) == 1
    assert journal.longest(len(journal)) == 0


def test_the_next_entry_of_an_end() -> None:
    journal, end = server_journal()
    other = journal.open_end(EndKind.CLIENT, 0)
    for at in range(2 * ROWS + 10):
        journal.append(end if at in (5, ROWS, 2 * ROWS + 3) else other, 1, Fact(Kind.NOTE))
    count = len(journal)
    found = [journal.next_of(end, after, count) for after in (-1, 4, 5, ROWS, 2 * ROWS + 3)]
    assert found == [5, 5, ROWS, 2 * ROWS + 3, None]
    assert journal.next_of(end, 5, ROWS) is None
    assert journal.next_of(end, 5, ROWS + 1) == ROWS
    assert journal.next_of(99, -1, count) is None


def test_what_was_read_can_be_forgotten():
    journal, server = server_journal()

    def frames(count):
        return [(False, 1, 0, b"\x81\x04", b"%04d" % number) for number in range(count)]

    journal.append_frames(server, 0, frames(2 * ROWS + 10))
    kept = journal.segments[-1].memory()
    journal.forget(ROWS - 1)
    assert journal.payload(0) == b"0000"
    journal.forget(2 * ROWS + 5)
    assert journal.memory() == kept
    assert len(journal) == 2 * ROWS + 10
    for gone in (0, ROWS, 2 * ROWS - 1):
        with pytest.raises(IndexError):
            journal.entry(gone)
    journal.forget(2 * ROWS + 10)
    assert journal.payload(2 * ROWS) == b"8192"
    assert journal.append_frames(server, 0, frames(ROWS)).start == 2 * ROWS + 10
    journal.forget(len(journal))
    assert journal.payload(len(journal) - 1) == b"4095"
    assert journal.memory() == journal.segments[-1].memory()
