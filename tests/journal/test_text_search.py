"""A text is found in payloads wherever they are kept, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.segment import ROWS, SHARED
from wsinspector.journal.text_search import TextSearch
from wsinspector.protocol.facts import Fact, Kind


def journal_of(*payloads: bytes, header: bytes = b"\x81\x00", max_bytes: int = 2**31) -> Journal:
    journal = Journal(max_bytes=max_bytes)
    end = journal.open_end(EndKind.SERVER, 0)
    journal.append_frames(end, 0, [(False, 1, 0, header, payload) for payload in payloads])
    return journal


def found(journal: Journal, text: str) -> list[int]:
    search = TextSearch(journal, text)
    search.extend()
    assert len(search.found) == len(journal)
    assert search.found_any == (1 in search.found)
    return [at for at, has_it in enumerate(search.found) if has_it]


def test_ascii_letters_match_in_either_case():
    journal = journal_of(b"Hello", b"hELLO world", "ÄRGER".encode(), b"nothing")
    assert found(journal, "HeLLo") == [0, 1]
    assert found(journal, "ÄRGER") == [2]
    assert found(journal, "ärger") == []


def test_nothing_is_found_in_headers_or_across_rows():
    journal = journal_of(b"abc", b"def", b"", b"xab", header=b"\x81\x83abcd")
    assert found(journal, "abc") == [0]
    assert found(journal, "abcd") == []
    assert found(journal, "cabcd") == []
    assert found(journal, "xab") == [3]
    assert found(journal, "bc") == [0]


def test_an_overlapping_place_at_the_border_is_not_missed():
    journal = journal_of(b"xaa", b"aax", header=b"aaaa")
    assert found(journal, "aa") == [0, 1]
    assert found(journal, "aaa") == []
    assert found(journal, "ax") == [1]


def test_the_number_of_an_owner_is_no_text():
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    for at in range(0x4141 // 2 + 2):
        payload = b"payload %d" % at
        frame = (1, 0, b"\x81\x00", payload)
        journal.append_frames(end, 0, [(False, *frame), (True, *frame)])
    assert found(journal, "AA") == []


def test_shared_payloads_are_found_through_their_owners():
    journal = Journal()
    client = journal.open_end(EndKind.CLIENT, 0)
    server = journal.open_end(EndKind.SERVER, 0)
    journal.attach(client, ("a", 1), ("b", 2))
    journal.attach(server, ("b", 2), ("a", 1))
    for word in (b"needle in here", b"only hay in here"):
        start = journal.end(client).sent
        back = journal.end(server).sent
        journal.append_frames(client, 0, [(True, 1, start, b"\x81\x80", word)])
        copy = bytes(bytearray(word))
        journal.append_frames(
            server, 0, [(False, 1, start, b"\x81\x80", copy), (True, 1, back, b"\x81\x0e", copy)]
        )
        copy = bytes(bytearray(word))
        journal.append_frames(client, 0, [(False, 1, back, b"\x81\x0e", copy)])
    assert found(journal, "NEEDLE") == [0, 1, 2, 3]
    assert found(journal, "hay") == [4, 5, 6, 7]


def test_a_shared_payload_is_found_in_a_later_segment():
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    journal.append_frames(end, 0, [(False, 1, 0, b"\x81\x00", b"hay")] * (ROWS - 1))
    word = b"needle"
    message = (1, 0, b"\x81\x06", word)
    journal.append_frames(end, 0, [(False, *message), (True, *message)])
    assert journal.segments[1].form(0) == SHARED
    assert found(journal, "needle") == [ROWS - 1, ROWS]


def test_large_and_inflated_payloads_are_searched():
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    large = bytes(20_000) + b"Needle" + bytes(20_000)
    frames = [(False, 2, 0, b"\x82\x7f", large), (False, 1, 0, b"\xc1\x03", b"\x01\x02\x03")]
    journal.append_frames(end, 0, frames, {1: b"a needle, inflated"})
    journal.append_frames(end, 0, [(True, 2, 0, b"\x82\x7f", large)])
    assert found(journal, "needle") == [0, 1, 2]
    assert found(journal, "inflated") == [1]


def test_a_payload_that_was_not_kept_is_not_found():
    journal = journal_of(b"needle", max_bytes=0)
    end = journal.end(1)
    journal.append_frames(end.id, 0, [(False, 1, 0, b"\x81\x06", b"needle")])
    assert found(journal, "needle") == [0]


@pytest.mark.parametrize(
    "kind, details, data, text, has_it",
    [
        (Kind.REQUEST, {}, b"GET /chat HTTP/1.1", "/CHAT", True),
        (Kind.API, {"event": "close", "code": 1000, "reason": "再见"}, b"", "再见", True),
        (Kind.API, {"event": "close", "code": 1000}, b"", "1000", True),
        (Kind.API, {"event": "close", "code": 1000}, b"", "event", False),
        (Kind.NOTE, {"text": ["journal.full", {"bytes": 77}]}, b"", "holds 77 bytes", True),
        (Kind.NOTE, {"text": ["journal.full", {"bytes": 77}]}, b"", "journal.full", False),
        (Kind.NOTE, {"text": ["no.such.text", {"why": "unheard"}]}, b"", "unheard", True),
        (Kind.NOTE, {"text": ["journal.full", {}]}, b"", "limit", False),
        (Kind.BYTES, {"why": "closed"}, b"\x00needle\xff", "needle", True),
        (Kind.CALL, {"call": "x", "args": [{"deep": ["needle"]}], "n": None}, b"", "needle", True),
        (Kind.NOTE, {"words": 'a "quoted" word'}, b"", '"quoted"', True),
    ],
)
def test_what_is_no_frame_is_found_by_what_it_says(kind, details, data, text, has_it):
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    journal.append(end, 0, Fact(kind, False if data else None, 0, data, details))
    assert found(journal, text) == ([0] if has_it else [])


@given(
    st.lists(
        st.binary(max_size=6).map(
            lambda data: data.translate(bytes(97 + at % 2 for at in range(256)))
        ),
        max_size=60,
    ),
    st.text("abA", min_size=1, max_size=4),
    st.integers(1, 20),
)
def test_it_finds_what_a_look_at_every_payload_finds(payloads, text, batch):
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    search = TextSearch(journal, text)
    for begin in range(0, len(payloads), batch):
        frames = [(False, 1, 0, b"ab", payload) for payload in payloads[begin : begin + batch]]
        journal.append_frames(end, 0, frames)
        search.extend()
    needle = text.encode().lower()
    assert list(search.found) == [needle in payload for payload in payloads]
