"""What the settings mean for an endpoint."""

from __future__ import annotations

from wsinspector.protocol.limits import Limits
from wsinspector.settings import (
    CLOSE_REPLY_MS,
    HANDSHAKE_MS,
    HEAD_BYTES,
    MESSAGE_BYTES,
    TCP_END_MS,
    Settings,
)


def limits_of(settings: Settings) -> Limits:
    """The limits in force now; an endpoint keeps those with which it began."""
    return Limits(
        message_bytes=settings.get(MESSAGE_BYTES),
        head_bytes=settings.get(HEAD_BYTES),
        handshake_ms=settings.get(HANDSHAKE_MS),
        close_reply_ms=settings.get(CLOSE_REPLY_MS),
        tcp_end_ms=settings.get(TCP_END_MS),
    )
