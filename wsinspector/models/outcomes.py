"""What became of every connection of a session, as far as it was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from wsinspector.journal.entries import direction_of
from wsinspector.protocol.faults import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wsinspector.journal.journal import Journal
    from wsinspector.journal.verdict import Finding, InferredRow, Party, Verdict
    from wsinspector.protocol.phases import Role

MARKING: Final = (Severity.VIOLATION, Severity.DEVIATION)
"""What weighs enough to be marked in the timeline."""


class Outcome(NamedTuple):
    """The verdict on one connection, in short.

    Attributes:
        ending: name of the ending.
        initiator: who began it.
        tcp_closer: who ended TCP first.
        code: what the client's API reported, or would by the letter; None as long as it is open.
        violations: how many rules were broken.
        deviations: how many more were bent.
        opened_ns: when the opening handshake succeeded; None if it did not.
        last_ns: when the last thing happened.
        silence_ns: how long there was no frame before TCP was ended.
        owes: something is owed, so that time alone can change all this.
        marks: the gravest finding by entry.
        findings: all that weigh enough to be marked, the gravest first.
        evidence: their entries.
        inferred: what became true without anything happening.
    """

    ending: str
    initiator: Party
    tcp_closer: Party
    code: int | None
    violations: int
    deviations: int
    opened_ns: int | None
    last_ns: int
    silence_ns: int
    owes: bool
    marks: Mapping[int, Finding]
    findings: tuple[Finding, ...]
    evidence: frozenset[int]
    inferred: tuple[InferredRow, ...]

    @property
    def is_open(self) -> bool:
        """Whether it lives."""
        return self.ending == "still-open"


class Outcomes:
    """All of them by connection, and the marks of all rows.

    Args:
        journal: where the connections are.

    Attributes:
        version: grows whenever a row gets or loses its mark.
        owing: connections of which something is owed.
        evidence: entries of the rows that prove findings, also of what was not done.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._by_connection: dict[int, Outcome] = {}
        self._marks: dict[int, Finding] = {}
        self.owing: set[int] = set()
        self.evidence: set[int] = set()
        self.version = 0

    def __len__(self) -> int:
        return len(self._by_connection)

    def __iter__(self) -> Iterator[int]:
        return iter(self._by_connection)

    def get(self, connection: int) -> Outcome | None:
        """What became of a connection; None if it was not judged yet."""
        return self._by_connection.get(connection)

    def mark(self, entry: int) -> Finding | None:
        """The gravest finding that an entry's row shows; None without one."""
        return self._marks.get(entry)

    def take(self, verdict: Verdict) -> bool:
        """Note a verdict; returns whether anything in it is new."""
        before = self._by_connection.get(verdict.connection)
        now = _outcome(self._journal, verdict)
        if now == before:
            return False
        self._by_connection[verdict.connection] = now
        (self.owing.add if now.owes else self.owing.discard)(verdict.connection)
        self._change_marks(before, now)
        return True

    def drop(self, connection: int) -> bool:
        """Forget a connection that is none any more; returns whether it was known."""
        self.owing.discard(connection)
        gone = self._by_connection.pop(connection, None)
        if gone is not None:
            self._change_marks(gone, None)
        return gone is not None

    def _change_marks(self, old: Outcome | None, new: Outcome | None) -> None:
        if old is not None and new is not None and old.marks == new.marks:
            if old.evidence == new.evidence:
                return
        elif not (old and old.evidence) and not (new and new.evidence):
            return
        self.version += 1
        if old is not None:
            self.evidence -= old.evidence
            for entry in old.marks:
                self._marks.pop(entry, None)
        if new is not None:
            self.evidence |= new.evidence
            self._marks.update(new.marks)


def _outcome(journal: Journal, verdict: Verdict) -> Outcome:
    severities = [finding.severity for finding in verdict.findings]
    weighty = tuple(finding for finding in verdict.findings if finding.severity in MARKING)
    return Outcome(
        verdict.ending,
        verdict.initiator,
        verdict.tcp_closer,
        _code(verdict),
        severities.count(Severity.VIOLATION),
        severities.count(Severity.DEVIATION),
        verdict.opened_ns,
        verdict.last_ns,
        verdict.silence_ns,
        bool(verdict.owed),
        _marks(journal, verdict),
        weighty,
        frozenset(entry for finding in weighty for entry in finding.entries),
        verdict.inferred,
    )


def _code(verdict: Verdict) -> int | None:
    """What the client was told, else what the server was."""
    for end in verdict.ends.values():
        if end.reported is not None:
            return end.reported.code
    for end in verdict.ends.values():
        if (letter := end.predicted.get("letter")) is not None:
            return letter.code
    return None


def _marks(journal: Journal, verdict: Verdict) -> dict[int, Finding]:
    """The rows that show findings: of all evidence what the end has done that a finding speaks of.

    What it has not done shows in no row but in an inferred one.
    """
    marks: dict[int, Finding] = {}
    for finding in reversed(verdict.findings):  # so that the gravest comes last
        if finding.severity not in MARKING or not finding.entries:
            continue
        if any(is_of(row, finding) for row in verdict.inferred):
            continue
        done = [entry for entry in finding.entries if _actor(journal, entry) == finding.by]
        for entry in done or finding.entries[-1:]:
            marks[entry] = finding
    return marks


def is_of(row: InferredRow, finding: Finding) -> bool:
    """Whether a finding speaks of the duty in an inferred row."""
    return (row.by, row.rule) == (finding.by, finding.rule)


def _actor(journal: Journal, entry: int) -> Role | None:
    direction = direction_of(journal.key_of(entry))
    if direction is not None:
        return direction.sender
    return journal.end(journal.end_of(entry)).kind.role
