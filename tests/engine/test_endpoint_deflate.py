"""The settings of permessage-deflate, and what two ends of ours make of them."""

from __future__ import annotations

from wsinspector.engine.endpoint_deflate import client_deflate, server_deflate
from wsinspector.protocol.deflate.deflate_terms import BROWSER_OFFER, DeflateTerms
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


def test_by_default_an_end_does_as_most_programs_do():
    assert client_deflate(Settings()) == BROWSER_OFFER
    assert server_deflate(Settings()) == DeflateTerms()


def test_both_can_be_switched_off():
    settings = Settings()
    settings.set(CLIENT_DEFLATE, False)
    settings.set(LISTENER_DEFLATE, False)
    assert client_deflate(settings) is None
    assert server_deflate(settings) is None


def test_every_parameter_is_a_setting():
    settings = Settings()
    for flag in (
        CLIENT_DEFLATE_SERVER_TAKEOVER,
        CLIENT_DEFLATE_CLIENT_TAKEOVER,
        LISTENER_DEFLATE_SERVER_TAKEOVER,
        LISTENER_DEFLATE_CLIENT_TAKEOVER,
    ):
        settings.set(flag, True)
    settings.set(CLIENT_DEFLATE_SERVER_WINDOW, "8")
    settings.set(CLIENT_DEFLATE_CLIENT_WINDOW, "9")
    settings.set(LISTENER_DEFLATE_SERVER_WINDOW, "10")
    settings.set(LISTENER_DEFLATE_CLIENT_WINDOW, "11")
    assert client_deflate(settings) == DeflateTerms(True, True, 8, 9)
    assert server_deflate(settings) == DeflateTerms(True, True, 10, 11)
    settings.set(CLIENT_DEFLATE_CLIENT_WINDOW, "unnamed")
    assert client_deflate(settings) == DeflateTerms(True, True, 8, None)
