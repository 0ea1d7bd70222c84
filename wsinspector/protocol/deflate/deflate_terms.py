"""What an end asks for, and what both ends agree on, about permessage-deflate (RFC 7692)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from wsinspector.protocol.deflate.deflater import Deflater
from wsinspector.protocol.deflate.inflater import Inflater
from wsinspector.protocol.phases import Role

DEFLATE: Final = "permessage-deflate"
"""The name of the extension."""

LARGEST_WINDOW: Final = 15


@dataclass(frozen=True, slots=True)
class DeflateTerms:
    """The four parameters of RFC 7692 §7.1, as one end wants them.

    Attributes:
        server_no_context_takeover: the server compresses every message by itself.
        client_no_context_takeover: the client does.
        server_max_window_bits: largest window of the server's compressor, 8 to 15 (9 to 15 for an
            end that is the server itself); None says nothing of it.
        client_max_window_bits: the same of the client's compressor (9 to 15 for an end that is the
            client itself). True, in an offer alone, lets the server name one; None in an offer
            means that it may not.
    """

    server_no_context_takeover: bool = False
    client_no_context_takeover: bool = False
    server_max_window_bits: int | None = None
    client_max_window_bits: int | Literal[True] | None = None

    @property
    def offer(self) -> str:
        """As a client offers them in Sec-WebSocket-Extensions of its request."""
        words = [DEFLATE]
        if self.server_no_context_takeover:
            words.append("server_no_context_takeover")
        if self.client_no_context_takeover:
            words.append("client_no_context_takeover")
        if self.server_max_window_bits is not None:
            words.append(f"server_max_window_bits={self.server_max_window_bits}")
        if self.client_max_window_bits is True:
            words.append("client_max_window_bits")
        elif self.client_max_window_bits is not None:
            words.append(f"client_max_window_bits={self.client_max_window_bits}")
        return "; ".join(words)


BROWSER_OFFER: Final = DeflateTerms(client_max_window_bits=True)
"""What browsers offer."""


@dataclass(frozen=True, slots=True)
class DeflateAgreement:
    """What both ends keep to once the opening handshake is over.

    Attributes:
        value: the answer as it stands in Sec-WebSocket-Extensions.
        server_takeover: whether the server's window reaches back into earlier messages.
        client_takeover: whether the client's does.
        server_window: bits of the server's window.
        client_window: bits of the client's window.
    """

    value: str
    server_takeover: bool = True
    client_takeover: bool = True
    server_window: int = LARGEST_WINDOW
    client_window: int = LARGEST_WINDOW

    def deflater(self, role: Role) -> Deflater:
        """The compressor of an end."""
        if role is Role.SERVER:
            return Deflater(self.server_window, self.server_takeover)
        return Deflater(self.client_window, self.client_takeover)

    def inflater(self, role: Role) -> Inflater:
        """What an end reads its peer's messages with."""
        if role is Role.CLIENT:
            return Inflater(self.server_window, self.server_takeover)
        return Inflater(self.client_window, self.client_takeover)
