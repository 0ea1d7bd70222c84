"""The request of an opening handshake, as a client of ours makes it (RFC 6455 §4.1)."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from wsinspector.protocol.deflate_negotiation import offer_value
from wsinspector.protocol.deflate_terms import DeflateTerms
from wsinspector.protocol.head import is_token

GUID: Final = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""What RFC 6455 §1.3 appends to the key."""

KEY_BYTES: Final = 16
VERSION: Final = "13"

OWN_FIELDS: Final = frozenset(
    (
        "host",
        "upgrade",
        "connection",
        "sec-websocket-key",
        "sec-websocket-version",
        "sec-websocket-protocol",
        "sec-websocket-extensions",
        "origin",
    )
)
"""The fields, in lower case, that a request writes itself."""

_TARGET = re.compile(r"/[!-\"$-~]*")
_FIELD_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")


def accept_for(key_text: str) -> str:
    """The Sec-WebSocket-Accept that answers this Sec-WebSocket-Key (RFC 6455 §4.2.2, step 5.4)."""
    digest = hashlib.sha1((key_text + GUID).encode("latin-1"), usedforsecurity=False).digest()
    return base64.b64encode(digest).decode("ascii")


@dataclass(frozen=True, slots=True)
class OpeningRequest:
    """A correct request; what cannot be one is refused when it is made.

    Attributes:
        host: value of Host: name or address, with the port unless it is the default one.
        resource: path and query, beginning with a slash, without a fragment.
        key: the 16 random bytes behind Sec-WebSocket-Key.
        origin: value of Origin; None leaves it out, as programs that are no browsers do.
        subprotocols: what is offered, in order of preference.
        headers: further fields as (name, value), written last and as given; none of
            :data:`OWN_FIELDS`. No extension but permessage-deflate is offered.
        deflate: on which terms permessage-deflate is offered; None does not offer it.

    Raises:
        ValueError: a part breaks the grammar of RFC 6455 §4.1 or of an HTTP field.
    """

    host: str
    resource: str
    key: bytes
    origin: str | None = None
    subprotocols: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    deflate: DeflateTerms | None = None

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(self.key)}")
        if not _TARGET.fullmatch(self.resource):
            raise ValueError(f"not a path with an optional query: {self.resource!r}")
        if not all(map(is_token, self.subprotocols)):
            raise ValueError(f"a subprotocol is not a token: {self.subprotocols!r}")
        if len(set(self.subprotocols)) != len(self.subprotocols):
            raise ValueError(f"a subprotocol is named twice: {self.subprotocols!r}")
        for name, value in (("Host", self.host), ("Origin", self.origin or ""), *self.headers):
            if not is_token(name) or not _FIELD_VALUE.fullmatch(value):
                raise ValueError(f"not a header field: {name!r}: {value!r}")
        for name, _ in self.headers:
            if name.lower() in OWN_FIELDS:
                raise ValueError(f"{name} is written by the opening handshake itself")

    @property
    def key_text(self) -> str:
        """The value of Sec-WebSocket-Key."""
        return base64.b64encode(self.key).decode("ascii")

    @property
    def expected_accept(self) -> str:
        """The only right value of Sec-WebSocket-Accept in the answer."""
        return accept_for(self.key_text)

    def head(self) -> bytes:
        """The request as it goes on the wire."""
        fields = [
            ("Host", self.host),
            ("Upgrade", "websocket"),
            ("Connection", "Upgrade"),
            ("Sec-WebSocket-Key", self.key_text),
            ("Sec-WebSocket-Version", VERSION),
        ]
        if self.origin is not None:
            fields.append(("Origin", self.origin))
        if self.subprotocols:
            fields.append(("Sec-WebSocket-Protocol", ", ".join(self.subprotocols)))
        if self.deflate is not None:
            fields.append(("Sec-WebSocket-Extensions", offer_value(self.deflate)))
        fields.extend(self.headers)
        return build_head(f"GET {self.resource} HTTP/1.1", fields)


def build_head(start_line: str, fields: list[tuple[str, str]]) -> bytes:
    """A head in HTTP/1.1 form, its empty line included."""
    lines = [start_line, *(f"{name}: {value}" for name, value in fields), "", ""]
    return "\r\n".join(lines).encode("latin-1")
