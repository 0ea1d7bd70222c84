"""The form of a head: one row for each oddity, and nothing normalised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.head import is_token, parse_head
from wsinspector.texts import TEMPLATES, render

START = b"GET / HTTP/1.1\r\n"

# rule, head, refuses a request, refuses a response, severity
ODDITIES = [
    ("head-bare-lf", START + b"Host: a\n\r\n", False, False, "violation"),
    ("head-bare-lf", b"GET / HTTP/1.1\nHost: a\n\n", False, False, "violation"),
    ("head-bare-cr", START + b"Host: a\rb\r\n\r\n", True, True, "violation"),
    ("head-nul", START + b"Host: a\0b\r\n\r\n", True, True, "violation"),
    ("head-nul", b"GET /\0 HTTP/1.1\r\n\r\n", True, True, "violation"),
    ("head-control-character", START + b"X: \x1b[31m\r\n\r\n", False, False, "violation"),
    ("head-non-ascii", START + b"X: \xe5\r\n\r\n", False, False, "deviation"),
    ("head-empty-line-first", b"\r\n" + START + b"\r\n", False, False, "deviation"),
    ("head-folded-line", START + b"X: a\r\n b\r\n\r\n", True, False, "violation"),
    ("head-space-before-first-field", START + b" X: a\r\n\r\n", True, True, "violation"),
    ("head-line-without-colon", START + b"Host a\r\n\r\n", True, True, "violation"),
    ("head-space-before-colon", START + b"Host : a\r\n\r\n", True, False, "violation"),
    ("head-field-name-invalid", START + b"Ho st: a\r\n\r\n", True, True, "violation"),
    ("head-field-name-invalid", START + b": a\r\n\r\n", True, True, "violation"),
    ("head-odd-spacing", START + b"Host:a\r\n\r\n", False, False, "observation"),
    ("head-odd-spacing", START + b"Host:  a\r\n\r\n", False, False, "observation"),
    ("head-odd-spacing", START + b"Host: a \r\n\r\n", False, False, "observation"),
    ("head-odd-spacing", START + b"Host:\ta\r\n\r\n", False, False, "observation"),
]


@pytest.mark.parametrize("rule, raw, by_server, by_client, severity", ODDITIES)
def test_each_oddity_is_reported(rule, raw, by_server, by_client, severity):
    for is_request, refuses in ((True, by_server), (False, by_client)):
        head = parse_head(raw, is_request)
        fault = next(fault for fault in head.faults if fault.rule == rule)
        assert fault.must_fail is refuses
        assert fault.severity is Severity(severity)
        assert render(fault.text)
        assert head.raw == raw


def test_every_template_of_an_oddity_has_a_row():
    templates = {key.removeprefix("fault.") for key in TEMPLATES if key.startswith("fault.head-")}
    # The shape of the start line is judged with its meaning.
    assert templates - {"head-start-line-malformed"} == {row[0] for row in ODDITIES}


def test_a_good_head_has_no_faults():
    head = parse_head(START + b"Host: localhost:8765\r\nX-Empty:\r\n\r\n", is_request=True)
    assert head.faults == ()
    assert head.start_line == b"GET / HTTP/1.1"
    assert [(f.name, f.value) for f in head.fields] == [("Host", "localhost:8765"), ("X-Empty", "")]


def test_order_case_and_duplicates_are_kept():
    head = parse_head(START + b"b: 1\r\nA: 2\r\nB: 3\r\n\r\n", is_request=True)
    assert [f.name for f in head.fields] == ["b", "A", "B"]
    assert head.values("B") == ("1", "3")
    assert head.joined("b") == "1, 3"
    assert head.joined("c") is None


def test_a_folded_field_has_one_value_and_its_own_bytes():
    head = parse_head(START + b"X: a\r\n\tb \r\n  c\nY: d\r\n\r\n", is_request=False)
    assert head.values("X") == ("a b c",)
    assert head.fields[0].raw == b"X: a\r\n\tb \r\n  c\n"


def test_a_line_without_colon_is_a_field_without_a_name():
    head = parse_head(START + b"nonsense\r\n\r\n", is_request=True)
    assert (head.fields[0].name, head.fields[0].value) == ("", "nonsense")


def test_bytes_become_characters_one_to_one():
    head = parse_head(START + b"X: \xe5\xad\xa9\r\n\r\n", is_request=True)
    assert head.values("x")[0].encode("latin-1") == b"\xe5\xad\xa9"


def test_a_rule_broken_often_is_one_fault_with_its_count():
    head = parse_head(START + b"no colon\r\n" * 1000 + b"\r\n", is_request=True)
    assert len(head.faults) == 1
    assert head.faults[0].text.args == {"count": 1000, "example": "no colon"}


@pytest.mark.parametrize(
    "value, result", [("chat", True), ("a b", False), ("", False), ("v1.chat~", True), ("é", False)]
)
def test_is_token(value, result):
    assert is_token(value) is result


@given(
    st.lists(
        st.sampled_from([b"\r", b"\r\n", b"\n", b":", b" ", b"\t", b"\0", b"a", b"\xff"]),
        max_size=30,
    ),
    st.booleans(),
)
def test_the_parts_add_up_to_the_whole(pieces, is_request):
    lines = [line for line in b"".join(pieces).split(b"\n") if line not in (b"", b"\r")]
    raw = START + b"".join(line + b"\n" for line in lines) + b"\r\n"
    head = parse_head(raw, is_request)
    assert head.raw == raw
    assert START + b"".join(field.raw for field in head.fields) + b"\r\n" == raw
    for fault in head.faults:
        assert render(fault.text)
