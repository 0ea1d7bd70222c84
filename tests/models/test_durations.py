"""Times as one reads them."""

from __future__ import annotations

import pytest

from wsinspector.models.durations import moment, span


@pytest.mark.parametrize(
    "ns, words",
    [(0, "0.000"), (34_402_999_999, "34.402"), (1_000_000, "0.001"), (3_600 * 10**9, "3600.000")],
)
def test_moment(ns: int, words: str) -> None:
    assert moment(ns) == words


@pytest.mark.parametrize(
    "ns, words",
    [
        (0, "0.00 ms"),
        (140_000, "0.14 ms"),
        (7_200_000, "7.2 ms"),
        (240_000_000, "240 ms"),
        (1_502_000_000, "1.502 s"),
        (31_000_000_000, "31.0 s"),
        (5_000 * 10**9, "5000 s"),
    ],
)
def test_span(ns: int, words: str) -> None:
    assert span(ns) == words
    assert len(words) <= len("0.00 ms")
