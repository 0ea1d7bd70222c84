from __future__ import annotations

import ssl

import pytest

from wsinspector.engine.tls_facts import alert_of, stranger_text
from wsinspector.protocol.phases import Role
from wsinspector.texts import TEMPLATES, render


def error(reason: str) -> ssl.SSLError:
    made = ssl.SSLError(1, reason)
    made.reason = reason
    return made


@pytest.mark.parametrize(
    "reason, alert",
    [
        ("TLSV1_ALERT_UNKNOWN_CA", "unknown-ca"),
        ("SSLV3_ALERT_CERTIFICATE_EXPIRED", "certificate-expired"),
        ("TLSV13_ALERT_CERTIFICATE_REQUIRED", "certificate-required"),
        ("WRONG_VERSION_NUMBER", ""),
        ("", ""),
    ],
)
def test_an_alert_is_called_as_the_standard_calls_it(reason, alert):
    assert alert_of(error(reason)) == alert


def test_every_alert_that_is_told_apart_has_words_for_both_ends():
    named = {name.rpartition(".")[0] for name in TEMPLATES if name.startswith("tls.alert.")}
    for name in named:
        for role in Role:
            assert "{alert}" in TEMPLATES[f"{name}.{role}"]


@pytest.mark.parametrize(
    "role, data, said",
    [
        (Role.CLIENT, b"HTTP/1.1 400 Bad Request\r\n", "answered “HTTP/1.1 400 Bad Request”"),
        (Role.CLIENT, b"SSH-2.0-x\r\n", "answered “SSH-2.0-x”"),
        (Role.CLIENT, b"\x00\xff", "answered “\x00\\xff”"),
        (Role.SERVER, b"GET / HTTP/1.1\r\n", "The client speaks plain HTTP"),
        (Role.SERVER, b"\x81\x05hello", "it began with “\\x81\x05hello”"),
    ],
)
def test_a_peer_without_tls_is_told_by_how_it_began(role, data, said):
    assert said in render(stranger_text(role, data))
