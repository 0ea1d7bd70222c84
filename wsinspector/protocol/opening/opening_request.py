"""The request of an opening handshake, as a client of ours makes it (RFC 6455 §4.1)."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from wsinspector.protocol.deflate.deflate_terms import DeflateTerms
from wsinspector.protocol.opening.asked_request import AskedRequest
from wsinspector.protocol.opening.head import parse_head
from wsinspector.protocol.opening.request_plan import Made, RequestPlan

KEY_BYTES: Final = 16


@dataclass(frozen=True)
class OpeningRequest:
    """A plan of a request with what is particular to one connection.

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
                Made.DEFLATE: None if self.deflate is None else self.deflate.offer,
            },
        )

    @cached_property
    def asked(self) -> AskedRequest:
        """What it asks for."""
        return AskedRequest(parse_head(self.head(), is_request=True))


def build_head(start_line: str, fields: list[tuple[str, str]]) -> bytes:
    """A head in HTTP/1.1 form, its empty line included."""
    lines = [start_line, *(f"{name}: {value}" for name, value in fields), "", ""]
    return "\r\n".join(lines).encode("latin-1")
