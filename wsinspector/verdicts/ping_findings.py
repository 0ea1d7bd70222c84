"""Pings that were never answered (RFC 6455 §5.5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from wsinspector.verdicts.end_record import EndRecord
    from wsinspector.verdicts.findings import Findings
    from wsinspector.verdicts.story import Story


def note_pings(findings: Findings, story: Story) -> None:
    """Find the Pings that an end had to answer and did not."""
    for pinger in Role:
        record = story.records.get(pinger)
        pings = story.records[pinger.peer].peer_pings if record is None else record.own_pings
        if pings.mismatch is not None:
            findings.add("pong-payload-mismatch", pinger.peer, *pings.mismatch)
        for ping in pings.waiting:
            if _was_due(story, pinger, ping.entry, ping.time_ns):
                findings.add("ping-not-answered", pinger.peer, ping.entry)


def _was_due(story: Story, pinger: Role, entry: int, time_ns: int) -> bool:
    """Whether the peer was there, and long enough, and had not received a Close before."""
    ponger = pinger.peer
    if story.failer is ponger:
        return False  # who fails a connection processes nothing more (RFC 6455 §7.1.7)
    record = story.records.get(ponger)
    if record is not None and record.received.last is not None:
        first_seen = next(iter(record.received.closes), None)
        if first_seen is not None and _close_came_before(story, pinger, entry):
            return False
    elif _close_came_before(story, pinger, entry):
        return False
    ends = [end.time_ns for role in Role if (end := story.tcp_end(role)) is not None]
    until = min([story.now_ns, *ends])
    if until - time_ns >= story.thresholds.pong_hard:
        return True
    return _answered_later(story.records.get(pinger), record, time_ns)


def _close_came_before(story: Story, pinger: Role, entry: int) -> bool:
    close = story.close(pinger)
    return close is not None and close.entry < entry


def _answered_later(pinger: EndRecord | None, ponger: EndRecord | None, time_ns: int) -> bool:
    """Whether the peer has sent something after the Ping, in the order of the stream."""
    if ponger is not None and ponger.last_sent is not None:
        return ponger.last_sent.time_ns > time_ns
    if pinger is None:
        return False
    return any(close.time_ns > time_ns for close in pinger.received.closes)
