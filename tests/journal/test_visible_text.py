"""Nothing of a peer's text stays hidden, and nothing else changes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.journal.visible_text import decoded, preview, visible, visible_head, visible_lines


@pytest.mark.parametrize(
    "text, shown",
    [
        ("", ""),
        ("plain text, 孩子, 안녕, é", "plain text, 孩子, 안녕, é"),
        ("a\x00b", "a⟨NUL⟩b"),
        ("a\r\n\tb", "a⟨CR⟩⟨LF⟩⟨TAB⟩b"),
        ("\x1b[31mred\x7f", "⟨ESC⟩[31mred⟨DEL⟩"),
        ("abc\u202egnp.exe", "abc⟨U+202E⟩gnp.exe"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("\u200f\u061c", "⟨U+200F⟩⟨U+061C⟩"),
        ("\x85\u2028", "⟨U+0085⟩⟨U+2028⟩"),
        ("\ufeffa\u200bb", "⟨U+FEFF⟩a⟨U+200B⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
)
def test_what_is_hidden_is_shown(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_no_control_or_bidi_character_is_left(text):
    for sign in visible(text):
        assert unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(sign) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "B",
        )  # fmt: skip


def test_texts_of_many_lines_keep_their_lines():
    assert visible_lines("a\tb\r\nc\x00") == "a\tb⟨CR⟩\nc⟨NUL⟩"


def test_bytes_that_are_no_utf8_are_shown_as_they_are():
    assert decoded(b"caf\xc3\xa9 \xff\xfe") == "café \\xff\\xfe"


@pytest.mark.parametrize(
    "data, length, expected",
    [
        (b"", 5, ("", 0)),
        (b"hello", 5, ("hello", 0)),
        (b"hello!", 5, ("hello", 1)),
        ("孩子们".encode(), 2, ("孩子", 3)),
        ("孩子".encode(), 2, ("孩子", 0)),
        (b"\x00\x01", 9, ("⟨NUL⟩⟨SOH⟩", 0)),
        (b"a\xff\xfeb", 3, ("a\\xff\\xfe", 1)),
        (b"\xff" * 1000, 2, ("\\xff\\xff", 998)),
        ("😀".encode() * 10, 3, ("😀😀😀", 28)),
    ],
)
def test_a_preview_says_how_much_it_leaves_out(data, length, expected):
    assert preview(data, length) == expected


def test_a_preview_looks_at_no_more_than_it_shows():
    text, left = preview(b"x" * 10_000_000, 10)
    assert (text, left) == ("x" * 10, 9_999_990)


@given(st.binary(max_size=100), st.integers(1, 20))
def test_a_preview_of_anything_is_short(data, length):
    text, left = preview(data, length)
    assert 0 <= left <= len(data)
    if left == 0 and len(data) <= length:
        assert text == visible(decoded(data))


def test_a_head_has_lines_and_shows_every_other_end():
    assert visible_head("a\r\nb\nc\rd\r\n") == "a\nb⟨LF⟩\nc⟨CR⟩d\n"
