"""The bytes of an entry, masked and unmasked."""

from __future__ import annotations

import pytest

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.models.raw_entry import RawEntry
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.frames.frames import encode_frame

KEY = b"\x37\xfa\x21\x3d"


def test_the_wire_form_is_what_was_on_the_wire():
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    header, masked = encode_frame(1, b"Hello", mask=KEY)
    (entry,) = journal.append_frames(end, 0, [(True, 1, 0, header, b"Hello")])
    raw = RawEntry(journal, entry)
    # RFC 6455 §5.7: a single-frame masked text message.
    assert raw.wire == header + masked == bytes.fromhex("818537fa213d7f9f4d5158")
    assert raw.data == header + b"Hello"
    assert raw.masking_key == KEY
    assert raw.message == b"Hello"


def test_an_unmasked_frame_has_one_form():
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    frame = (True, 1, 0, b"\xc1\x02", b"\x01\x02")
    (entry,) = journal.append_frames(end, 0, [frame], {0: b"inflated"})
    raw = RawEntry(journal, entry)
    assert raw.wire == raw.data == b"\xc1\x02\x01\x02"
    assert raw.masking_key is None
    assert raw.message == b"inflated"


def test_what_is_no_frame_has_its_raw_bytes_alone():
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    head = journal.append(end, 0, Fact(Kind.REQUEST, False, 0, b"GET /", {"resource": "/"}))
    event = journal.append(end, 0, Fact(Kind.API, details={"event": "open"}))
    assert RawEntry(journal, head).data == RawEntry(journal, head).wire == b"GET /"
    assert RawEntry(journal, event).data == b""


@pytest.mark.parametrize("is_frame", [True, False])
def test_of_what_was_not_kept_only_the_header_is_there(is_frame):
    journal = Journal(max_bytes=0)
    end = journal.open_end(EndKind.SERVER, 0)
    journal.append(end, 0, Fact(Kind.NOTE))
    if is_frame:
        (entry,) = journal.append_frames(end, 0, [(False, 1, 0, b"\x81\x82abcd", b"hi")])
        assert RawEntry(journal, entry).data == RawEntry(journal, entry).wire == b"\x81\x82abcd"
    else:
        entry = journal.append(end, 0, Fact(Kind.REQUEST, False, 0, b"GET /"))
        assert RawEntry(journal, entry).data is None
    assert RawEntry(journal, entry).message is None


def test_a_header_that_is_none_hurts_nobody():
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    (entry,) = journal.append_frames(end, 0, [(False, 1, 0, b"\x81", b"hi")])
    assert RawEntry(journal, entry).wire == b"\x81hi"
