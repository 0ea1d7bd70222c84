"""Judges one connection, entry by entry, and says at any time what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.entries import EndKind
from wsinspector.journal.verdict import EndVerdict, Finding, Party, Verdict
from wsinspector.protocol.api_events import Report
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import ReadyState, Role
from wsinspector.verdicts.closing_findings import note_closing
from wsinspector.verdicts.end_record import MUST_FAIL, EndRecord
from wsinspector.verdicts.ending import STILL_OPEN
from wsinspector.verdicts.endings import ending_of
from wsinspector.verdicts.findings import Findings
from wsinspector.verdicts.frame_stream import SeenFrame
from wsinspector.verdicts.narrator import Narrator
from wsinspector.verdicts.opening_findings import note_whole_opening
from wsinspector.verdicts.ping_findings import note_pings
from wsinspector.verdicts.prediction import Step, predict
from wsinspector.verdicts.profiles import PROFILES
from wsinspector.verdicts.story import Story
from wsinspector.verdicts.thresholds import Thresholds
from wsinspector.verdicts.views import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wsinspector.journal.journal import Journal

_JUDGED: Final = (EndKind.CLIENT, EndKind.SERVER)
_BACKGROUND_OF_NO_USE: Final = frozenset((Kind.QUEUE, Kind.CALL))


class Judge:
    """Takes the entries of one connection and keeps what a verdict needs.

    Each end is judged on its own entries alone, then the connection on all.

    Attributes:
        connection: its id.
        taken: id of the last entry that was taken; -1 before the first.

    Args:
        journal: where everything is recorded.
        connection: see above.
        thresholds: what is late or at once.
    """

    def __init__(
        self, journal: Journal, connection: int, thresholds: Thresholds | None = None
    ) -> None:
        self.connection = connection
        self.taken = -1
        self._journal = journal
        self._thresholds = thresholds or Thresholds()
        self._records: dict[Role, EndRecord] = {}
        self._pages: dict[int, Report] = {}

    def feed(self, entries: Iterable[int]) -> None:
        """Take the next entries of the connection, in the order in which they were recorded."""
        for entry in entries:
            self._take(entry)

    def _take(self, entry_id: int) -> None:
        journal = self._journal
        self.taken = entry_id
        entry = journal.entry(entry_id)
        if entry.end_kind not in _JUDGED:
            return
        record = self._record(entry.end_kind)
        if entry.kind.is_frame:
            frame = SeenFrame(
                entry_id,
                entry.time_ns,
                entry.kind,
                journal.header(entry_id),
                entry.length,
                journal.payload(entry_id),
                journal.inflated(entry_id),
            )
            record.take_frame(frame, sent=bool(entry.sent))
        elif entry.kind not in _BACKGROUND_OF_NO_USE:
            data = journal.payload(entry_id) or b"" if entry.kind is Kind.REQUEST else b""
            record.take_fact(entry, journal.details(entry_id), data)

    def _record(self, kind: EndKind) -> EndRecord:
        role = kind.role
        assert role is not None
        record = self._records.get(role)
        if record is None:
            record = self._records[role] = EndRecord(role, self._thresholds)
        return record

    # -- the verdict ----------------------------------------------------------------------------

    def verdict(self, now_ns: int) -> Verdict:
        """What is known by now.

        Args:
            now_ns: nanoseconds since the session began; nothing later has been recorded.
        """
        story = Story(
            self._records or {Role.CLIENT: self._record(EndKind.CLIENT)}, self._thresholds, now_ns
        )
        ending = ending_of(story)
        findings = Findings()
        note_whole_opening(findings, story)
        note_pings(findings, story)
        note_closing(findings, story, ending)
        narrator = Narrator(story, ending)
        closer = story.tcp_closer
        is_over = ending.name != STILL_OPEN
        return Verdict(
            self.connection,
            ending.name,
            ending.flags,
            ending.complete,
            ending.initiator,
            Party.NOBODY if closer is None else Party.of(closer),
            ending.cause,
            ending.certainty,
            narrator.sentence(),
            narrator.statements(),
            narrator.owed(),
            {role: self._end_verdict(story, role, predicts=is_over) for role in Role},
            self._all_findings(story, findings),
            narrator.causes(),
            narrator.advice(),
            narrator.inferred(),
        )

    def _end_verdict(self, story: Story, role: Role, *, predicts: bool) -> EndVerdict:
        record = story.records.get(role)
        predicted = {}
        if predicts:
            steps: Sequence[Step] = steps_of(story, role)
            predicted = {
                profile.name: predict(steps, profile, MUST_FAIL)
                for profile in PROFILES
                if role is Role.CLIENT or profile.serves
            }
        if record is None:
            return EndVerdict(role, False, ReadyState.CONNECTING, predicted=predicted)
        return EndVerdict(role, True, record.ready, record.api, record.api_at, predicted)

    def _all_findings(self, story: Story, findings: Findings) -> tuple[Finding, ...]:
        """Those of both ends and of the whole; what both ends have seen is one finding."""
        whole = Findings()
        records = story.records.values()
        for found in (*(one for record in records for one in record.findings), *findings):
            evidence = [self._first_sight(entry) for entry in found.entries]
            whole.add(found.rule, found.by, *evidence, text=found.text, severity=found.severity)
        return whole.sorted()

    def _first_sight(self, entry: int) -> int:
        """The row that stands for an entry in the timeline."""
        mate = self._journal.mate(entry)
        return entry if mate is None else min(entry, mate)
