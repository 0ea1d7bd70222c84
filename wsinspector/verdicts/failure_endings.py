"""Connections that one end has failed because of the other, or of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.verdict import Party
from wsinspector.protocol.phases import Role
from wsinspector.verdicts.end_record import MUST_FAIL
from wsinspector.verdicts.ending import Ending

if TYPE_CHECKING:
    from wsinspector.verdicts.frame_stream import SeenClose
    from wsinspector.verdicts.story import Story

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


def failed_by_bad_close(story: Story) -> Ending | None:
    """The Close itself was malformed, and its receiver failed the connection because of it."""
    for role in Role:
        close, answer = story.close(role), story.close(role.peer)
        if close is None or not close.rules & (MUST_FAIL | _CLOSE_RULES):
            continue
        is_refused = answer is not None and answer.payload.code in (_PROTOCOL_ERROR, _INVALID_DATA)
        is_dropped = answer is None and story.tcp_closer is role.peer
        receiver = story.records.get(role.peer)
        has_failed = receiver is not None and receiver.refused in close.rules
        if (is_refused and answer is not None and _by(answer, close)) or is_dropped or has_failed:
            began = story.first_closer or role
            entries = (close.entry,) if answer is None else (close.entry, answer.entry)
            return Ending("failed-bad-close", Party.of(began), Party.of(role), entries=entries)
    return None


def failed_by_code(story: Story) -> Ending | None:
    """A Close says that something was wrong: the one that came first, or that answers a breach."""
    role = _accuser(story)
    if role is None:
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
        waiting = story.waiting_ping(role)
        evidence = entries if waiting is None else [waiting, *entries]
        return Ending("keepalive-timeout", party, Party.of(role.peer), entries=tuple(evidence))
    cause = Party.of(role.peer) if code in _OF_THE_PEER else party
    return Ending(name, party, cause, entries=tuple(entries))


def _accuser(story: Story) -> Role | None:
    """Who has failed the connection by a Close; None if nobody has.

    Where the other end is known to have broken a rule, its own Close changes nothing, even if it
    was sent first or crossed the accusing one: who fails acts on nothing that comes after.
    """
    for role in Role:
        close = story.close(role)
        if close is None or close.payload.code not in _OF_THE_PEER:
            continue
        if _breach_before(story, role, close) is not None:
            return role
    return None if story.crossing is not None else story.first_closer


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
    return b"keepalive" in said or b"ping timeout" in said or story.waiting_ping(role) is not None


def failed_silently(story: Story) -> Ending | None:
    """TCP was ended right after something wrong had come, and no Close said why."""
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


def _by(answer: SeenClose, close: SeenClose) -> bool:
    return (answer.time_ns, answer.entry) >= (close.time_ns, close.entry)
