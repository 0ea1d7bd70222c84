from __future__ import annotations

from wsinspector.app.clipboard_forms import as_hex, as_text
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.frames.frames import encode_frame

MASK = b"\x37\xfa\x21\x3d"


def recorded(opcode: int, payload: bytes, mask: bytes | None = None) -> tuple[Journal, int]:
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    header, _ = encode_frame(opcode, payload, mask=mask)
    return journal, journal.append_frames(end, 0, [(True, opcode, 0, header, payload)])[0]


def test_hex_is_the_frame_as_on_the_wire() -> None:
    """RFC 6455 §5.7: a single-frame masked text message."""
    assert as_hex(*recorded(1, b"Hello", MASK)) == "81 85 37 fa 21 3d 7f 9f 4d 51 58"
    assert as_hex(*recorded(1, b"Hello")) == "81 05 48 65 6c 6c 6f"


def test_text_is_unmasked_and_of_a_close_only_the_reason() -> None:
    assert as_text(*recorded(1, "你好".encode(), MASK)) == "你好"
    assert as_text(*recorded(8, b"\x03\xe8" + "再见".encode())) == "再见"
    assert as_text(*recorded(8, b"")) == ""


def test_bytes_that_are_no_text_become_escapes() -> None:
    assert as_text(*recorded(2, b"a\xff")) == "a\\xff"


def test_heads_are_copied_as_they_were() -> None:
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    entry = journal.append(end, 0, Fact(Kind.REQUEST, True, data=b"GET / HTTP/1.1\r\n\r\n"))
    assert as_text(journal, entry) == "GET / HTTP/1.1\r\n\r\n"
    assert as_hex(journal, entry) == b"GET / HTTP/1.1\r\n\r\n".hex(" ")


def test_what_was_not_kept_is_none(monkeypatch) -> None:
    journal, entry = recorded(1, b"Hello")
    monkeypatch.setattr(journal, "payload", lambda _entry: None)
    assert as_hex(journal, entry) is None
    assert as_text(journal, entry) is None


def test_a_compressed_message_is_copied_as_it_was_and_its_bytes_as_they_came():
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    (entry,) = journal.append_frames(
        end, 0, [(False, 1, 0, b"\xc1\x03", b"\x4b\x04\x00")], {0: b"a"}
    )
    assert as_text(journal, entry) == "a"
    assert as_hex(journal, entry) == "c1 03 4b 04 00"
