"""Certificates: an authority of our own, what it issues, files of others, and what stands in them."""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from wsinspector.engine.certificate_error import CertificateError
from wsinspector.texts import text

if TYPE_CHECKING:
    from wsinspector.protocol.facts import Detail

ALWAYS_NAMED = ("localhost", "127.0.0.1", "::1")
"""Names that every certificate of ours is good for."""

_AUTHORITY_DAYS = 3650
# Browsers refuse certificates that are valid for longer than this.
_SERVER_DAYS = 397
_SKEW = dt.timedelta(hours=1)
_NAMES_SHOWN = 100
_CHARACTERS_SHOWN = 500
_LARGEST_FILE = 1024 * 1024
_UNREADABLE = (ValueError, TypeError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a server proves itself with, both in PEM form.

    Attributes:
        chain: its certificate, and those between it and the root.
        key: its private key.
    """

    chain: bytes
    key: bytes


class Authority:
    """A certificate authority of our own.

    Attributes:
        certificate: in PEM form, for those who are to trust it.
        key: its private key in PEM form.
    """

    def __init__(self, certificate: bytes, key: bytes) -> None:
        """Take what an authority was stored as.

        Raises:
            CertificateError: it is none, or is no longer valid.
        """
        check_identity(Identity(certificate, key), "certificate", "key")
        self.certificate = certificate
        self.key = key
        self._issuer = x509.load_pem_x509_certificate(certificate)
        if self._issuer.not_valid_after_utc < _now() + dt.timedelta(days=1):
            raise CertificateError(text("certificate.expired"))

    @classmethod
    def generate(cls) -> Authority:
        """A new one."""
        key = ec.generate_private_key(ec.SECP256R1())
        # Two authorities of one name would be mixed up by whoever trusts both.
        number = x509.random_serial_number()
        name = _named(f"wsinspector authority {number % 2**32:08x}")
        built = (
            _builder(name, name, key.public_key(), _AUTHORITY_DAYS, number)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs_certificates=True), critical=True)
            .sign(key, hashes.SHA256())
        )
        return cls(built.public_bytes(serialization.Encoding.PEM), _key_pem(key))

    def issue(self, hosts: Sequence[str] = ()) -> Identity:
        """A server's certificate and its new key.

        Args:
            hosts: names and addresses that it is good for, besides those of this machine's
                loopback; what can stand in no certificate is left out.
        """
        signer = serialization.load_pem_private_key(self.key, None)
        assert isinstance(signer, ec.EllipticCurvePrivateKey)
        key = ec.generate_private_key(ec.SECP256R1())
        names = [name for host in dict.fromkeys((*ALWAYS_NAMED, *hosts)) for name in _names(host)]
        identifier = self._issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
        authority = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier.value)
        built = (
            _builder(
                _named("wsinspector server"),
                self._issuer.subject,
                key.public_key(),
                _SERVER_DAYS,
                x509.random_serial_number(),
            )
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(authority, critical=False)
            .sign(signer, hashes.SHA256())
        )
        return Identity(built.public_bytes(serialization.Encoding.PEM), _key_pem(key))


def read_identity(certificate: Path, key: Path) -> Identity:
    """A server's own certificate and key from files; both may be in one.

    Raises:
        CertificateError: they cannot be read, or do not belong together.
    """
    identity = Identity(read_pem(certificate), read_pem(key))
    check_identity(identity, str(certificate), str(key))
    return identity


def read_authorities(path: Path) -> bytes:
    """Certificates to be trusted, from a file in PEM form.

    Raises:
        CertificateError: there are none in it.
    """
    pem = read_pem(path)
    _load_certificates(pem, str(path))
    return pem


def read_pem(path: Path) -> bytes:
    """What is in a file.

    Raises:
        CertificateError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_FILE)
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or str(error)
        why = text("certificate.unreadable", file=str(path), error=words)
        raise CertificateError(why) from None


def check_identity(identity: Identity, certificate: str, key: str) -> None:
    """Make sure that a certificate and a key can be used together.

    Args:
        identity: both.
        certificate: what the file of the certificate is called.
        key: what the file of the key is called.

    Raises:
        CertificateError: they cannot.
    """
    loaded = _load_certificates(identity.chain, certificate)
    try:
        private = serialization.load_pem_private_key(identity.key, None)
    except TypeError:
        raise CertificateError(text("certificate.password", file=key)) from None
    except (ValueError, UnsupportedAlgorithm):
        raise CertificateError(text("certificate.no-key", file=key)) from None
    encoding = serialization.Encoding.DER
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    if loaded[0].public_key().public_bytes(encoding, form) != private.public_key().public_bytes(
        encoding, form
    ):
        why = text("certificate.mismatch", certificate=certificate, key=key)
        raise CertificateError(why)


def describe(der: bytes) -> dict[str, Detail]:
    """What stands in a certificate, as far as it can be read; its SHA-256 always.

    Args:
        der: the certificate as it was sent.
    """
    digest = hashes.Hash(hashes.SHA256())
    digest.update(der)
    details: dict[str, Detail] = {"sha256": digest.finalize().hex(":").upper()}
    try:
        certificate = x509.load_der_x509_certificate(der)
        details["subject"] = _cut(certificate.subject.rfc4514_string())
        details["issuer"] = _cut(certificate.issuer.rfc4514_string())
        details["from"] = certificate.not_valid_before_utc.isoformat(sep=" ")
        details["until"] = certificate.not_valid_after_utc.isoformat(sep=" ")
        details["names"] = _alternative_names(certificate)
    except _UNREADABLE as error:
        details["error"] = _cut(str(error))
    return details


def common_name(der: bytes) -> str:
    """What a certificate calls its subject, in few words."""
    try:
        subject = x509.load_der_x509_certificate(der).subject
    except _UNREADABLE:
        return ""
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in subject.get_attributes_for_oid(oid):
            return _cut(str(attribute.value))
    return _cut(subject.rfc4514_string())


def _alternative_names(certificate: x509.Certificate) -> list[Detail]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return []
    return [_cut(str(name.value)) for name in list(found.value)[:_NAMES_SHOWN]]


def _load_certificates(pem: bytes, file: str) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError:
        raise CertificateError(text("certificate.none", file=file)) from None


def _names(host: str) -> list[x509.GeneralName]:
    try:
        return [x509.IPAddress(ipaddress.ip_address(host))]
    except ValueError:
        pass
    try:
        return [x509.DNSName(host.encode("idna").decode("ascii"))] if host else []
    except UnicodeError:
        return []


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    days: int,
    number: int,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(number)
        .not_valid_before(_now() - _SKEW)
        .not_valid_after(_now() + dt.timedelta(days=days) - _SKEW)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _cut(words: str) -> str:
    return words if len(words) <= _CHARACTERS_SHOWN else words[: _CHARACTERS_SHOWN - 1] + "…"
