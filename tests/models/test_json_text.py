"""JSON is laid out, and not a digit of it changes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.models.json_text import is_json, laid_out


@pytest.mark.parametrize(
    "text, lines",
    [
        ("1", "1"),
        ('"a, b: [c]"', '"a, b: [c]"'),
        ("{}", "{}"),
        (" [ ] ", "[]"),
        ('{"a":1,"b":[true,null]}', '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ]\n}'),
        ('{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'),
        ("[1.50,1e400,12345678901234567890]", "[\n  1.50,\n  1e400,\n  12345678901234567890\n]"),
        ('["\\u0041\\"]"]', '[\n  "\\u0041\\"]"\n]'),
        ('{"孩子":{}}', '{\n  "孩子": {}\n}'),
    ],
)
def test_values_stay_as_they_were_written(text, lines):
    assert laid_out(text) == lines


@pytest.mark.parametrize(
    "text",
    ["", "hello", "{", "[1,]", "NaN", "[Infinity]", "{'a': 1}", "1 2", "\ufeff1", "[" * 50_000],
)
def test_what_is_no_json_is_none(text):
    assert laid_out(text) is None
    assert not is_json(text)


def test_a_pit_is_not_climbed_down():
    assert laid_out("[" * 201 + "]" * 201) is None
    assert laid_out("[" * 200 + "]" * 200) is not None


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)


@given(JSON, st.booleans())
def test_it_is_how_json_is_usually_laid_out(value, ascii_only):
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert laid_out(text) == json.dumps(value, ensure_ascii=ascii_only, indent=2)
