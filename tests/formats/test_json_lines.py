from __future__ import annotations

import base64
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.journals import (
    CLIENT,
    KEY,
    SERVER,
    Story,
    client_begun,
    failed,
    lost_close,
    one_ended,
    server_begun,
)
from wsinspector.formats.json_lines import json_line, listening_line
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.frames.frames import encode_frame

_HIDDEN = ("Cc", "Cs", "Zl", "Zp")


def record(journal: Journal, entry: int) -> dict[str, Any]:
    line = json_line(journal, entry)
    assert line.endswith("\n")
    assert not any(unicodedata.category(sign) in _HIDDEN for sign in line[:-1])
    parsed: dict[str, Any] = json.loads(line)
    return parsed


def frame_record(
    opcode: int, payload: bytes, inflated: dict[int, bytes] | None = None, **header: Any
) -> dict[str, Any]:
    journal = Journal(wall_ns=1)
    end = journal.open_end(EndKind.CLIENT, 0)
    raw, _ = encode_frame(opcode, payload, **header)
    entries = journal.append_frames(end, 0, [(True, opcode, 7, raw, payload)], inflated)
    return record(journal, entries[0])


def text_journal(words: str) -> Journal:
    journal = Journal()
    frame = (True, 1, 0, b"\x81\x05", words.encode())
    journal.append_frames(journal.open_end(EndKind.SERVER, 0), 0, [frame])
    return journal


@pytest.mark.parametrize("tell", [client_begun, server_begun, lost_close, one_ended, failed])
def test_every_entry_has_what_every_line_has(tell) -> None:
    story = Story()
    tell(story)
    for entry in range(len(story.journal)):
        line = record(story.journal, entry)
        assert line["id"] == entry
        assert line["connection"] == 1
        assert line["end"] in ("client", "server")
        assert {"time", "elapsed_ns", "kind"} <= set(line)


def test_a_frame_has_all_its_fields() -> None:
    journal = Journal(start_ns=5, wall_ns=1_700_000_000_123_456_789)
    end = journal.open_end(EndKind.CLIENT, 5)
    raw, _ = encode_frame(1, "안녕".encode(), mask=KEY)
    entries = journal.append_frames(end, 1_000_005, [(True, 1, 160, raw, "안녕".encode())])
    assert record(journal, entries[0]) == {
        "id": 0,
        "time": "2023-11-14T22:13:20.124456Z",
        "elapsed_ns": 1_000_000,
        "connection": 1,
        "end": "client",
        "kind": "text",
        "direction": "c2s",
        "sent": True,
        "start": 160,
        "size": 12,
        "length": 6,
        "payload": "안녕",
        "encoding": "utf-8",
        "opcode": 1,
        "fin": True,
        "rsv": 0,
        "mask": "37fa213d",
        "declared": 6,
    }


@given(st.binary(max_size=40), st.integers(0, 15))
def test_no_byte_of_a_payload_is_lost(payload: bytes, opcode: int) -> None:
    line = frame_record(opcode, payload)
    data = line["payload"]
    told = data.encode() if line["encoding"] == "utf-8" else base64.b64decode(data)
    assert told == payload
    assert line["opcode"] == opcode


@given(st.text(max_size=30))
def test_text_comes_back_as_it_was_and_nothing_of_it_is_hidden(words: str) -> None:
    payload = words.encode("utf-8", "surrogatepass")
    line = frame_record(1, payload)
    if line["encoding"] == "utf-8":
        assert line["payload"] == words
    else:
        assert any("\ud800" <= sign <= "\udfff" for sign in words)


def test_what_would_act_on_a_terminal_is_escaped() -> None:
    hidden = "\x00\x1b\x7f\x9b\u00ad\u202e\u2066\ufeff\U000e0041"
    line = frame_record(1, f"é{hidden}한".encode())
    assert line["payload"] == f"é{hidden}한"
    raw = json_line(text_journal(f"é{hidden}한"), 0)
    assert raw[:-1].isprintable()
    assert "é" in raw
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    entry = journal.append(end, 0, Fact(Kind.API, details={"event": "close", "reason": "\udcff"}))
    assert "\\udcff" in json_line(journal, entry)


def test_text_is_text_and_bytes_are_bytes() -> None:
    for opcode, payload, encoding in (
        (1, b"a", "utf-8"),
        (1, b"\xff", "base64"),
        (0, b"a", "utf-8"),
        (2, b"a", "base64"),
        (8, b"\x04=", "base64"),
        (9, b"a", "utf-8"),
        (10, b"", "utf-8"),
    ):
        assert frame_record(opcode, payload)["encoding"] == encoding


@pytest.mark.parametrize(
    "body, code, reason",
    [
        (b"", None, ""),
        (b"\x03", None, ""),
        (b"\x03\xe8", 1000, ""),
        (b"\x0f\xa0bye", 4000, "bye"),
        (b"\x03\xe8\xff", 1000, "\\xff"),
    ],
)
def test_a_close_tells_code_and_reason(body, code, reason) -> None:
    line = frame_record(8, body)
    assert (line["code"], line["reason"]) == (code, reason)
    assert base64.b64decode(line["payload"]) == body


def test_bits_and_lengths_are_as_they_were() -> None:
    line = frame_record(3, b"abc", fin=False, rsv=5, declared_length=9, length_encoding=64)
    assert (line["kind"], line["fin"], line["rsv"], line["mask"]) == ("reserved-3", False, 5, None)
    assert (line["declared"], line["length"], line["size"]) == (9, 3, 13)


def test_what_was_inflated_stands_beside_the_wire() -> None:
    line = frame_record(1, b"\xf2H", {0: b"hello"}, rsv=4)
    assert (line["payload"], line["encoding"]) == ("8kg=", "base64")
    assert (line["inflated"], line["inflated_encoding"]) == ("hello", "utf-8")


def test_what_was_not_kept_is_null() -> None:
    journal = Journal(max_bytes=1)
    end = journal.open_end(EndKind.CLIENT, 0)
    for _ in range(2):
        entries = journal.append_frames(end, 0, [(False, 8, 0, b"\x88\x02", b"\x03\xe8")])
    line = record(journal, entries[0])
    assert line["payload"] is None
    assert line["length"] == 2
    assert "encoding" not in line
    assert "code" not in line
    note = record(journal, 1)
    assert (note["kind"], note["connection"], note["end"]) == ("note", 0, "wire")
    assert "limit" in note["message"]


def test_a_header_that_cannot_be_read_leaves_its_fields_out() -> None:
    journal = Journal()
    end = journal.open_end(EndKind.WIRE, 0)
    entries = journal.append_frames(end, 0, [(True, 1, 0, b"", b"x")])
    line = record(journal, entries[0])
    assert line["opcode"] == 1
    assert "fin" not in line
    assert "sent" not in line
    assert line["direction"] == "c2s"


def test_heads_tell_their_faults_in_words() -> None:
    story = Story()
    talk = story.talk(SERVER)
    fault = ["req-host-missing", "violation", ["fault.req-host-missing", {}]]
    head = b"GET / HTTP/1.1\r\n\r\n"
    line = record(
        story.journal,
        talk.record(SERVER, Kind.REQUEST, False, head, faults=[fault], resource="/"),
    )
    assert line["payload"] == head.decode()
    assert line["details"] == {"resource": "/"}
    assert line["faults"] == [
        {
            "rule": "req-host-missing",
            "severity": "violation",
            "message": "The Host field is missing.",
        }
    ]


def test_what_another_version_has_stored_is_told_as_it_is() -> None:
    story = Story()
    talk = story.talk(CLIENT)
    odd = {"text": ["of.tomorrow", {}], "faults": [["x", "violation", ["of.tomorrow", {}]]]}
    line = record(story.journal, talk.record(CLIENT, Kind.FAILURE, **odd))
    assert line["details"] == odd
    assert "message" not in line
    assert "faults" not in line
    line = record(story.journal, talk.record(CLIENT, Kind.RST, False))
    assert not {"length", "payload", "details"} & set(line)
    assert line["direction"] == "s2c"


def test_a_server_tells_where_it_listens() -> None:
    line = listening_line(0, "ws://localhost:8765/", [("127.0.0.1", 8765), ("::1", 8765)])
    assert json.loads(line) == {
        "kind": "listening",
        "time": "1970-01-01T00:00:00.000000Z",
        "url": "ws://localhost:8765/",
        "addresses": [["127.0.0.1", 8765], ["::1", 8765]],
    }
