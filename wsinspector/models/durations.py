"""Times and spans as the timeline writes them."""

from __future__ import annotations

_MS = 1_000_000
_SECOND = 1_000_000_000


def moment(time_ns: int) -> str:
    """Seconds since the session began, with milliseconds: ``34.402``."""
    seconds, rest = divmod(time_ns, _SECOND)
    return f"{seconds}.{rest // _MS:03}"


def span(span_ns: int) -> str:
    """A span with as many digits as one reads: ``0.14 ms``, ``7.2 ms``, ``240 ms``, ``1.502 s``."""
    if span_ns < _MS:
        return f"{span_ns / _MS:.2f} ms"
    if span_ns < 10 * _MS:
        return f"{span_ns / _MS:.1f} ms"
    if span_ns < _SECOND:
        return f"{span_ns // _MS} ms"
    if span_ns < 10 * _SECOND:
        return f"{span_ns / _SECOND:.3f} s"
    if span_ns < 1000 * _SECOND:
        return f"{span_ns / _SECOND:.1f} s"
    return f"{span_ns // _SECOND} s"
