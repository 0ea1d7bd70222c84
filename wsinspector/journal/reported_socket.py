"""Finds the connection of which a page or a program reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.entries import EndKind, key_of
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.website.api_report import marker_of

if TYPE_CHECKING:
    from wsinspector.journal.connections import Address
    from wsinspector.journal.journal import Journal

_LOOKED_AT: Final = 1000
_KEY: Final = key_of(EndKind.SERVER, False, Kind.REQUEST)


def socket_with_marker(journal: Journal, marker: str) -> int | None:
    """The latest connection whose request names its socket so.

    Args:
        journal: where it is recorded; its last 1000 requests count.
        marker: the name.

    Returns:
        id of the connection, or None.
    """
    rows = journal.rows
    row = rows.keys.rfind(_KEY)
    for _ in range(_LOOKED_AT):
        if row < 0:
            return None
        entry = rows.entries[row]
        if marker_of(str(journal.details(entry).get("resource", ""))) == marker:
            return journal.connection_of(entry)
        row = rows.keys.rfind(_KEY, 0, row)
    return None


def socket_of_address(journal: Journal, local: Address) -> int | None:
    """The latest connection that came to the embedded server from this address.

    Args:
        journal: where it is recorded; its last 1000 ends count.
        local: host and port of the client.

    Returns:
        id of the connection, or None.
    """
    for end in reversed(journal.table.ends[-_LOOKED_AT:]):
        if end.kind is EndKind.SERVER and end.remote == local and end.connection > 0:
            return end.connection
    return None
