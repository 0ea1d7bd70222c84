"""Masking of payloads (RFC 6455 §5.3), by the compiled module where the platform has one.

A module of its own because loading it takes long, and a window that opens masks nothing.
"""

from __future__ import annotations

try:
    from websockets.speedups import apply_mask
except ImportError:  # a platform without the compiled module
    from websockets.utils import apply_mask

__all__ = ["apply_mask"]
