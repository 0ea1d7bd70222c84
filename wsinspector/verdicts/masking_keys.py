"""The masking keys of a client, one after the other (RFC 6455 §5.3)."""

from __future__ import annotations

_ZERO = b"\0\0\0\0"
_REMEMBERED = 256
_STEPS = 3
_MODULUS = 2**32
_ENOUGH = 100
"""Bad keys of one sort after which one more proves nothing new."""


class MaskingKeys:
    """Tells whether keys are fresh and cannot be guessed, as far as their sequence shows it.

    Of random keys one in four billion is zero or equals the one before, so a single case proves
    nothing, but it is worth a look.
    """

    def __init__(self) -> None:
        self._last = b""
        self._step = 0
        self._same_steps = 0
        self._recent: dict[bytes, None] = {}
        self._repeats = 0
        self._zeros = self._reused = 0

    def is_fresh(self, key: bytes) -> bool:
        """Take a key, if there is nothing new to say about it; False leaves it to :meth:`take`."""
        if key == _ZERO or key in self._recent:
            if (self._zeros if key == _ZERO else self._reused) < _ENOUGH:
                return False
            self._last, self._step = key, 0
            return True
        number = int.from_bytes(key, "big")
        step = (number - int.from_bytes(self._last, "big")) % _MODULUS if self._last else 0
        if step == self._step:
            return False
        self._step, self._same_steps = step, 0
        self._remember(key)
        return True

    def take(self, key: bytes) -> set[str]:
        """Take a key; returns the rules that it breaks."""
        broken = set()
        if key == _ZERO:
            broken.add("mask-key-zero")
            self._zeros += 1
        if key == self._last:
            broken.add("mask-key-reused")
        elif key in self._recent:
            self._repeats += 1
            if self._repeats > 1:
                broken.add("mask-key-reused")
        self._reused += "mask-key-reused" in broken
        number = int.from_bytes(key, "big")
        step = (number - int.from_bytes(self._last, "big")) % _MODULUS if self._last else 0
        if step and step == self._step:
            self._same_steps += 1
            if self._same_steps >= _STEPS - 1:
                broken.add("mask-key-predictable")
        else:
            self._step, self._same_steps = step, 0
        self._remember(key)
        return broken

    def _remember(self, key: bytes) -> None:
        self._last = key
        self._recent[key] = None
        if len(self._recent) > _REMEMBERED:
            del self._recent[next(iter(self._recent))]
