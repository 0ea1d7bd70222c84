"""One read takes as much as the time allows."""

from __future__ import annotations

import pytest

from wsinspector.engine.read_buffer import LARGEST_BYTES, SMALLEST_BYTES, USUAL_BYTES, ReadBuffer

KIB = 1024


class HandClock:
    """A clock that is set by hand."""

    now = 0

    def monotonic_ns(self) -> int:
        return self.now

    def wall_ns(self) -> int:
        return self.now


@pytest.mark.parametrize(
    "took_ms, sizes",
    [
        (0, [32, 64, 128, 256, 256]),
        (1, [16, 16]),
        (4, [12, 9, 6]),
        (100, [2, 2]),
    ],
)
def test_full_reads_grow_while_quick_and_shrink_when_slow(took_ms, sizes):
    clock = HandClock()
    clock.now = took_ms * 1_000_000
    buffer = ReadBuffer(clock)
    seen = []
    for _ in sizes:
        buffer.adapt(len(buffer.view), 0)
        seen.append(len(buffer.view) // KIB)
    assert seen == sizes
    assert SMALLEST_BYTES <= len(buffer.view) <= LARGEST_BYTES


def test_a_small_read_brings_a_large_buffer_back():
    buffer = ReadBuffer(HandClock())
    for _ in range(3):
        buffer.adapt(len(buffer.view), 0)
    buffer.adapt(USUAL_BYTES, 0)
    assert len(buffer.view) == 128 * KIB
    buffer.adapt(USUAL_BYTES - 1, 0)
    assert len(buffer.view) == USUAL_BYTES
    buffer.drop()
    assert len(buffer.view) == 0
