"""What was found out about a connection, as plain records that others show, print and write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wsinspector.protocol.api_events import Report
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import ReadyState, Role
from wsinspector.texts import Text


class Basis(StrEnum):
    """What a statement rests on; the three are never mixed, and never look the same."""

    SEEN = "seen"
    """An entry says so."""
    INFERRED = "inferred"
    """It follows from entries, by a rule that is named."""
    PREDICTED = "predicted"
    """What a program would report by its documented or measured habits."""


class Party(StrEnum):
    """Who did something, where it need not be one of the ends."""

    CLIENT = "client"
    SERVER = "server"
    BOTH = "both"
    """Each without knowing of the other."""
    NETWORK = "network"
    """Something between the ends, or nothing at all: only silence is known."""
    NOBODY = "nobody"
    """It has not happened."""
    UNKNOWN = "unknown"
    """It cannot be known from the ends that are in view."""

    @staticmethod
    def of(role: Role) -> Party:
        """An end as a party."""
        return Party.CLIENT if role is Role.CLIENT else Party.SERVER


class Certainty(StrEnum):
    """How sure it is who began."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer to what happened.

    Attributes:
        rule: id of the rule.
        severity: how much it weighs.
        by: which end it speaks of; None where it is neither's doing.
        reference: the section of the standard.
        text: what happened, as a sentence.
        entries: ids of the entries that prove it, oldest first.
    """

    rule: str
    severity: Severity
    by: Role | None
    reference: str
    text: Text
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is known of a connection.

    Attributes:
        text: the sentence.
        basis: what it rests on.
        entries: ids of the entries that it speaks of, oldest first.
    """

    text: Text
    basis: Basis = Basis.SEEN
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class InferredRow:
    """Something that became true without anything happening, for a place between two rows.

    Attributes:
        text: what became true.
        time_ns: when, in monotonic nanoseconds since the session began.
        after: id of the entry that it follows from.
        by: which end's duty it speaks of; None where it is neither's.
        rule: id of the rule that speaks of this duty; empty without one.
    """

    text: Text
    time_ns: int
    after: int
    by: Role | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EndVerdict:
    """One end of a connection.

    Attributes:
        role: which.
        in_view: something was recorded at this end; else all about it is inferred.
        ready: readyState at the end of what was recorded.
        reported: what its own API said, or what its program told; None if neither did.
        reported_by: ids of the entries that say so.
        predicted: name of a profile to what it reports; ``letter`` is the letter of the standards.
            Empty as long as nothing ends.
        untold: what its program did not tell of ``reported``: ``wasClean``, or nothing.
    """

    role: Role
    in_view: bool
    ready: ReadyState
    reported: Report | None = None
    reported_by: tuple[int, ...] = ()
    predicted: Mapping[str, Report] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a connection ended, or what it waits for.

    Attributes:
        connection: its id.
        ending: name of the ending, such as ``clean-client``; ``still-open`` as long as it lives.
        flags: what else is to be said of the ending, such as ``code-differs``.
        handshake_complete: both Close frames were exchanged (RFC 6455 §7.1.4).
        initiator: who began the end.
        tcp_closer: who ended TCP first.
        cause: whose doing it was; not always who acted.
        certainty: how sure the initiator is.
        sentence: all of it for a tired person.
        statements: what happened, fact by fact, in order.
        owed: what is owed at present, by whom and since when; empty once it is over.
        ends: both, by role.
        findings: broken and remarkable rules, the gravest first.
        notes: what is easily misread, and what cannot be known.
        causes: what typically leads to such an ending.
        advice: what to try next.
        inferred: rows that nobody recorded.
        opened_ns: when the opening handshake succeeded, nanoseconds since the session began; None
            if it did not.
        last_ns: when the last thing happened that was no frame, likewise.
        silence_ns: how long no frame had gone or come when TCP was ended.
    """

    connection: int
    ending: str
    flags: frozenset[str]
    handshake_complete: bool
    initiator: Party
    tcp_closer: Party
    cause: Party
    certainty: Certainty
    sentence: Text
    statements: tuple[Statement, ...]
    owed: tuple[Statement, ...]
    ends: Mapping[Role, EndVerdict]
    findings: tuple[Finding, ...]
    notes: tuple[Text, ...]
    causes: tuple[Text, ...]
    advice: tuple[Text, ...]
    inferred: tuple[InferredRow, ...]
    opened_ns: int | None = None
    last_ns: int = 0
    silence_ns: int = 0

    @property
    def severity(self) -> Severity:
        """The gravest of its findings; OK without any."""
        return self.findings[0].severity if self.findings else Severity.OK
