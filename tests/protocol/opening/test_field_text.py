from __future__ import annotations

import pytest

from wsinspector.protocol.opening.field_text import meant


@pytest.mark.parametrize("text", ["", "plain", "방", "孩子地球太危险了", "é"])
def test_utf_8_is_what_is_meant(text):
    assert meant(text.encode().decode("latin-1")) == text


@pytest.mark.parametrize("text", ["\xe9", "\xff\xfe", "방", "\udcff"])
def test_what_is_none_is_left_alone(text):
    assert meant(text) == text
