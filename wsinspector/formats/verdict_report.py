"""A verdict with all its evidence, to be pasted where somebody else can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.connections import address_text
from wsinspector.journal.evidence import evidence_rows
from wsinspector.journal.verdict import Basis
from wsinspector.journal.visible_text import visible
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.protocol.frames.masking import apply_mask
from wsinspector.texts import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wsinspector.journal.journal import Journal
    from wsinspector.journal.verdict import EndVerdict, Verdict
    from wsinspector.protocol.api_events import Report
    from wsinspector.texts import Text

_SIGNS: Final = {
    Severity.VIOLATION: "▲",
    Severity.DEVIATION: "◆",
    Severity.OBSERVATION: "·",
    Severity.OK: "·",
}
_SPECIAL: Final = "\\`*_[]<>#|"
_CLOSES_MAX: Final = 8
_BYTES_MAX: Final = 160
_ROWS_MAX: Final = 6


def verdict_report(journal: Journal, verdict: Verdict, *, markdown: bool) -> str:
    """The sentence, both ends, what happened, the findings, and the Close frames in bytes.

    Args:
        journal: where the connection is recorded.
        verdict: what was found out about it.
        markdown: with headings, lists and a table; else as lines of plain text.
    """
    writer = _Markdown() if markdown else _Plain()
    writer.title(f"WebSocket connection #{verdict.connection}", render(verdict.sentence))
    writer.items("", [_where(journal, verdict), _what(verdict)])
    writer.ends(verdict.ends.values())
    writer.items(
        "What happened",
        [
            _cited(journal, statement.text, statement.entries, statement.basis)
            for statement in verdict.statements
        ],
    )
    writer.items("Owed", [render(one.text) for one in verdict.owed])
    writer.items(
        "Findings",
        [
            f"{_SIGNS[one.severity]} {one.rule}"
            + (f" (by the {one.by.value})" if one.by else "")
            + f": {_cited(journal, one.text, one.entries)}"
            + (f" [{one.reference}]" if one.reference else "")
            for one in verdict.findings
        ],
    )
    writer.items("Good to know", list(map(render, verdict.notes)))
    writer.items("Likely causes", list(map(render, verdict.causes)))
    writer.items("What to try next", list(map(render, verdict.advice)))
    writer.code("Close frames as they were on the wire", _close_bytes(journal, verdict.connection))
    return writer.text


def _where(journal: Journal, verdict: Verdict) -> str:
    connection = journal.connection(verdict.connection)
    views = [role.value for role, end in verdict.ends.items() if end.in_view]
    tuple_ = " → ".join(address_text(one) for one in (connection.client, connection.server) if one)
    parts = [connection.url, tuple_, f"seen from: {' and '.join(views)}"]
    return visible(" · ".join(filter(None, parts)))


def _what(verdict: Verdict) -> str:
    ending = ", ".join([verdict.ending, *sorted(verdict.flags)])
    completed = "completed" if verdict.handshake_complete else "not completed"
    acts = f"begun by {verdict.initiator} ({verdict.certainty}), TCP ended by {verdict.tcp_closer}"
    return f"{ending} · closing handshake {completed} · {acts}, cause: {verdict.cause}"


def _cited(journal: Journal, said: Text, entries: Sequence[int], basis: Basis = Basis.SEEN) -> str:
    """A sentence with what it rests on: rows with their times."""
    rows = evidence_rows(journal, entries)
    cited = [
        f"row {row + 1} at {journal.time_of(journal.rows.entries[row]) / 1e9:.6f} s"
        for row in rows[:_ROWS_MAX]
    ]
    if len(rows) > _ROWS_MAX:
        cited.append(f"{len(rows) - _ROWS_MAX} more")
    words = visible(render(said))
    if basis is not Basis.SEEN:
        words = f"{words} ({basis.value})"
    return f"{words} ({', '.join(cited)})" if cited else words


def _close_bytes(journal: Journal, connection: int) -> list[str]:
    """Each Close as it was, header and masking included."""
    lines: list[str] = []
    rows = journal.rows
    for row in rows.of(connection, journal.connection(connection).first_entry):
        entry = journal.entry(rows.entries[row])
        if entry.kind is not Kind.CLOSE or entry.direction is None:
            continue
        if len(lines) == _CLOSES_MAX:
            lines.append("…")
            break
        header = journal.header(entry.id)
        payload = journal.payload(entry.id)
        shown = "payload not kept"
        if payload is not None:
            key = FrameHeader.parse(header).masking_key
            data = header + (apply_mask(payload, key) if key else payload)
            shown = data[:_BYTES_MAX].hex(" ")
            if len(data) > _BYTES_MAX:
                shown += f" … ({len(data)} bytes)"
        lines.append(f"row {row + 1}, from the {entry.direction.sender}: {shown}")
    return lines


def _reported(end: EndVerdict) -> str:
    if end.reported is None:
        return "not recorded"
    return _report(end.reported, tells_clean="wasClean" not in end.untold)


def _predicted(end: EndVerdict) -> list[tuple[str, str]]:
    """What each client would report, those with the same report together."""
    by_report: dict[str, list[str]] = {}
    for name, report in end.predicted.items():
        by_report.setdefault(_report(report), []).append(name)
    return [(", ".join(names), said) for said, names in by_report.items()]


def _report(report: Report, *, tells_clean: bool = True) -> str:
    parts = [str(report.code)]
    if report.reason:
        parts[0] += f" “{visible(report.reason)}”"
    if tells_clean:
        parts.append("clean" if report.was_clean else "not clean")
    if report.error:
        parts.append("after an error event")
    return ", ".join(parts)


class _Plain:
    """Lines of text under headings."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self._lines).rstrip("\n") + "\n"

    def title(self, title: str, sentence: str) -> None:
        """What it is about, and the one sentence."""
        self._lines += [visible(f"{title}: {sentence}"), ""]

    def items(self, heading: str, items: Iterable[str]) -> None:
        """A list, or nothing."""
        lines = [f"  {item}" if heading else item for item in items]
        if lines:
            self._lines += [f"{heading}:"] * bool(heading) + lines + [""]

    def ends(self, ends: Iterable[EndVerdict]) -> None:
        """What both ends report."""
        self._lines.append("Reported and predicted:")
        for end in ends:
            self._lines.append(f"  {end.role}: reported {_reported(end)}")
            self._lines += [f"    {names}: {said}" for names, said in _predicted(end)]
        self._lines.append("")

    def code(self, heading: str, lines: Sequence[str]) -> None:
        """What has to stay as it is."""
        self.items(heading, lines)


class _Markdown(_Plain):
    """The same for a report of a bug; nothing that a peer sent becomes markup."""

    def title(self, title: str, sentence: str) -> None:
        self._lines += [f"### {title}", "", f"**{_escaped(visible(sentence))}**", ""]

    def items(self, heading: str, items: Iterable[str]) -> None:
        lines = [f"- {_escaped(item)}" for item in items]
        if lines:
            self._lines += [f"#### {heading}", ""] * bool(heading) + lines + [""]

    def ends(self, ends: Iterable[EndVerdict]) -> None:
        self._lines += ["| | client | server |", "|---|---|---|"]
        columns = list(ends)
        rows: dict[str, list[str]] = {}
        for number, end in enumerate(columns):
            for name, report in end.predicted.items():
                rows.setdefault(name, ["–"] * len(columns))[number] = _report(report)
        rows = {"**reported**": [_reported(end) for end in columns], **rows}
        for name, cells in rows.items():
            self._lines.append(f"| {name} | {' | '.join(map(_escaped, cells))} |")
        self._lines.append("")

    def code(self, heading: str, lines: Sequence[str]) -> None:
        if lines:
            self._lines += [f"#### {heading}", "", "```text", *lines, "```", ""]


def _escaped(words: str) -> str:
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in words)
