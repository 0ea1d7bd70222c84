"""What one turn of the loop takes off the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wsinspector.engine.clock import Clock

USUAL_BYTES: Final = 16 * 1024
SMALLEST_BYTES: Final = 2 * 1024
LARGEST_BYTES: Final = 256 * 1024

_QUICK_NS = 500_000
_SLOW_NS = 3_000_000


class ReadBuffer:
    """A buffer that is as large as the time allows.

    A chunk of small frames takes long, and a window on the same loop waits for it; large frames
    are quick.

    Attributes:
        view: the buffer.

    Args:
        clock: tells how long a chunk took.
    """

    __slots__ = ("_clock", "view")

    def __init__(self, clock: Clock) -> None:
        self.view = memoryview(bytearray(USUAL_BYTES))
        self._clock = clock

    def adapt(self, nbytes: int, began_ns: int) -> None:
        """Become larger or smaller after a chunk.

        Args:
            nbytes: how large the chunk was.
            began_ns: when it was begun with.
        """
        size = len(self.view)
        if nbytes == size:
            took = self._clock.monotonic_ns() - began_ns
            if took < _QUICK_NS and size < LARGEST_BYTES:
                self._become(2 * size)
            elif took > _SLOW_NS and size > SMALLEST_BYTES:
                fitting = max(SMALLEST_BYTES, size * _SLOW_NS // took)
                self._become(min(fitting, USUAL_BYTES))
        elif nbytes < USUAL_BYTES < size:
            self._become(USUAL_BYTES)

    def drop(self) -> None:
        """Nothing is read any more."""
        self.view = memoryview(b"")

    def _become(self, size: int) -> None:
        self.view = memoryview(bytearray(size))
