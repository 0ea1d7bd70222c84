"""How a connection ended: the first ending that fits, and what else is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wsinspector.journal.verdict import Certainty, Party
from wsinspector.protocol.opening_stage import (
    ABORTED_BY_CLIENT,
    ABORTED_BY_SERVER,
    BAD_101,
    HTTP_REJECTED,
    NO_REQUEST,
    NO_RESPONSE,
    NOT_HTTP,
    PEER_DROPPED,
)
from wsinspector.protocol.phases import Role
from wsinspector.protocol.tls_opening import TLS_FAILED
from wsinspector.verdicts.end_record import MUST_FAIL
from wsinspector.verdicts.end_flags import flags_of

if TYPE_CHECKING:
    from wsinspector.verdicts.end_record import EndRecord
    from wsinspector.verdicts.frame_stream import SeenClose
    from wsinspector.verdicts.story import Story

STILL_OPEN: Final = "still-open"

_PROTOCOL_ERROR, _UNSUPPORTED, _INVALID_DATA, _POLICY, _TOO_BIG, _EXTENSION, _INTERNAL = (
    1002,
    1003,
    1007,
    1008,
    1009,
    1010,
    1011,
)
_FAILURES: Final = {
    _PROTOCOL_ERROR: "failed-protocol",
    _UNSUPPORTED: "failed-unsupported",
    _INVALID_DATA: "failed-data",
    _POLICY: "failed-policy",
    _TOO_BIG: "failed-too-big",
    _EXTENSION: "failed-extension",
    _INTERNAL: "failed-internal",
}
_OF_THE_PEER: Final = frozenset(
    (_PROTOCOL_ERROR, _UNSUPPORTED, _INVALID_DATA, _POLICY, _TOO_BIG, _EXTENSION)
)
"""Codes by which an end says that the other did something wrong."""

_TEXT_RULES: Final = frozenset(("text-invalid-utf8", "text-truncated-utf8"))
_CLOSE_RULES: Final = frozenset(
    (
        "close-body-one-byte",
        "close-code-below-1000",
        "close-code-reserved-1004",
        "close-code-never-on-wire",
        "close-code-unassigned",
        "close-code-above-4999",
    )
)
_OPENING: Final = {
    "dns-failed": ("open-dns-failed", Party.NETWORK),
    "dns-timeout": ("open-dns-failed", Party.NETWORK),
    "tcp-refused": ("open-tcp-refused", Party.SERVER),
    "tcp-timeout": ("open-tcp-timeout", Party.NETWORK),
    "tcp-unreachable": ("open-tcp-timeout", Party.NETWORK),
    "tcp-failed": ("open-tcp-timeout", Party.NETWORK),
    TLS_FAILED: ("open-tls-failed", Party.CLIENT),
    HTTP_REJECTED: ("open-http-rejected", Party.SERVER),
    BAD_101: ("open-bad-101", Party.CLIENT),
    NOT_HTTP: ("open-not-http", Party.CLIENT),
    NO_RESPONSE: ("open-no-response", Party.CLIENT),
    NO_REQUEST: ("open-no-request", Party.SERVER),
    ABORTED_BY_CLIENT: ("open-aborted-by-client", Party.CLIENT),
    ABORTED_BY_SERVER: ("open-peer-dropped", Party.SERVER),
}


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a connection.

    Attributes:
        name: of the ending.
        initiator: who began it.
        cause: whose doing it was.
        certainty: how sure the initiator is.
        entries: ids of the entries that decide it.
        flags: what else is to be said.
        complete: both Close frames were exchanged.
    """

    name: str
    initiator: Party
    cause: Party
    certainty: Certainty = Certainty.CERTAIN
    entries: tuple[int, ...] = ()
    flags: frozenset[str] = frozenset()
    complete: bool = False


def ending_of(story: Story) -> Ending:
    """The first ending that fits, in the order of what decides most."""
    if not story.is_open:
        found = _never_opened(story)
    elif _is_alive(story):
        found = Ending(STILL_OPEN, Party.NOBODY, Party.NOBODY)
    else:
        found = (
            _failed_by_bad_close(story)
            or _failed_by_code(story)
            or _failed_silently(story)
            or _closed(story)
            or _half_closed(story)
            or _never_closed(story)
        )
    complete = story.both_closed
    return Ending(
        found.name,
        found.initiator,
        found.cause,
        found.certainty,
        found.entries,
        flags_of(story, found.name, complete=complete),
        complete,
    )


def _is_alive(story: Story) -> bool:
    return not story.is_over and story.tcp_closer is None and not story.both_closed


# -- never opened -------------------------------------------------------------------------------


def _never_opened(story: Story) -> Ending:
    record = _teller(story)
    if record is None:
        return Ending(STILL_OPEN, Party.NOBODY, Party.NOBODY)
    reason = str(record.failure.get("reason", ""))
    entries = () if record.failure_at is None else (record.failure_at.entry,)
    if record.role is Role.CLIENT and (record.aborted or reason == ABORTED_BY_CLIENT):
        return Ending("open-aborted-by-client", Party.CLIENT, Party.CLIENT, entries=entries)
    if reason == PEER_DROPPED:
        dropper = Party.of(record.role.peer)
        return Ending("open-peer-dropped", dropper, dropper, entries=entries)
    name, party = _OPENING.get(reason, ("open-peer-dropped", Party.of(record.role.peer)))
    if name == "open-bad-101":
        return Ending(name, Party.CLIENT, Party.SERVER, entries=entries)
    cause = party
    if name == "open-http-rejected" and _request_is_bad(record):
        cause = Party.CLIENT
    elif name in ("open-no-response", "open-not-http"):
        cause = Party.SERVER
    elif name == "open-no-request":
        cause = Party.CLIENT
    return Ending(name, party, cause, entries=entries)


def _teller(story: Story) -> EndRecord | None:
    """The end that knows best why nothing was opened: the client, if it knows anything."""
    for role in Role:
        record = story.records.get(role)
        if record is not None and (record.failure or record.aborted or record.over):
            return record
    return None


def _request_is_bad(record: EndRecord) -> bool:
    return any(one.rule.startswith("req-") for one in record.findings if one.by is Role.CLIENT)


# -- failed -------------------------------------------------------------------------------------


def _failed_by_bad_close(story: Story) -> Ending | None:
    for role in Role:
        close, answer = story.close(role), story.close(role.peer)
        if close is None or not close.rules & (MUST_FAIL | _CLOSE_RULES):
            continue
        is_refused = answer is not None and answer.payload.code in (_PROTOCOL_ERROR, _INVALID_DATA)
        is_dropped = answer is None and story.tcp_closer is role.peer
        if (is_refused and answer is not None and _by(answer, close)) or is_dropped:
            party = Party.of(role)
            entries = (close.entry,) if answer is None else (close.entry, answer.entry)
            return Ending("failed-bad-close", party, party, entries=entries)
    return None


def _failed_by_code(story: Story) -> Ending | None:
    role = _first_closer(story)
    if role is None or story.crossing is not None:
        return None
    close = story.close(role)
    assert close is not None
    code = close.payload.code
    name = _FAILURES.get(-1 if code is None else code)
    if name is None or close.rules & (MUST_FAIL | _CLOSE_RULES):
        return None
    party = Party.of(role)
    entries = [close.entry]
    breach = _breach_before(story, role, close)
    if breach is not None:
        entry, rule = breach
        entries.insert(0, entry)
        if name == "failed-protocol" and rule in _TEXT_RULES:
            name = "failed-data"
    if name == "failed-internal" and _gave_up_waiting_for_pong(story, role, close):
        waiting = _waiting_ping(story, role)
        evidence = entries if waiting is None else [waiting, *entries]
        return Ending("keepalive-timeout", party, Party.of(role.peer), entries=tuple(evidence))
    cause = Party.of(role.peer) if code in _OF_THE_PEER else party
    return Ending(name, party, cause, entries=tuple(entries))


def _breach_before(story: Story, failer: Role, close: SeenClose) -> tuple[int, str] | None:
    """The frame that made an end fail, as far as it can be told from the one that came last."""
    record = story.records.get(failer)
    if record is not None:
        breach = record.first_breach
        return None if breach is None else (breach[0].entry, breach[1])
    sent = story.records[failer.peer].first_own_breach
    return None if sent is None or sent[0].time_ns > close.time_ns else (sent[0].entry, sent[1])


def _gave_up_waiting_for_pong(story: Story, role: Role, close: SeenClose) -> bool:
    said = close.payload.reason.lower()
    return b"keepalive" in said or b"ping timeout" in said or _waiting_ping(story, role) is not None


def _waiting_ping(story: Story, pinger: Role) -> int | None:
    """A Ping of this end that was never answered, and that waited longer than a moment."""
    record = story.records.get(pinger)
    pings = story.records[pinger.peer].peer_pings if record is None else record.own_pings
    if not pings.waiting:
        return None
    oldest = pings.waiting[0]
    end = story.close(pinger) or story.tcp_end(pinger)
    until = story.now_ns if end is None else end.time_ns
    return oldest.entry if until - oldest.time_ns >= story.thresholds.reply_soft else None


def _failed_silently(story: Story) -> Ending | None:
    for role in Role:
        end = story.tcp_end(role)
        if end is None or story.close(role) is not None or story.tcp_closer is not role:
            continue
        record, other = story.records.get(role), story.records.get(role.peer)
        breach = record.first_breach if record is not None else None
        if breach is None and other is not None:
            breach = other.first_own_breach
        if breach is not None and 0 <= end.time_ns - breach[0].time_ns <= (
            story.thresholds.reply_soft
        ):
            return Ending(
                "failed-silent",
                Party.of(role),
                Party.of(role.peer),
                entries=(breach[0].entry, end.entry),
            )
    return None


# -- Close frames -------------------------------------------------------------------------------


def _closed(story: Story) -> Ending | None:
    """Both sides have sent a Close and received the other's."""
    if not story.both_closed:
        return None
    role = _first_closer(story)
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
    role = _first_closer(story)
    if role is None or story.both_closed:
        return None
    close = story.close(role)
    assert close is not None
    party, peer = Party.of(role), Party.of(role.peer)
    own, others = story.tcp_end(role), story.tcp_end(role.peer)
    if own is not None and (others is None or own.time_ns <= others.time_ns):
        at_once = own.time_ns - close.time_ns <= story.thresholds.same
        if at_once or story.rst(role) == own:
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


def _first_closer(story: Story) -> Role | None:
    """Whose Close came first; None without any."""
    closes = {role: close for role in Role if (close := story.close(role)) is not None}
    if len(closes) < 2:
        return next(iter(closes), None)
    for role in Role:
        if story.replied(role):
            return role.peer
    return min(closes, key=lambda role: (closes[role].time_ns, closes[role].entry))


def _by(answer: SeenClose, close: SeenClose) -> bool:
    return (answer.time_ns, answer.entry) >= (close.time_ns, close.entry)


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
    waiting = _waiting_ping(story, role)
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
    silence = max(record.silence_ns for record in story.records.values())
    return story.thresholds.idle_mark(silence)
