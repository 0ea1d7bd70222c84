"""Why a connection of a client never opened: the step, all faults, and the answer as it came."""

from __future__ import annotations

from dataclasses import dataclass

from wsinspector.journal.fact_words import stored_text
from wsinspector.journal.journal import Journal
from wsinspector.journal.open_failure import answer_head, open_failure_details
from wsinspector.journal.stored_faults import stored_faults
from wsinspector.journal.visible_text import visible
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.field_text import meant
from wsinspector.protocol.opening.head import Head
from wsinspector.protocol.opening.opening_stage import BAD_101, HTTP_REJECTED
from wsinspector.protocol.phases import Phase
from wsinspector.texts import Text, text

_TELLING = (Kind.RESPONSE, Kind.BYTES, Kind.FAILURE)
"""The kinds of row that show what failed, the most telling one first."""
_SAID_ALREADY = "resp-status-not-101"
_LINE_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class ConnectFailure:
    """A connect that came to nothing.

    Attributes:
        why: what went wrong, as a sentence.
        step: the step that failed: dns, tcp, tls or http; empty where none was taken.
        reason: how it failed, as it was recorded; may be empty.
        faults: severity and sentence of everything that is wrong or remarkable about the answer.
        answer: the lines of the answer's head, visible; where it redirects to comes first.
        entry: the entry that shows it; None without one.
        row: that entry's number in the timeline.
        named: the name of the host had to be looked up.
        secure: TLS was asked for.
    """

    why: Text
    step: str = ""
    reason: str = ""
    faults: tuple[tuple[Severity, Text], ...] = ()
    answer: tuple[str, ...] = ()
    entry: int | None = None
    row: int | None = None
    named: bool = False
    secure: bool = False


def connect_failure(journal: Journal, client_end: int) -> ConnectFailure | None:
    """Why a client's connection was never open, as recorded; None as long as it may be or was.

    Args:
        journal: where it is recorded.
        client_end: id of the client's end.
    """
    details = open_failure_details(journal, client_end)
    why = stored_text(details.get("text"))
    if why is None:
        return None
    rows = _telling_rows(journal, client_end)
    row = next((rows[kind] for kind in _TELLING if kind in rows), None)
    head = answer_head(journal, client_end)
    reason = str(details.get("reason") or "")
    faults = [fault for fault in stored_faults(details.get("faults")) if fault[1] != _SAID_ALREADY]
    return ConnectFailure(
        _why(why, reason, head, faults),
        str(details.get("step") or ""),
        reason,
        tuple((severity, said) for severity, _, said in faults),
        _lines(head) if head is not None else _beginning(journal, client_end),
        None if row is None else journal.rows.entries[row],
        None if row is None else row + 1,
        journal.lifelines.has_been(client_end, Phase.CONNECTING_DNS, len(journal)),
        journal.connection(journal.end(client_end).connection).url.startswith("wss:"),
    )


def _telling_rows(journal: Journal, client_end: int) -> dict[Kind, int]:
    """The last row of each kind that shows what failed."""
    end = journal.end(client_end)
    connection = journal.connection(end.connection)
    found: dict[Kind, int] = {}
    for row in journal.rows.of(end.connection, connection.first_entry):
        entry = journal.entry(journal.rows.entries[row])
        # Whatever kind of end saw the answer first; the rest only as this end has it.
        if entry.kind is Kind.RESPONSE or (entry.kind in _TELLING and entry.end == client_end):
            found[entry.kind] = row
    return found


def _why(
    why: Text, reason: str, head: Head | None, faults: list[tuple[Severity, str, Text]]
) -> Text:
    """The sentence that says it with the answer's own status line."""
    if head is None or reason not in (BAD_101, HTTP_REJECTED):
        return why
    line = _cut(meant(head.start_line.decode("latin-1")))
    line = line.partition(" ")[2] or line
    if reason == HTTP_REJECTED:
        return text("open.rejected", line=line)
    count = sum(severity in (Severity.VIOLATION, Severity.DEVIATION) for severity, *_ in faults)
    if count == 1:
        return text("open.bad-101.one", line=line)
    return text("open.bad-101", line=line, count=count)


def _lines(head: Head) -> tuple[str, ...]:
    """The head's lines, with Location first."""
    fields = sorted(head.fields, key=lambda field: field.name.lower() != "location")
    raw = (field.raw.rstrip(b"\r\n") for field in fields)
    return tuple(visible(meant(line.decode("latin-1"))) for line in (head.start_line, *raw))


def _beginning(journal: Journal, client_end: int) -> tuple[str, ...]:
    """The whole lines of an answer whose head never ended."""
    row = _telling_rows(journal, client_end).get(Kind.BYTES)
    if row is None:
        return ()
    entry = journal.rows.entries[row]
    if journal.details(entry).get("why") != "head-incomplete":
        return ()
    raw = (journal.payload(entry) or b"").split(b"\n")[:-1]
    lines = (visible(meant(line.rstrip(b"\r").decode("latin-1"))) for line in raw)
    return tuple(line for line in lines if line)


def _cut(line: str) -> str:
    return visible(line if len(line) <= _LINE_CHARACTERS else line[: _LINE_CHARACTERS - 1] + "…")
