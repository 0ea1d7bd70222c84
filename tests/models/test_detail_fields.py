"""Details are told in words that people use."""

from __future__ import annotations

from wsinspector.models.detail_fields import cut, detail_fields
from wsinspector.texts import render


def test_names_and_values_are_words():
    details = {
        "step": "http",
        "status": 404,
        "why": "head-incomplete",
        "wasClean": True,
        "local": ["127.0.0.1", 80],
        "text": ["fault.req-host-missing", {}],
    }
    fields = [(field.name, field.value) for field in detail_fields(details, render)]
    assert fields == [
        ("Step", "opening handshake"),
        ("HTTP status", "404"),
        ("Why", "the rest of the head never came"),
        ("wasClean", "yes"),
        ("From", "127.0.0.1:80"),
        ("Message", "The Host field is missing."),
    ]


def test_what_is_unknown_is_shown_as_it_is_and_nothing_is_left_out_but_what_says_nothing():
    details = {"od\nd": "x\x00", "why": "some-rule", "faults": [1], "none": None, "empty": ""}
    fields = detail_fields(details, render, but=frozenset({"faults"}))
    assert [(field.name, field.value) for field in fields] == [
        ("od⟨LF⟩d", "x⟨NUL⟩"),
        ("Why", "some-rule"),
    ]


def test_a_long_value_is_cut():
    assert cut("x" * 1000) == "x" * 200 + "…"


def test_every_certificate_of_a_chain_is_shown():
    details = {
        "step": "tls",
        "certificates": [
            {"subject": "CN=a", "names": ["a.test", "127.0.0.1"]},
            {"sha256": "AB:CD", "error": "bad"},
        ],
    }
    fields = [(field.name, field.value) for field in detail_fields(details, render)]
    assert fields == [
        ("Step", "TLS handshake"),
        ("Certificate 1: Subject", "CN=a"),
        ("Certificate 1: Names", "a.test, 127.0.0.1"),
        ("Certificate 2: SHA-256", "AB:CD"),
        ("Certificate 2: Error", "bad"),
    ]
