"""One entry of the timeline in a label for its lane and a summary beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wsinspector.journal.fact_words import fact_label, fact_words
from wsinspector.journal.fates import Fate, FateKind, fate_of
from wsinspector.journal.frame_words import broken_rules, frame_label, frame_line, frame_words
from wsinspector.protocol.facts import Kind
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from wsinspector.journal.entries import Entry
    from wsinspector.journal.journal import Journal

_MS = 1_000_000


class EntryLine(NamedTuple):
    """All that the timeline says of one entry.

    Attributes:
        label: see :func:`lane_label`.
        summary: see :func:`summary`.
        marked: see :func:`is_marked`.
    """

    label: Text
    summary: Text
    marked: bool


def entry_line(journal: Journal, entry: Entry) -> EntryLine:
    """All three at once: what they have in common is read once, and a timeline is made of it."""
    if entry.kind.is_frame:
        label, content, broken = frame_line(journal, entry)
        return EntryLine(label, _with_fate(journal, entry, content + broken), bool(broken))
    return EntryLine(
        fact_label(journal, entry),
        _with_fate(journal, entry, fact_words(journal, entry)),
        is_marked(journal, entry.id),
    )


def lane_label(journal: Journal, entry_id: int) -> Text:
    """What stands at an entry's arrow or mark, in a few words."""
    entry = journal.entry(entry_id)
    return frame_label(journal, entry) if entry.kind.is_frame else fact_label(journal, entry)


def summary(journal: Journal, entry_id: int) -> Text:
    """What an entry says, on one line: what is in it, what is wrong with it, what became of it."""
    entry = journal.entry(entry_id)
    words = frame_words(journal, entry) if entry.kind.is_frame else fact_words(journal, entry)
    return _with_fate(journal, entry, words)


def _with_fate(journal: Journal, entry: Entry, words: list[Text]) -> Text:
    """What an entry says, and what became of it, side by side."""
    parts = list(words)
    became = fate_of(journal, entry)
    if became is not None:
        if entry.kind.is_frame and (said := fate_words(became)) is not None:
            parts.append(said)
        elif entry.kind is Kind.TCP:
            parts += _accept_words(became)
    if len(parts) > 1:
        return Text("side-by-side", {}, tuple(parts))
    return parts[0] if parts else text("summary.nothing")


def is_marked(journal: Journal, entry_id: int) -> bool:
    """Whether an entry shows something that its sender must not do."""
    entry = journal.entry(entry_id)
    if entry.kind.is_frame:
        return bool(broken_rules(journal, entry))
    if entry.kind not in (Kind.REQUEST, Kind.RESPONSE, Kind.FAILURE, Kind.TLS):
        return False
    details = journal.details(entry_id)
    if entry.kind in (Kind.FAILURE, Kind.TLS):
        return bool(details.get("rule"))
    faults = details.get("faults")
    return isinstance(faults, list) and any(
        isinstance(fault, list) and fault[1:2] == ["violation"] for fault in faults
    )


def _accept_words(became: Fate) -> list[Text]:
    """When the server accepted, counted from when the client was told that it is connected."""
    if became.sent_ns is None or became.received_ns is None:
        return []
    if became.transit_ns is None:
        early_ns = became.sent_ns - became.received_ns
        return [text("fate.accepted.before", ms=milliseconds(early_ns))]
    return [text("fate.accepted", ms=milliseconds(became.transit_ns))]


def fate_words(became: Fate) -> Text | None:
    """What is to be said of a fate: the time it took, or why it did not arrive.

    None where there is nothing to say: one end alone saw it, and all went well as far as it knows.
    """
    if became.kind is FateKind.RECEIVED:
        transit = became.transit_ns
        return None if transit is None else text("fate.transit", ms=milliseconds(transit))
    if became.kind is FateKind.HANDED:
        return None
    return fate_name(became)


def fate_name(became: Fate) -> Text:
    """A fate in words."""
    if became.kind is FateKind.PART_RECEIVED:
        return text("fate.part-received", received=became.received, size=became.size)
    return text(f"fate.{became.kind}")


def milliseconds(duration_ns: int) -> str:
    """A duration in milliseconds with three significant digits, at most to the microsecond."""
    value = duration_ns / _MS
    if abs(value) >= 100:
        return f"{value:.0f}"
    return (
        f"{value:.1f}"
        if abs(value) >= 10
        else f"{value:.2f}"
        if abs(value) >= 1
        else f"{value:.3f}"
    )
