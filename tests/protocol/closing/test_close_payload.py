"""The body of a Close frame, both ways, and why one fails the connection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.texts import render


@pytest.mark.parametrize(
    "body, code, reason",
    [
        ("", None, b""),
        ("03", None, b"\x03"),
        ("03 e8", 1000, b""),
        ("03 e9 62 79 65", 1001, b"bye"),
        ("03 e8 ff fe", 1000, b"\xff\xfe"),
        ("ff ff", 65535, b""),
    ],
)
def test_parse_and_serialize(body, code, reason):
    payload = ClosePayload.parse(bytes.fromhex(body))
    assert payload == ClosePayload(code, reason)
    assert payload.serialize() == bytes.fromhex(body)


def test_the_code_is_in_network_byte_order():
    assert ClosePayload(1000).serialize() == b"\x03\xe8"


def test_a_reason_alone_is_read_as_a_code():
    assert ClosePayload.parse(ClosePayload(None, b"bye").serialize()) == ClosePayload(25209, b"e")


def test_a_code_of_more_than_two_bytes_cannot_be_written():
    with pytest.raises(OverflowError):
        ClosePayload(65536).serialize()


@pytest.mark.parametrize(
    "body, rule, fail_code",
    [
        (b"\x03", "close-body-one-byte", 1002),
        (b"\x01\x94", "close-code-below-1000", 1002),
        (b"\x03\xec", "close-code-reserved-1004", 1002),
        (b"\x03\xed", "close-code-never-on-wire", 1002),
        (b"\x03\xf8", "close-code-unassigned", 1002),
        (b"\x13\x88", "close-code-above-4999", 1002),
        (b"\x03\xe8\xff\xfe", "close-reason-invalid-utf8", 1007),
        (b"\x03\xe8" + b"a" * 124, "close-body-too-long", 1002),
        # The code comes first.
        (b"\x03\xed\xff", "close-code-never-on-wire", 1002),
    ],
)
def test_what_fails_the_connection(body, rule, fail_code):
    payload = ClosePayload.parse(body)
    fault = payload.fault
    assert fault is not None
    assert (fault.rule, fault.must_fail) == (rule, True)
    assert payload.fail_code == fail_code
    assert render(fault.text).endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x03\xe8",
        b"\x03\xf2",
        b"\x03\xf4",
        b"\x0b\xb9",
        b"\x0f\xa0\xe5\x86\x8d",
        b"\x03\xe8" + b"a" * 123,
    ],
)
def test_what_does_not(body):
    payload = ClosePayload.parse(body)
    assert payload.fault is None
    assert payload.fail_code is None


@given(st.binary(max_size=130))
def test_any_body_survives(body):
    payload = ClosePayload.parse(body)
    assert payload.serialize() == body
    assert (payload.fault is None) is (payload.fail_code is None)
