"""Sizes and patience of an endpoint: what it refuses to take and how long it waits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits that an endpoint enforces before it takes memory (RFC 6455 §10.4), and its patience.

    Attributes:
        message_bytes: largest message, and so largest declared data frame; above it the endpoint
            fails the connection with 1009.
        head_bytes: largest head of an opening handshake.
        handshake_ms: patience for the opening handshake.
        close_reply_ms: patience for the peer's Close after ours.
        tcp_end_ms: patience for the peer's FIN after both Close frames, or after failing.
    """

    message_bytes: int = 16 * 1024 * 1024
    head_bytes: int = 64 * 1024
    handshake_ms: int = 10_000
    close_reply_ms: int = 10_000
    tcp_end_ms: int = 2_000
