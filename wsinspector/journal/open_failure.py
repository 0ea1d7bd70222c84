"""Finds why an opening handshake came to nothing."""

from __future__ import annotations

from wsinspector.journal.entries import EndKind, key_of, kind_of
from wsinspector.journal.fact_words import stored_text
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Detail, Kind
from wsinspector.protocol.opening.head import Head, parse_head
from wsinspector.protocol.phases import Phase
from wsinspector.texts import Text

_NEVER_OPEN = frozenset({Phase.NEVER_OPENED, Phase.CONNECTING_ABORTED})


def open_failure(journal: Journal, client_end: int) -> Text | None:
    """Why a client's connection was never open, as recorded; None as long as it may be or was.

    Args:
        journal: where it is recorded.
        client_end: id of the client's end.
    """
    return stored_text(open_failure_details(journal, client_end).get("text"))


def open_failure_details(journal: Journal, client_end: int) -> dict[str, Detail]:
    """All that was recorded of it: the details of the last failure, empty where there is none.

    Args:
        journal: where it is recorded.
        client_end: id of the client's end.
    """
    standing = journal.lifelines.now(client_end)
    if standing is None or standing.phase not in _NEVER_OPEN:
        return {}
    rows = journal.rows
    # Failures have no direction; the key is the same for every client.
    key = key_of(EndKind.CLIENT, False, Kind.FAILURE)
    row = rows.keys.rfind(key)
    while row >= 0 and journal.end_of(rows.entries[row]) != client_end:
        row = rows.keys.rfind(key, 0, row)
    return {} if row < 0 else journal.details(rows.entries[row])


def answer_head(journal: Journal, client_end: int) -> Head | None:
    """The head of the last answer to a client's opening handshake; None as long as there is none.

    Args:
        journal: where it is recorded.
        client_end: id of the client's end.
    """
    connection = journal.connection(journal.end(client_end).connection)
    data = None
    for row in journal.rows.of(connection.id, connection.first_entry):
        entry = journal.rows.entries[row]
        # Whatever kind of end saw the answer first.
        if kind_of(journal.key_of(entry)) is Kind.RESPONSE:
            data = journal.payload(entry)
    if data is None:
        return None
    # A server of ours records the body of its answer with the head.
    end = data.find(b"\r\n\r\n")
    return parse_head(data if end < 0 else data[: end + 4], is_request=False)
