"""What the request of an opening handshake asks for, right or wrong, as its bytes say."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from wsinspector.protocol.deflate.deflate_negotiation import Extensions
from wsinspector.protocol.faults import Fault, Severity
from wsinspector.protocol.opening.head import Head
from wsinspector.protocol.opening.request_faults import offered_extensions, request_faults
from wsinspector.protocol.opening.request_plan import SUBPROTOCOL_FIELD

GUID: Final = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""What RFC 6455 §1.3 appends to the key."""


def accept_for(key_text: str) -> str:
    """The Sec-WebSocket-Accept that answers this Sec-WebSocket-Key (RFC 6455 §4.2.2, step 5.4)."""
    digest = hashlib.sha1((key_text + GUID).encode("latin-1"), usedforsecurity=False).digest()
    return base64.b64encode(digest).decode("ascii")


@dataclass(frozen=True)
class AskedRequest:
    """A request as the one that answers it has it, which is what the answer is judged by.

    Attributes:
        head: the request.
    """

    head: Head

    @cached_property
    def key_text(self) -> str | None:
        """The value of Sec-WebSocket-Key, read as Latin-1; None where it does not stand once."""
        keys = self.head.values("Sec-WebSocket-Key")
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
        values = self.head.values(SUBPROTOCOL_FIELD)
        names = (name.strip(" \t") for value in values for name in value.split(","))
        return tuple(name for name in names if name)

    @cached_property
    def extensions(self) -> Extensions:
        """The extensions that are offered, in order; none if the list is malformed."""
        return offered_extensions(self.head) or ()

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """All that is wrong or remarkable about it."""
        return request_faults(self.head)

    @property
    def is_correct(self) -> bool:
        """Whether it breaks no rule."""
        return not any(fault.severity is Severity.VIOLATION for fault in self.faults)
