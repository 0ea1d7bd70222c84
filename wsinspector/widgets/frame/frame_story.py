"""What became of an entry, in words: which frame it is, when it went and came, and its fate."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wsinspector.journal.entries import Direction
from wsinspector.journal.fates import FateKind, fate
from wsinspector.journal.journal import Journal
from wsinspector.journal.summary import fate_name, lane_label, milliseconds
from wsinspector.models.raw_entry import RawEntry
from wsinspector.widgets.controls.wording import words

_SECOND = 1_000_000_000


def _tr(source: str) -> str:
    return QCoreApplication.translate("FramePanel", source)


def title_of(journal: Journal, raw: RawEntry) -> str:
    """Number and name of an entry."""
    mate = journal.mate(raw.entry.id)
    row = journal.rows.row_of(raw.entry.id)
    if row is None and mate is not None:
        row = journal.rows.row_of(mate)
    label = words(lane_label(journal, raw.entry.id))
    return label if row is None else f"{row + 1} · {label}"


def story_of(journal: Journal, raw: RawEntry) -> list[str]:
    """Direction, connection, times and fate of an entry, each in a few words."""
    entry = raw.entry
    connection = journal.connection_of(entry.id)
    parts = []
    if entry.direction is Direction.C2S:
        parts.append(_tr("From client"))
    elif entry.direction is Direction.S2C:
        parts.append(_tr("From server"))
    if connection:
        named = _tr("connection #{number}") if parts else _tr("Connection #{number}")
        parts.append(named.format(number=connection))
    became = fate(journal, entry.id)
    if became is None:
        return [*parts, _tr("at {time} s").format(time=_time(entry.time_ns))]
    if became.sent_ns is not None:
        parts.append(_tr("sent {time} s").format(time=_time(became.sent_ns)))
    if became.received_ns is not None:
        parts.append(_tr("received {time} s").format(time=_time(became.received_ns)))
    if became.transit_ns is not None:
        parts[-1] += " " + _tr("({ms} ms later)").format(ms=milliseconds(became.transit_ns))
    if became.kind not in (FateKind.RECEIVED, FateKind.HANDED):
        parts.append(words(fate_name(became)))
    return parts


def _time(time_ns: int) -> str:
    """Seconds since the session began, to the microsecond."""
    seconds, rest = divmod(time_ns, _SECOND)
    return f"{seconds}.{rest // 1000:06}"
