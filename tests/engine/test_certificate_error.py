from __future__ import annotations

from wsinspector.engine.certificate_error import CertificateError
from wsinspector.texts import render, text


def test_it_says_one_sentence():
    error = CertificateError(text("certificate.none", file="a.pem"))
    assert render(error.text) == "There is no certificate in PEM form in a.pem."
