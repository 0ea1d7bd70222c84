"""What a TLS handshake is allowed to do, at either end."""

from __future__ import annotations

import os
import ssl
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from wsinspector.engine.certificate_error import CertificateError
from wsinspector.texts import text

if TYPE_CHECKING:
    from wsinspector.engine.certificates import Identity

_PROTOCOL = "http/1.1"
"""What the opening handshake is, for ALPN (RFC 7301); a WebSocket on HTTP/2 is another thing."""


class Trusted(StrEnum):
    """Whom a client believes that a server is who it says."""

    SYSTEM = "system"
    """The authorities that the system knows, and our own."""
    FILE = "file"
    """Those in a chosen file alone."""
    NOBODY = "none"
    """Nothing is verified: any certificate will do."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How a client verifies a server.

    Attributes:
        trusted: see :class:`Trusted`.
        authorities: certificates in PEM form: the only ones for ``FILE``, further ones for
            ``SYSTEM``.
    """

    trusted: Trusted = Trusted.SYSTEM
    authorities: bytes = b""


class ServerNames(ssl.SSLObject):
    """A connection that remembers which name the client asked for (SNI, RFC 6066 §3).

    Attributes:
        asked_name: the name; None if there was none.
    """

    asked_name: str | None = None


def server_context(identity: Identity) -> ssl.SSLContext:
    """For the connections that a server accepts.

    Raises:
        CertificateError: the certificate or key is refused.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sslobject_class = ServerNames
    context.sni_callback = _note_name
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols([_PROTOCOL])
    # The library takes keys from files only; mkstemp makes one that nobody else can read.
    handle, name = tempfile.mkstemp(suffix=".pem")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(identity.key + b"\n" + identity.chain)
        context.load_cert_chain(name)
    except ssl.SSLError as error:
        words = error.reason or str(error)
        raise CertificateError(text("certificate.refused", error=words)) from None
    finally:
        Path(name).unlink()
    return context


def client_context(trust: Trust) -> ssl.SSLContext:
    """For a connection to a server."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols([_PROTOCOL])
    if trust.trusted is Trusted.NOBODY:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    if trust.trusted is Trusted.SYSTEM:
        context.load_default_certs()
    if trust.authorities:
        try:
            context.load_verify_locations(cadata=trust.authorities.decode("ascii", "replace"))
        except ssl.SSLError as error:
            words = error.reason or str(error)
            raise CertificateError(text("certificate.refused", error=words)) from None
    return context


def _note_name(connection: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
    if isinstance(connection, ServerNames):
        connection.asked_name = name
