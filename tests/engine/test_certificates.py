"""Certificates of our own, of others, and those that are none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from wsinspector.engine.certificate_error import CertificateError
from wsinspector.engine.certificates import (
    ALWAYS_NAMED,
    Authority,
    Identity,
    check_identity,
    common_name,
    describe,
    read_authorities,
    read_identity,
)
from wsinspector.texts import render


def der(pem: bytes) -> bytes:
    return x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.DER)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.generate()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate and its key."""
    issued = trustme.CA().issue_cert("example.test")
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    issued.cert_chain_pems[0].write_to_path(certificate)
    issued.private_key_pem.write_to_path(key)
    return certificate, key


def why(call, *args: object) -> str:
    with pytest.raises(CertificateError) as raised:
        call(*args)
    return render(raised.value.text)


def test_an_issued_certificate_names_this_machine_and_what_was_asked_for(authority):
    hosts = ["localhost", "192.0.2.7", "bücher.test", "", "x" * 300]
    described = describe(der(authority.issue(hosts).chain))
    assert described["names"] == [*ALWAYS_NAMED, "192.0.2.7", "xn--bcher-kva.test"]
    assert described["issuer"] == describe(der(authority.certificate))["subject"]
    assert len(str(described["sha256"])) == 32 * 3 - 1


def test_authorities_have_names_of_their_own(authority):
    assert common_name(der(authority.certificate)).startswith("wsinspector authority ")
    other = Authority.generate()
    assert common_name(der(other.certificate)) != common_name(der(authority.certificate))


def test_an_issued_certificate_stands_before_strict_eyes(authority, tmp_path):
    """OpenSSL's strict checks are what Python 3.13 turns on by default."""
    root, leaf = tmp_path / "root.pem", tmp_path / "leaf.pem"
    root.write_bytes(authority.certificate)
    leaf.write_bytes(authority.issue().chain)
    command = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", root, leaf]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_authority_goes_on_from_what_was_stored(authority):
    again = Authority(authority.certificate, authority.key)
    assert (
        describe(der(again.issue().chain))["issuer"]
        == describe(der(authority.certificate))["subject"]
    )
    other = Authority.generate()
    assert "does not belong" in why(Authority, authority.certificate, other.key)


def test_files_of_ones_own(files):
    certificate, key = files
    identity = read_identity(certificate, key)
    assert identity.key == key.read_bytes()
    both = certificate.with_name("both.pem")
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    assert read_identity(both, both).chain == both.read_bytes()


def test_files_that_cannot_be_used_say_why_in_one_sentence(files, tmp_path):
    certificate, key = files
    missing, text = tmp_path / "missing.pem", tmp_path / "text.pem"
    text.write_text("hello")
    other = tmp_path / "other.pem"
    trustme.CA().issue_cert("a.test").private_key_pem.write_to_path(other)
    locked = tmp_path / "locked.pem"
    locked.write_bytes(
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"secret"),
        )
    )
    for pair, said in (
        ((missing, key), f"{missing} cannot be read (No such file or directory)."),
        ((tmp_path, key), f"{tmp_path} cannot be read (Is a directory)."),
        ((text, key), f"There is no certificate in PEM form in {text}."),
        ((certificate, text), f"There is no private key in PEM form in {text}."),
        (
            (certificate, locked),
            f"The key in {locked} is protected by a password; only one without can be used.",
        ),
        (
            (certificate, other),
            f"The key in {other} does not belong to the certificate in {certificate}.",
        ),
        ((Path("\0"), key), "\0 cannot be read (embedded null byte)."),
    ):
        assert why(read_identity, *pair) == said


def test_trusted_authorities_from_a_file(files, tmp_path):
    certificate, key = files
    assert read_authorities(certificate) == certificate.read_bytes()
    assert "no certificate" in why(read_authorities, key)
    assert "cannot be read" in why(read_authorities, Path())


def test_a_broken_pem_is_no_certificate(files):
    certificate, key = files
    broken = certificate.read_bytes().replace(b"MI", b"XX", 1)
    assert "no certificate" in why(check_identity, Identity(broken, key.read_bytes()), "a", "b")


def test_what_is_no_certificate_is_told_by_its_digest_alone():
    described = describe(b"\x30\x03abc")
    assert set(described) == {"sha256", "error"}
    assert common_name(b"") == ""
