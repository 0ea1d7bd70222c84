"""The close codes: what is registered, and what may be sent by whom (RFC 6455 §7.4).

The table follows the IANA registry "WebSocket Close Code Number Registry" as of :data:`AS_OF`.
A new registration is a new row here, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, text

AS_OF: Final = "2026-01-12"
"""The date of the registry's edition that the table follows."""

CODE_MAX: Final = 0xFFFF


class Sender(StrEnum):
    """Who may put a code into a Close frame."""

    BOTH = "both"
    CLIENT = "client"
    SERVER = "server"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class CloseCode:
    """A registered close code.

    Attributes:
        code: the number.
        name: the registered name, which is not translated.
        reference: where it is defined.
        sender: who may send it.
        meaning: what it says, in one sentence.
        causes: what typically causes it.
    """

    code: int
    name: str
    reference: str
    sender: Sender
    meaning: Text
    causes: Text


def _row(code: int, name: str, reference: str, sender: Sender = Sender.BOTH) -> CloseCode:
    return CloseCode(
        code,
        name,
        reference,
        sender,
        text(f"close-code.{code}.meaning"),
        text(f"close-code.{code}.causes"),
    )


_RFC = "RFC 6455 §7.4.1"

# The registry describes 1014 by a sentence ("similar to 502 HTTP Status Code"); the short name is
# the one in general use.
REGISTERED: Final[dict[int, CloseCode]] = {
    row.code: row
    for row in (
        _row(1000, "Normal Closure", _RFC),
        _row(1001, "Going Away", _RFC),
        _row(1002, "Protocol error", _RFC),
        _row(1003, "Unsupported Data", _RFC),
        _row(1004, "Reserved", _RFC, Sender.NOBODY),
        _row(1005, "No Status Rcvd", _RFC, Sender.NOBODY),
        _row(1006, "Abnormal Closure", _RFC, Sender.NOBODY),
        _row(1007, "Invalid frame payload data", _RFC),
        _row(1008, "Policy Violation", _RFC),
        _row(1009, "Message Too Big", f"{_RFC}, §10.4"),
        _row(1010, "Mandatory Ext.", f"{_RFC}, RFC 7692 §5.1", Sender.CLIENT),
        _row(1011, "Internal Error", _RFC, Sender.SERVER),
        _row(1012, "Service Restart", "IANA, hybi list 09670", Sender.SERVER),
        _row(1013, "Try Again Later", "IANA, hybi list 09670", Sender.SERVER),
        _row(1014, "Bad Gateway", "IANA, hybi list 10748", Sender.SERVER),
        _row(1015, "TLS handshake", _RFC, Sender.NOBODY),
        _row(3000, "Unauthorized", "IANA"),
        _row(3003, "Forbidden", "IANA"),
        _row(3008, "Timeout", "IANA"),
    )
}
"""The registered codes, in their order."""

NEVER_ON_WIRE: Final = frozenset((1005, 1006, 1015))
"""The codes that an API reports and no Close frame may carry (RFC 6455 §7.4.1)."""

RESERVED: Final = 1004
FIRST: Final = 1000
FIRST_LIBRARY: Final = 3000
FIRST_PRIVATE: Final = 4000
LAST: Final = 4999

_HTTP_STATUSES = range(100, 600)
_PRINTABLE = range(0x20, 0x7F)


def close_code(code: int) -> CloseCode | None:
    """The registered code with this number; None where there is none."""
    return REGISTERED.get(code)


def name_of(code: int) -> Text:
    """A short name for any number: the registered name, else that of its range (§7.4.2)."""
    known = REGISTERED.get(code)
    if known is not None:
        return text("close-code.name", name=known.name)
    if FIRST_PRIVATE <= code <= LAST:
        return text("close-code.range.private")
    if FIRST_LIBRARY <= code < FIRST_PRIVATE:
        return text("close-code.range.library")
    if FIRST <= code < FIRST_LIBRARY:
        return text("close-code.range.unassigned")
    if code < FIRST:
        return text("close-code.range.below-1000")
    return text("close-code.range.above-4999")


def hint_for(code: int) -> Text | None:
    """What an illegal code may have come from; None for a legal one, or where nothing fits.

    The hints are guesses: an HTTP status, two letters of a reason that was sent without a code,
    or a legal code with its bytes swapped.
    """
    if receiver_accepts(code):
        return None
    if code in _HTTP_STATUSES:
        return text("close-code.hint.http-status", code=code)
    high, low = code >> 8, code & 0xFF
    if high in _PRINTABLE and low in _PRINTABLE:
        return text("close-code.hint.ascii", letters=chr(high) + chr(low))
    swapped = low << 8 | high
    if code > LAST and receiver_accepts(swapped):
        return text("close-code.hint.swapped", code=swapped)
    return None


def receiver_accepts(code: int) -> bool:
    """Whether a receiver of ours takes this code; any other fails the connection with 1002.

    RFC 6455 forbids to send the others and leaves open what a receiver does. Ours refuses them, as
    most libraries do and unlike Chromium, which reports all but 1005, 1006 and 1015 as they are.
    """
    return FIRST_LIBRARY <= code <= LAST or (
        code in REGISTERED and code not in NEVER_ON_WIRE and code != RESERVED
    )


def is_sent_by(code: int, role: Role) -> bool:
    """Whether a code was made for this role; only a few registered ones are for one role alone."""
    known = REGISTERED.get(code)
    return known is None or known.sender in (Sender.BOTH, role.value)
