from __future__ import annotations

import pytest

from wsinspector.protocol.phases import Role
from wsinspector.verdicts.close_content import close_content_rules, suspicion

C, S = Role.CLIENT, Role.SERVER


@pytest.mark.parametrize(
    "body, sender, rules",
    [
        ("03e8", C, set()),
        ("03e9", S, set()),
        ("0fa0", C, set()),
        ("", S, {"close-no-status"}),
        ("03", S, {"close-body-one-byte"}),
        ("03e7", S, {"close-code-below-1000"}),
        ("0194", S, {"close-code-below-1000", "close-code-suspicious"}),
        ("03ec", S, {"close-code-reserved-1004"}),
        ("03ed", C, {"close-code-never-on-wire"}),
        ("03ee", C, {"close-code-never-on-wire"}),
        ("03f7", S, {"close-code-never-on-wire"}),
        ("03f8", S, {"close-code-unassigned"}),
        ("1388", S, {"close-code-above-4999"}),
        ("e803", S, {"close-code-above-4999", "close-code-suspicious"}),
        ("627965", S, {"close-code-above-4999", "close-code-suspicious"}),
        ("0bb9", S, {"close-code-unregistered"}),
        ("0bb8", S, set()),
        ("03f2", S, set()),
        ("03f2", C, set()),
        ("03f4", C, set()),
        ("03e8fffe", S, {"close-reason-invalid-utf8"}),
        ("03e8" + "61" * 124, S, {"close-body-too-long"}),
        ("03e8" + "61" * 121 + "e4b8", S, set() | {"close-reason-invalid-utf8"}),
    ],
)
def test_bodies(body: str, sender: Role, rules: set[str]) -> None:
    assert close_content_rules(bytes.fromhex(body), sender) == rules


@pytest.mark.parametrize(
    "body, what",
    [(b"\xe8\x03", "swapped"), (b"bye", "text"), (b"\x01\x94", "http"), (b"\x13\x89", "")],
)
def test_what_an_illegal_code_may_be(body: bytes, what: str) -> None:
    assert suspicion(body) == what
