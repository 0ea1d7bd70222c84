"""A peer's words in our sentences."""

from __future__ import annotations

import pytest

from wsinspector.protocol.faults import excerpt


@pytest.mark.parametrize(
    "value, shown",
    [
        ("plain words", "plain words"),
        ("再见 é", "再见 é"),
        ("a\x00b\r\n\t\x1b[31m", r"a\x00b\r\n\t\x1b[31m"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\x85\xad", r"\x85\xad"),
    ],
)
def test_excerpt_makes_the_unseen_visible(value, shown):
    assert excerpt(value) == shown


def test_excerpt_says_how_much_it_leaves_out():
    assert excerpt("abcdef", length=4) == "abcd… (+2)"
    assert excerpt("abcd", length=4) == "abcd"
