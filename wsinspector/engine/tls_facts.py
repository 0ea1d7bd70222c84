"""What a TLS handshake came to, and why one failed, as it is recorded."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from wsinspector.engine.certificates import common_name, describe
from wsinspector.engine.tls_contexts import Trusted
from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from wsinspector.protocol.facts import Detail

_CHAIN_SHOWN = 10
_START_SHOWN = 24
_DER = 2  # what the library calls the encoding of a certificate as it was sent

# Numbers of OpenSSL (X509_V_ERR_...).
_NOT_YET, _EXPIRED, _SELF_SIGNED = 9, 10, 18
_UNKNOWN_ISSUER = frozenset((2, 19, 20, 21))
_WRONG_NAME = frozenset((62, 64))

_TOLD_APART = frozenset(
    (
        "bad-certificate",
        "certificate-expired",
        "certificate-unknown",
        "handshake-failure",
        "protocol-version",
        "unknown-ca",
        "unrecognized-name",
    )
)


def handshake_details(
    tls: ssl.SSLObject, role: Role, host: str, trusted: Trusted | None
) -> dict[str, Detail]:
    """What a handshake that succeeded has agreed on, and what the peer has shown.

    Args:
        tls: the connection.
        role: which end of it.
        host: what a client asked for.
        trusted: whom a client believes.
    """
    cipher = tls.cipher()
    details: dict[str, Detail] = {
        "step": "tls",
        "version": tls.version(),
        "cipher": None if cipher is None else cipher[0],
        "bits": None if cipher is None else cipher[2],
        "alpn": tls.selected_alpn_protocol(),
    }
    if role is Role.CLIENT and trusted is not None:
        details["sni"] = None if _is_address(host) else host
        details["trusted"] = str(trusted)
        if trusted is not Trusted.NOBODY:
            verified = _chain(tls, verified=True)
            details["verified_by"] = common_name(verified[-1]) if verified else ""
    chain = _chain(tls, verified=False)
    if chain:
        details["certificates"] = [describe(der) for der in chain[:_CHAIN_SHOWN]]
    return details


def alert_of(error: ssl.SSLError) -> str:
    """The name of the alert that the peer sent, as RFC 8446 §6 has it; empty if it is none."""
    reason = error.reason or ""
    _, found, name = reason.partition("_ALERT_")
    return name.lower().replace("_", "-") if found else ""


def failure_of(error: ssl.SSLError, tls: ssl.SSLObject, role: Role, host: str) -> Text:
    """Why TLS failed, as one sentence."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate_text(error, tls, host)
    if alert := alert_of(error):
        if alert in _TOLD_APART:
            return text(f"tls.alert.{alert}.{role}", alert=alert)
        return text("tls.alert", alert=alert)
    words = (error.reason or str(error)).lower().replace("_", " ")
    return text("tls.failed", error=words)


def stranger_text(role: Role, data: bytes) -> Text:
    """What to say of a peer whose first bytes are no TLS."""
    start = data[:_START_SHOWN].decode("ascii", "backslashreplace").partition("\r\n")[0]
    if role is Role.CLIENT:
        return text("tls.plain-server", start=start)
    if data[:4] in (b"GET ", b"POST", b"HEAD", b"OPTI", b"CONN"):
        return text("tls.plain-client")
    return text("tls.stranger", start=start)


def _certificate_text(error: ssl.SSLCertVerificationError, tls: ssl.SSLObject, host: str) -> Text:
    shown = [describe(der) for der in _chain(tls, verified=False)[:1]]
    leaf = shown[0] if shown else {}
    code = error.verify_code
    if code == _EXPIRED:
        return text("tls.certificate.expired", until=_said(leaf, "until"))
    if code == _NOT_YET:
        return text("tls.certificate.not-yet", begin=_said(leaf, "from"))
    if code == _SELF_SIGNED:
        return text("tls.certificate.self-signed", subject=_said(leaf, "subject"))
    if code in _UNKNOWN_ISSUER:
        return text("tls.certificate.unknown-issuer", issuer=_said(leaf, "issuer"))
    if code in _WRONG_NAME:
        names = leaf.get("names")
        listed = ", ".join(map(str, names)) if isinstance(names, list) and names else "—"
        return text("tls.certificate.wrong-name", host=host, names=listed)
    return text("tls.certificate.refused", error=error.verify_message)


def _said(certificate: dict[str, Detail], name: str) -> str:
    return str(certificate.get(name, "")) or "—"


def _chain(tls: ssl.SSLObject, *, verified: bool) -> list[bytes]:
    """The peer's certificates, its own first: as sent, or as they lead to somebody trusted.

    Before Python 3.13 only the library's inner object knows them all.
    """
    name = "get_verified_chain" if verified else "get_unverified_chain"
    inner = getattr(tls, "_sslobj", None)
    get = getattr(inner, name, None)
    found = [] if get is None else get() or []
    return [one.public_bytes(_DER) for one in found]


def _is_address(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()
