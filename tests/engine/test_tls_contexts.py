from __future__ import annotations

import ssl

import pytest
import trustme

from wsinspector.engine.certificate_error import CertificateError
from wsinspector.engine.certificates import Authority, Identity
from wsinspector.engine.tls_contexts import (
    ServerNames,
    Trust,
    Trusted,
    client_context,
    server_context,
)


def test_a_server_leaves_no_key_behind_in_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    context = server_context(Authority.generate().issue())
    assert context.sslobject_class is ServerNames
    assert not list(tmp_path.iterdir())


def test_a_server_refuses_what_does_not_fit(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    authority = Authority.generate()
    one, other = authority.issue(), authority.issue()
    with pytest.raises(CertificateError):
        server_context(Identity(one.chain, other.key))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("trusted", Trusted)
def test_whom_a_client_believes(trusted):
    pem = trustme.CA().cert_pem.bytes()
    context = client_context(Trust(trusted, pem))
    is_checked = trusted is not Trusted.NOBODY
    assert context.check_hostname is is_checked
    assert (context.verify_mode is ssl.CERT_REQUIRED) is is_checked
    known = len(context.get_ca_certs())
    assert known == {Trusted.FILE: 1, Trusted.NOBODY: 0}.get(trusted, known)
    assert trusted is not Trusted.SYSTEM or known >= 1


def test_authorities_that_are_none():
    with pytest.raises(CertificateError):
        client_context(Trust(Trusted.FILE, b"hello"))
