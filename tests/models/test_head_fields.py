from __future__ import annotations

from wsinspector.models.frame_field import FrameField
from wsinspector.models.head_fields import head_fields
from wsinspector.protocol.faults import Severity

HEAD = (
    "GET /방 HTTP/1.1\r\nHost: a\r\nhost: b\r\nX-名: 孩子\r\nX-Latin: ".encode()
    + b"\xe9\r\nno colon\r\n\r\n"
)


def test_every_line_stands_in_order_duplicates_too():
    fields = head_fields(HEAD, is_request=True)
    assert [(field.name, field.value) for field in fields] == [
        ("Request line", "GET /방 HTTP/1.1"),
        ("Host", "a"),
        ("host", "b"),
        ("X-名", "孩子"),
        ("X-Latin", "é"),
        ("(no colon)", "no colon"),
    ]
    raw = [HEAD[slice(*field.byte_range)] for field in fields]
    assert raw == HEAD.rstrip(b"\r\n").split(b"\r\n")


def test_what_is_beyond_ascii_says_how_it_was_read():
    notes = [field.note for field in head_fields(HEAD, is_request=True)]
    assert notes == ["not ASCII: read as UTF-8", "", "", "not ASCII: read as UTF-8", "", ""]


def test_each_line_names_the_rules_that_it_breaks():
    faults = [
        FrameField("", "said", "req-host-duplicate", severity=Severity.VIOLATION),
        FrameField("", "said", "req-target-invalid", severity=Severity.VIOLATION),
        FrameField("", "said", "head-non-ascii", severity=Severity.DEVIATION),
    ]
    notes = [field.note for field in head_fields(HEAD, True, faults)]
    assert notes[0] == "not ASCII: read as UTF-8 · ▲ req-target-invalid"
    assert notes[1] == notes[2] == "▲ req-host-duplicate"
    assert notes[5] == ""


def test_a_response():
    (line, field) = head_fields(b"HTTP/1.1 101\r\nUpgrade: x\r\n\r\nrest: y\r\n", False)[:2]
    assert (line.name, line.section) == ("Status line", "RFC 9112 §4")
    assert field.name == "Upgrade"
