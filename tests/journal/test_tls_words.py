from __future__ import annotations

import pytest

from wsinspector.journal.tls_words import tls_handshake_words, tls_label
from wsinspector.texts import render

AGREED = {"step": "tls", "version": "TLSv1.3", "cipher": "TLS_AES_256_GCM_SHA384", "alpn": None}


@pytest.mark.parametrize(
    "more, said",
    [
        ({"trusted": "system", "verified_by": "My CA"}, "verified by “My CA”"),
        ({"trusted": "none"}, "not verified"),
        ({"sni": "example.test", "alpn": "http/1.1"}, "asked for example.test · ALPN http/1.1"),
        ({"trusted": "file", "verified_by": "a\u202eb"}, "verified by “a⟨U+202E⟩b”"),
    ],
)
def test_a_handshake_in_one_line(more, said):
    words = " · ".join(render(word) for word in tls_handshake_words(AGREED | more))
    assert words == f"TLS 1.3 · TLS_AES_256_GCM_SHA384 · {said}"


@pytest.mark.parametrize(
    "details, label",
    [
        ({"event": "close-notify"}, "close_notify"),
        ({"event": "withheld"}, "no close_notify"),
        ({"event": "missing"}, "no close_notify"),
        ({"event": "alert", "alert": "unknown-ca"}, "TLS alert unknown-ca"),
        ({"event": "alert"}, "TLS alert"),
        ({"event": "key-update"}, "TLS key-update"),
        ({}, "TLS "),
    ],
)
def test_a_fact_of_tls_in_a_few_words(details, label):
    assert render(tls_label(details)) == label
