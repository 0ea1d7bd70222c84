"""Ways to cut a stream of bytes into what arrives at once."""

from __future__ import annotations

import itertools

from hypothesis import strategies as st

CUTS = st.lists(st.integers(0, 10**6), max_size=12)
"""Where to cut, for :func:`chunks_of`."""


def octets(data: bytes) -> list[bytes]:
    """One byte at a time."""
    return [data[i : i + 1] for i in range(len(data))]


def chunks_of(data: bytes, cuts: list[int]) -> list[bytes]:
    """Cut at these places, taken modulo the length; no piece is empty."""
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[a:b] for a, b in itertools.pairwise(edges)]
