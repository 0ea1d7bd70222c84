"""The request of an opening handshake, as a client of ours makes it (RFC 6455 §4.1)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from wsinspector.protocol.deflate_negotiation import Extensions, offer_value
from wsinspector.protocol.deflate_terms import DeflateTerms
from wsinspector.protocol.faults import Fault, Severity
from wsinspector.protocol.head import Head, parse_head
from wsinspector.protocol.request_faults import offered_extensions, request_faults
from wsinspector.protocol.request_plan import SUBPROTOCOL_FIELD, Made, RequestPlan

GUID: Final = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""What RFC 6455 §1.3 appends to the key."""

KEY_BYTES: Final = 16


def accept_for(key_text: str) -> str:
    """The Sec-WebSocket-Accept that answers this Sec-WebSocket-Key (RFC 6455 §4.2.2, step 5.4)."""
    digest = hashlib.sha1((key_text + GUID).encode("latin-1"), usedforsecurity=False).digest()
    return base64.b64encode(digest).decode("ascii")


@dataclass(frozen=True)
class OpeningRequest:
    """A plan of a request with what is particular to one connection.

    What it asks for is read from its bytes, so that the answer is judged by what was really sent.

    Attributes:
        host: host of the address, with the port unless it is the default one.
        resource: path and query of the address.
        key: the 16 random bytes for Sec-WebSocket-Key.
        plan: what is to be said.
        deflate: on which terms permessage-deflate is offered; None does not offer it.
    """

    host: str
    resource: str
    key: bytes
    plan: RequestPlan = field(default_factory=RequestPlan)
    deflate: DeflateTerms | None = None

    def head(self) -> bytes:
        """The request as it goes on the wire."""
        return self.plan.head(
            self.resource,
            {
                Made.HOST: self.host,
                Made.KEY: base64.b64encode(self.key).decode("ascii"),
                Made.DEFLATE: None if self.deflate is None else offer_value(self.deflate),
            },
        )

    @cached_property
    def key_text(self) -> str | None:
        """The value of Sec-WebSocket-Key, read as Latin-1; None where it does not stand once."""
        keys = self._parsed.values("Sec-WebSocket-Key")
        return keys[0] if len(keys) == 1 else None

    @property
    def key_bytes(self) -> bytes | None:
        """What Sec-WebSocket-Key decodes to; None where it does not."""
        try:
            return None if self.key_text is None else base64.b64decode(self.key_text)
        except (binascii.Error, ValueError):
            return None

    @property
    def expected_accept(self) -> str | None:
        """The only right Sec-WebSocket-Accept; None where no key was sent, or several.

        A key is answered as the string it is (RFC 6455 §4.1), so a bad one has its answer too.
        """
        return None if self.key_text is None else accept_for(self.key_text)

    @cached_property
    def subprotocols(self) -> tuple[str, ...]:
        """The names that are offered, in order, tokens or not."""
        values = self._parsed.values(SUBPROTOCOL_FIELD)
        names = (name.strip(" \t") for value in values for name in value.split(","))
        return tuple(name for name in names if name)

    @cached_property
    def extensions(self) -> Extensions:
        """The extensions that are offered, in order; none if the list is malformed."""
        return offered_extensions(self._parsed) or ()

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """All that is wrong or remarkable about it."""
        return request_faults(self._parsed)

    @property
    def is_correct(self) -> bool:
        """Whether it breaks no rule."""
        return not any(fault.severity is Severity.VIOLATION for fault in self.faults)

    @cached_property
    def _parsed(self) -> Head:
        return parse_head(self.head(), is_request=True)


def build_head(start_line: str, fields: list[tuple[str, str]]) -> bytes:
    """A head in HTTP/1.1 form, its empty line included."""
    lines = [start_line, *(f"{name}: {value}" for name, value in fields), "", ""]
    return "\r\n".join(lines).encode("latin-1")
