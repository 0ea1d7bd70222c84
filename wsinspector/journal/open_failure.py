"""Finds why an opening handshake came to nothing."""

from __future__ import annotations

from wsinspector.journal.entries import EndKind, key_of
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase
from wsinspector.texts import Text

_NEVER_OPEN = frozenset({Phase.NEVER_OPENED, Phase.CONNECTING_ABORTED})


def open_failure(journal: Journal, client_end: int) -> Text | None:
    """Why a client's connection was never open, as recorded; None as long as it may be or was.

    Args:
        journal: where it is recorded.
        client_end: id of the client's end.
    """
    standing = journal.lifelines.now(client_end)
    if standing is None or standing.phase not in _NEVER_OPEN:
        return None
    rows = journal.rows
    # Failures have no direction; the key is the same for every client.
    key = key_of(EndKind.CLIENT, False, Kind.FAILURE)
    row = rows.keys.rfind(key)
    while row >= 0 and journal.end_of(rows.entries[row]) != client_end:
        row = rows.keys.rfind(key, 0, row)
    if row < 0:
        return None
    match journal.details(rows.entries[row]).get("text"):
        case [str(message_id), dict(args)]:
            return Text(message_id, args)
        case _:
            return None
