"""A row of the timeline in words: for the clipboard, for tooltips, for who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wsinspector.journal.journal import Journal
from wsinspector.models.durations import span
from wsinspector.models.steps import Figure, Reach
from wsinspector.models.timeline_line import Column, TimelineLine
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Role


def _tr(source: str) -> str:
    return QCoreApplication.translate("Timeline", source)


def column_name(column: int) -> str:
    """The name of a column."""
    return (
        "#",
        _tr("Time"),
        "Δ",
        _tr("Conn"),
        _tr("client → server"),
        _tr("Bytes"),
        _tr("Summary"),
    )[column]


def column_help(column: int) -> str:
    """What a column shows."""
    return (
        _tr("Row number"),
        _tr("Seconds since the session began"),
        _tr("Time since the row before it of the same connection"),
        _tr("Connection"),
        _tr("Who sent what, and in which state the ends were"),
        _tr("Payload bytes"),
        _tr("What it says"),
    )[column]


def cell_words(line: TimelineLine, column: int) -> str:
    """What a cell shows."""
    match column:
        case Column.NUMBER:
            return line.number
        case Column.TIME:
            return line.time
        case Column.DELTA:
            return line.delta
        case Column.CONNECTION:
            return line.connection
        case Column.LANES:
            return lane_words(line)
        case Column.LENGTH:
            return line.length
        case Column.SUMMARY:
            sign = "▲" if line.marked else line.sign
            return f"{sign} {line.summary}" if sign else line.summary
        case _:
            return ""


def lane_words(line: TimelineLine) -> str:
    """Who did what to whom, and whether it arrived."""
    role = line.step.role
    if role is None:
        return line.label
    names = {Role.CLIENT: _tr("client"), Role.SERVER: _tr("server")}
    if line.step.figure is Figure.CONNECT and line.step.reach is Reach.LOST:
        return f"{names[role]}: {line.label}"  # which says that nobody was reached
    if not line.step.figure.travels:
        return f"{names[role]}: {line.label}"
    fate = {
        Reach.UNDERWAY: _tr("not yet received"),
        Reach.PARTLY: _tr("received in part"),
        Reach.LOST: _tr("never received"),
    }.get(line.step.reach)
    words = f"{names[role]} → {names[role.peer]}: {line.label}"
    return f"{words} ({fate})" if fate else words


def row_words(line: TimelineLine) -> str:
    """A whole row as one sentence."""
    parts = [
        _tr("Row %1").replace("%1", line.number) if line.number else "",
        _tr("%1 seconds").replace("%1", line.time),
        _tr("connection %1").replace("%1", line.connection) if line.connection else "",
        lane_words(line),
        _tr("inferred") if line.step.figure is Figure.INFERRED else "",
        _tr("marked as illegal") if line.marked else "",
        _sign_words(line.sign),
        line.summary,
    ]
    return ", ".join(part for part in parts if part)


def _sign_words(sign: str) -> str:
    return {
        "": "",
        "▲": _tr("evidence of a violation"),
        "◆": _tr("evidence of a deviation"),
    }[sign]


def times_words(journal: Journal, entry_id: int) -> str:
    """When a fact was sent and when it was received, to the microsecond.

    Of a TCP connection: when the client was told of it, and when the server was.
    """
    entry = journal.entry(entry_id)
    mate = journal.mate(entry_id)
    mine = f"{entry.time_ns / 1e9:.6f} s"
    if entry.sent is None:
        return mine
    is_tcp = entry.kind is Kind.TCP
    if mate is None:
        if entry.sent:
            told = _tr("connected at %1") if is_tcp else _tr("sent at %1")
        else:
            told = _tr("accepted at %1") if is_tcp else _tr("received at %1")
        return told.replace("%1", mine)
    theirs_ns = journal.time_of(mate)
    theirs = f"{theirs_ns / 1e9:.6f} s"
    sent, received = (mine, theirs) if entry.sent else (theirs, mine)
    if is_tcp:
        told = _tr("connected at %1, accepted at %2 (%3 apart)")
    else:
        told = _tr("sent at %1, received at %2 (%3 later)")
    return (
        told.replace("%1", sent)
        .replace("%2", received)
        .replace("%3", span(abs(theirs_ns - entry.time_ns)))
    )


def one_line(words: str) -> str:
    """Words without tabs and line breaks, which would tear a row apart when copied."""
    return " ".join(words.split()) if any(sign in words for sign in "\t\r\n") else words
