"""How a connection ended: the first ending that fits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wsinspector.journal.verdict import Party
from wsinspector.protocol.phases import Role
from wsinspector.verdicts.end_flags import flags_of
from wsinspector.verdicts.ending import STILL_OPEN, Ending
from wsinspector.verdicts.failure_endings import (
    failed_by_bad_close,
    failed_by_code,
    failed_silently,
)
from wsinspector.verdicts.opening_endings import never_opened

if TYPE_CHECKING:
    from wsinspector.verdicts.story import Story


def ending_of(story: Story) -> Ending:
    """The first ending that fits, in the order of what decides most."""
    if not story.is_open:
        found = never_opened(story)
    elif _is_alive(story):
        found = Ending(STILL_OPEN, Party.NOBODY, Party.NOBODY)
    else:
        found = (
            failed_by_bad_close(story)
            or failed_by_code(story)
            or failed_silently(story)
            or _closed(story)
            or _half_closed(story)
            or _never_closed(story)
        )
    complete = story.both_closed
    flags = flags_of(story, found.name, complete=complete)
    return replace(found, flags=flags, complete=complete)


def _is_alive(story: Story) -> bool:
    return not story.is_over and story.tcp_closer is None and not story.both_closed


# -- Close frames -------------------------------------------------------------------------------


def _closed(story: Story) -> Ending | None:
    """Both sides have sent a Close and received the other's."""
    if not story.both_closed:
        return None
    role = story.first_closer
    assert role is not None
    entries = tuple(
        close.entry for one in (role, role.peer) if (close := story.close(one)) is not None
    )
    party = Party.of(role)
    crossing = story.crossing
    if crossing is not None:
        return Ending("clean-crossing", Party.BOTH, Party.BOTH, crossing, entries)
    reset = next((end for one in Role if (end := story.rst(one)) is not None), None)
    if reset is not None:
        return Ending("clean-rst", party, party, entries=(*entries, reset.entry))
    if _server_left_open(story):
        return Ending("clean-tcp-left-open", party, party, entries=entries)
    if story.tcp_closer is None and not story.is_over:
        return Ending(STILL_OPEN, party, party, entries=entries)
    return Ending(f"clean-{role}", party, party, entries=entries)


def _server_left_open(story: Story) -> bool:
    """The server has not ended TCP in time after both Close frames (RFC 6455 §5.5.1)."""
    complete = story.both_closed_ns
    if complete is None:
        return False
    fin = story.fin(Role.SERVER)
    client = story.tcp_end(Role.CLIENT)
    if fin is not None and (client is None or fin.time_ns <= client.time_ns):
        return False
    until = story.now_ns if client is None else client.time_ns
    return until - complete >= story.thresholds.tcp


def _half_closed(story: Story) -> Ending | None:
    """One side's Close was sent, and the other's never came."""
    role = story.first_closer
    if role is None or story.both_closed:
        return None
    close = story.close(role)
    assert close is not None
    party, peer = Party.of(role), Party.of(role.peer)
    own, others = story.tcp_end(role), story.tcp_end(role.peer)
    if own is not None and (others is None or own.time_ns <= others.time_ns):
        waited = own.time_ns - close.time_ns
        patient = story.rst(role) == own and waited >= story.thresholds.reply_soft
        at_once = waited <= story.thresholds.same
        if at_once or (story.rst(role) == own and not patient):
            return Ending("close-not-awaited", party, party, entries=(close.entry, own.entry))
        return Ending("close-unanswered-timeout", party, peer, entries=(close.entry, own.entry))
    if others is not None:
        how = "rst" if story.rst(role.peer) == others else "fin"
        return Ending(f"close-unanswered-{how}", party, peer, entries=(close.entry, others.entry))
    if story.is_over or _gave_up(story, role):
        return Ending("close-unanswered-timeout", party, peer, entries=(close.entry,))
    return Ending(STILL_OPEN, party, Party.NOBODY, entries=(close.entry,))


def _gave_up(story: Story, role: Role) -> bool:
    record = story.records.get(role)
    return record is not None and "close-reply" in record.timeouts


# -- no Close frame -----------------------------------------------------------------------------


def _never_closed(story: Story) -> Ending:
    role = story.tcp_closer
    if role is None:
        if not story.is_over:
            return Ending(STILL_OPEN, Party.NOBODY, Party.NOBODY)
        return Ending("lost-silent", Party.NOBODY, Party.NETWORK)
    end = story.tcp_end(role)
    assert end is not None
    party = Party.of(role)
    truncated = _truncated(story, role)
    if truncated is not None:
        return Ending("abrupt-truncated", party, party, entries=(truncated, end.entry))
    waiting = story.waiting_ping(role)
    if waiting is not None:
        peer = Party.of(role.peer)
        return Ending("keepalive-timeout", party, peer, entries=(waiting, end.entry))
    if _idle_mark(story) is not None:
        return Ending("idle-timeout", party, Party.UNKNOWN, entries=(end.entry,))
    how = "rst" if story.rst(role) == end else "fin"
    return Ending(f"abrupt-{how}", party, party, entries=(end.entry,))


def _truncated(story: Story, closer: Role) -> int | None:
    """The entry of what the closer has left unfinished."""
    for record in story.records.values():
        stream = record.sent if record.role is closer else record.received
        if stream.message_open is not None:
            return stream.message_open
        if record.role is not closer and record.partial is not None:
            return record.partial.entry
    return None


def _idle_mark(story: Story) -> int | None:
    silence = max(record.tcp.silence_ns for record in story.records.values())
    return story.thresholds.idle_mark(silence)
