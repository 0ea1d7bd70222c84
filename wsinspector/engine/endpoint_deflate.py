"""What the settings mean for permessage-deflate."""

from __future__ import annotations

from typing import Literal

from wsinspector.protocol.deflate.deflate_terms import DeflateTerms
from wsinspector.setting import Setting
from wsinspector.settings import (
    CLIENT_DEFLATE,
    CLIENT_DEFLATE_CLIENT_TAKEOVER,
    CLIENT_DEFLATE_CLIENT_WINDOW,
    CLIENT_DEFLATE_SERVER_TAKEOVER,
    CLIENT_DEFLATE_SERVER_WINDOW,
    LISTENER_DEFLATE,
    LISTENER_DEFLATE_CLIENT_TAKEOVER,
    LISTENER_DEFLATE_CLIENT_WINDOW,
    LISTENER_DEFLATE_SERVER_TAKEOVER,
    LISTENER_DEFLATE_SERVER_WINDOW,
    Settings,
)


def client_deflate(settings: Settings) -> DeflateTerms | None:
    """What a new client offers; None if nothing."""
    if not settings.get(CLIENT_DEFLATE):
        return None
    any_window: Literal[True] | None = None
    if settings.get(CLIENT_DEFLATE_CLIENT_WINDOW) == "any":
        any_window = True
    return DeflateTerms(
        settings.get(CLIENT_DEFLATE_SERVER_TAKEOVER),
        settings.get(CLIENT_DEFLATE_CLIENT_TAKEOVER),
        _window(settings, CLIENT_DEFLATE_SERVER_WINDOW),
        any_window or _window(settings, CLIENT_DEFLATE_CLIENT_WINDOW),
    )


def server_deflate(settings: Settings) -> DeflateTerms | None:
    """What the embedded server accepts of a new client; None if nothing."""
    if not settings.get(LISTENER_DEFLATE):
        return None
    return DeflateTerms(
        settings.get(LISTENER_DEFLATE_SERVER_TAKEOVER),
        settings.get(LISTENER_DEFLATE_CLIENT_TAKEOVER),
        _window(settings, LISTENER_DEFLATE_SERVER_WINDOW),
        _window(settings, LISTENER_DEFLATE_CLIENT_WINDOW),
    )


def _window(settings: Settings, setting: Setting[str]) -> int | None:
    chosen = settings.get(setting)
    return int(chosen) if chosen.isdecimal() else None
