"""Spans and sizes as one reads them."""

from __future__ import annotations

import pytest

from wsinspector.widgets.controls.quantities import duration, size, ticking

MS, S = 1_000_000, 1_000_000_000


@pytest.mark.parametrize(
    "ns, shown",
    [
        (-5, "0.0 ms"),
        (700_000, "0.7 ms"),
        (34 * MS, "34 ms"),
        (999 * MS, "999 ms"),
        (1_250 * MS, "1.2 s"),
        (59_990 * MS, "59.9 s"),
        (185 * S, "3 min 05 s"),
        (2 * 3600 * S + 600 * S, "2 h 10 min"),
    ],
)
def test_duration(ns: int, shown: str) -> None:
    assert duration(ns) == shown


def test_a_growing_span_is_never_finer_than_a_tenth_of_a_second() -> None:
    assert ticking(0) == "0.0 s"
    assert ticking(199 * MS) == "0.1 s"
    assert ticking(-1) == "0.0 s"


@pytest.mark.parametrize(
    "count, shown",
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1536, "1.5 KiB"),
        (3 << 20, "3.0 MiB"),
        (5 << 40, "5120.0 GiB"),
    ],
)
def test_size(count: int, shown: str) -> None:
    assert size(count) == shown
