"""Judges connections, entry by entry, and says at any time what became of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wsinspector.journal.entries import S2C_BIT, EndKind
from wsinspector.journal.segment import ROWS
from wsinspector.journal.verdict import EndVerdict, Finding, Party, Verdict
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import ReadyState, Role
from wsinspector.verdicts.closing_findings import note_closing
from wsinspector.verdicts.end_record import MUST_FAIL, EndRecord
from wsinspector.verdicts.ending import NOBODY_THERE, STILL_OPEN
from wsinspector.verdicts.endings import ending_of
from wsinspector.verdicts.findings import Findings
from wsinspector.verdicts.frame_stream import SeenFrame
from wsinspector.verdicts.narrator import Narrator
from wsinspector.verdicts.notes import notes_of
from wsinspector.verdicts.opening_findings import note_whole_opening
from wsinspector.verdicts.ping_findings import note_pings
from wsinspector.verdicts.prediction import Step, predict
from wsinspector.verdicts.profiles import PROFILES
from wsinspector.verdicts.story import Story
from wsinspector.verdicts.thresholds import Thresholds
from wsinspector.verdicts.views import steps_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wsinspector.journal.journal import Journal
    from wsinspector.journal.segment import Segment

_KIND: Final = 0b0001_1111
_MESSAGES: Final = frozenset((Kind.TEXT, Kind.BINARY))
_JUDGED: Final = (EndKind.CLIENT, EndKind.SERVER)
_HEADS: Final = frozenset((Kind.REQUEST, Kind.RESPONSE))
_BACKGROUND_OF_NO_USE: Final = frozenset((Kind.QUEUE,))


class Judge:
    """Takes all entries of a journal, once each, and judges any of its connections.

    Each end is judged on its own entries alone, then the connection on all: which ends belong
    together may become known late.

    Args:
        journal: where everything is recorded.
        thresholds: what is late or at once; the defaults if absent.
    """

    def __init__(self, journal: Journal, thresholds: Thresholds | None = None) -> None:
        self._journal = journal
        self._thresholds = thresholds or Thresholds()
        self._taken = 0
        self._records: dict[int, EndRecord] = {}
        self._news: set[int] = set()

    def catch_up(self, most: int | None = None) -> bool:
        """Take what was recorded since the last time; constant work for each entry.

        Args:
            most: entries to take at once; None for all there are.

        Returns:
            whether nothing is left to take.
        """
        first, stop = self._taken, len(self._journal)
        if most is not None:
            stop = min(stop, first + most)
        self._taken = stop
        for number in range(first // ROWS, -(-stop // ROWS)):
            base = number * ROWS
            self._take_rows(
                self._journal.segments[number], base, max(0, first - base), min(ROWS, stop - base)
            )
        return stop == len(self._journal)

    @property
    def taken(self) -> int:
        """How many entries of the journal were taken so far."""
        return self._taken

    def take_news(self) -> set[int]:
        """Ids of the connections of which something was taken since this was asked last."""
        ends, self._news = self._news, set()
        return {self._journal.end(end_id).connection for end_id in ends}

    def _take_rows(self, segment: Segment, base: int, first: int, stop: int) -> None:
        """The columns are read directly: this is done for every frame there is."""
        journal = self._journal
        records: dict[int, EndRecord | None] = {}
        keys, times, ends, lengths = segment.keys, segment.times, segment.ends, segment.lengths
        inflated = segment.inflated
        self._news.update(segment.end_ids[index] for index in set(ends[first:stop]))
        for row in range(first, stop):
            index = ends[row]
            if index not in records:
                records[index] = self._record(segment.end_ids[index])
            record = records[index]
            if record is None:
                continue
            key = keys[row]
            if key & _KIND in _MESSAGES:
                wire = segment.payload(row)
                if isinstance(wire, int):
                    wire = journal.payload(wire)
                content = inflated.get(row) or wire
                if record.take_plain(
                    base + row,
                    times[row],
                    segment.header(row),
                    lengths[row],
                    wire,
                    content,
                    (key & S2C_BIT != 0) is (record.role is Role.SERVER),
                ):
                    continue
            self._take(record, base + row)

    def _record(self, end_id: int) -> EndRecord | None:
        """What an end has seen; None for what is no end of a connection."""
        record = self._records.get(end_id)
        if record is None:
            kind = self._journal.end(end_id).kind
            if end_id == 0 or kind.role is None:
                return None
            record = self._records[end_id] = EndRecord(kind.role, self._thresholds)
        return record

    def _take(self, record: EndRecord, entry_id: int) -> None:
        journal = self._journal
        entry = journal.entry(entry_id)
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
            data = journal.payload(entry_id) or b"" if entry.kind in _HEADS else b""
            record.take_fact(entry, journal.details(entry_id), data)

    # -- the verdict ----------------------------------------------------------------------------

    def verdict(self, connection: int, now_ns: int) -> Verdict:
        """What is known of a connection by now.

        Args:
            connection: its id.
            now_ns: nanoseconds since the session began; nothing later has been recorded.

        Raises:
            KeyError: there is no such connection, or no end of it can be judged.
        """
        records: dict[Role, EndRecord] = {}
        told: EndRecord | None = None
        for end_id in self._journal.connection(connection).ends:
            record = self._record(end_id)
            if record is None:
                continue
            if self._journal.end(end_id).kind in _JUDGED:
                records[record.role] = record
            else:
                told = record
        if not records:
            raise KeyError(connection)
        story = Story(records, self._thresholds, now_ns)
        ending = ending_of(story)
        findings = Findings()
        note_whole_opening(findings, story)
        note_pings(findings, story)
        note_closing(findings, story, ending)
        found = self._all_findings(story, findings)
        narrator = Narrator(story, ending, flawless=all(map(_is_light, found)))
        closer = story.tcp_closer
        is_over = ending.name != STILL_OPEN
        is_alone = ending.name in NOBODY_THERE
        ends = {
            role: self._end_verdict(
                story, role, told, predicts=is_over and not (is_alone and role is Role.SERVER)
            )
            for role in Role
        }
        opened = min((one.opened.time_ns for one in records.values() if one.opened), default=None)
        return Verdict(
            connection,
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
            ends,
            found,
            notes_of(ending, ends),
            narrator.causes(),
            narrator.advice(),
            narrator.inferred(),
            opened,
            max(one.last_ns for one in records.values()),
            max(one.tcp.silence_ns for one in records.values()),
        )

    def forget(self, connection: int) -> None:
        """Keep nothing more of a connection that nobody will ask for again."""
        for end_id in self._journal.connection(connection).ends:
            self._records.pop(end_id, None)

    def _end_verdict(
        self, story: Story, role: Role, told: EndRecord | None, *, predicts: bool
    ) -> EndVerdict:
        """What an end was told; a page or a program outside tells it itself, as a client's."""
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
            unseen = EndVerdict(role, False, ReadyState.CONNECTING, predicted=predicted)
            if told is None or role is not told.role:
                return unseen
            return replace(
                unseen,
                reported=told.api,
                reported_by=told.api_at,
                untold=frozenset() if told.api_told_clean else frozenset(("wasClean",)),
            )
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
        try:
            mate = self._journal.mate(entry)
        except IndexError:  # it was let go of, so nobody will look for it
            return entry
        return entry if mate is None else min(entry, mate)


def _is_light(finding: Finding) -> bool:
    return finding.severity in (Severity.OBSERVATION, Severity.OK)
