"""What is wrong or remarkable about an entry, each as a field of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.journal.fact_words import stored_text
from wsinspector.journal.frame_words import header_of
from wsinspector.journal.stored_faults import StoredFault, stored_faults
from wsinspector.models.frame_field import FrameField
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.faults import Fault, Severity
from wsinspector.protocol.frames.frame_legality import close_faults, header_faults
from wsinspector.protocol.opening.head import parse_head
from wsinspector.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.journal.journal import Journal
    from wsinspector.models.raw_entry import RawEntry

_ORDER = (Severity.VIOLATION, Severity.DEVIATION, Severity.OBSERVATION, Severity.OK)


def faults_of(journal: Journal, raw: RawEntry, words: Callable[[Text], str]) -> list[FrameField]:
    """The faults of an entry, as far as it shows them alone.

    Args:
        journal: where it is recorded.
        raw: its bytes.
        words: turns a text into words.
    """
    entry = raw.entry
    if not entry.kind.is_frame:
        details = journal.details(entry.id)
        found = stored_faults(details.get("faults")) if "faults" in details else _sent_faults(raw)
        said = stored_text(details.get("text"))
        if (
            entry.kind in (Kind.FAILURE, Kind.TLS)
            and said is not None
            and said not in [why for *_, why in found]
        ):
            rule = details.get("rule")
            found.insert(0, (Severity.VIOLATION, rule if isinstance(rule, str) else "", said))
    else:
        header = header_of(journal, entry)
        sender = None if entry.direction is None else entry.direction.sender
        faults: list[Fault] = []
        if header is not None:
            # RSV1 belongs to permessage-deflate (RFC 7692 §6), which left an inflated payload.
            faults += header_faults(header, sender, compressed=raw.inflated is not None)
        if entry.kind is Kind.CLOSE and raw.payload is not None and sender is not None:
            faults += close_faults(raw.payload, sender)
        found = [(fault.severity, fault.rule, fault.text) for fault in faults]
    return [FrameField("", words(why), rule, severity=severity) for severity, rule, why in found]


def _sent_faults(raw: RawEntry) -> list[StoredFault]:
    """What is wrong with a request of our own, which nobody has judged."""
    if raw.entry.kind is not Kind.REQUEST or not raw.entry.sent or raw.data is None:
        return []
    # Late, because it takes time, and a window opens without.
    from wsinspector.protocol.opening.request_faults import request_faults

    faults = request_faults(parse_head(raw.data, is_request=True))
    return sorted(
        ((fault.severity, fault.rule, fault.text) for fault in faults),
        key=lambda fault: _ORDER.index(fault[0]),
    )
