"""What may be sent: on the wire by each role, and by a script through close()."""

from __future__ import annotations

import pytest

from wsinspector.protocol.closing.close_codes import receiver_accepts
from wsinspector.protocol.closing.close_legality import (
    browser_legality,
    is_utf8,
    reason_legality,
    wire_legality,
)
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.texts import render

CLIENT, SERVER = Role.CLIENT, Role.SERVER

# code, sender, severity, rule
WIRE = [
    (None, CLIENT, "observation", "close-no-status"),
    (0, CLIENT, "violation", "close-code-below-1000"),
    (999, SERVER, "violation", "close-code-below-1000"),
    (1000, CLIENT, "ok", ""),
    (1003, SERVER, "ok", ""),
    (1004, SERVER, "violation", "close-code-reserved-1004"),
    (1005, CLIENT, "violation", "close-code-never-on-wire"),
    (1006, SERVER, "violation", "close-code-never-on-wire"),
    (1015, SERVER, "violation", "close-code-never-on-wire"),
    (1010, CLIENT, "ok", ""),
    (1010, SERVER, "deviation", "close-code-wrong-role"),
    (1011, SERVER, "ok", ""),
    (1011, CLIENT, "observation", "close-code-wrong-role"),
    (1014, CLIENT, "observation", "close-code-wrong-role"),
    (1016, SERVER, "violation", "close-code-unassigned"),
    (2999, CLIENT, "violation", "close-code-unassigned"),
    (3000, CLIENT, "ok", ""),
    (3001, CLIENT, "observation", "close-code-unregistered"),
    (3999, SERVER, "observation", "close-code-unregistered"),
    (4000, CLIENT, "ok", ""),
    (4999, SERVER, "ok", ""),
    (5000, SERVER, "violation", "close-code-above-4999"),
    (65535, CLIENT, "violation", "close-code-above-4999"),
]


@pytest.mark.parametrize("code, role, severity, rule", WIRE)
def test_on_the_wire(code, role, severity, rule):
    legality = wire_legality(code, role)
    assert legality.severity is Severity(severity)
    assert legality.rule == rule
    assert legality.ok is (severity != "violation")
    assert render(legality.why).endswith(".")


@pytest.mark.parametrize("role", Role)
def test_what_is_illegal_to_send_is_what_a_receiver_refuses(role):
    for code in range(65536):
        assert wire_legality(code, role).ok is receiver_accepts(code)


@pytest.mark.parametrize("code", [-1, 65536])
def test_a_number_of_more_than_two_bytes_is_none(code):
    with pytest.raises(ValueError, match="16 bits"):
        wire_legality(code, CLIENT)


@pytest.mark.parametrize(
    "reason, rule",
    [
        (b"", ""),
        ("再见".encode(), ""),
        (b"a" * 123, ""),
        (b"a" * 124, "close-body-too-long"),
        (("é" * 62).encode(), "close-body-too-long"),
        (b"\xff\xfe", "close-reason-invalid-utf8"),
        ("再".encode()[:-1], "close-reason-invalid-utf8"),
        (b"\xed\xa0\x80", "close-reason-invalid-utf8"),
        (b"\xc0\x80", "close-reason-invalid-utf8"),
    ],
)
def test_the_reason(reason, rule):
    legality = reason_legality(reason)
    assert legality.rule == rule
    assert legality.ok is (rule == "")
    assert render(legality.why)
    assert is_utf8(reason) is (rule != "close-reason-invalid-utf8")


@pytest.mark.parametrize(
    "code, reason, exception",
    [
        (None, b"", ""),
        (1000, b"", ""),
        (1000, b"a" * 123, ""),
        (3000, b"", ""),
        (4999, b"bye", ""),
        (1001, b"", "InvalidAccessError"),
        (0, b"", "InvalidAccessError"),
        (999, b"", "InvalidAccessError"),
        (2999, b"", "InvalidAccessError"),
        (5000, b"", "InvalidAccessError"),
        (1000, b"a" * 124, "SyntaxError"),
        (None, b"a" * 124, "SyntaxError"),
        # The code is looked at first.
        (1001, b"a" * 124, "InvalidAccessError"),
    ],
)
def test_in_a_browser(code, reason, exception):
    legality = browser_legality(code, reason)
    assert legality.rule == exception
    assert legality.ok is (exception == "")
    assert exception in render(legality.why)


def test_a_reason_without_a_code_is_no_error_by_the_standard():
    legality = browser_legality(None, b"bye")
    assert legality.ok
    assert legality.severity is Severity.OBSERVATION
    assert "Chromium throws" in render(legality.why)
