"""The rules of closing: what follows a Close, and how TCP ends (RFC 6455 §5.5.1, §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.closing.close_legality import wire_legality
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.verdicts.close_content import WRONG_ROLE
from wsinspector.verdicts.end_record import MUST_FAIL

if TYPE_CHECKING:
    from wsinspector.verdicts.ending import Ending
    from wsinspector.verdicts.findings import Findings
    from wsinspector.verdicts.story import Story

_EXTENSION_CODE = 1010
_TEXT_CODE, _BIG_CODE, _PROTOCOL_CODE, _TYPE_CODE = 1007, 1009, 1002, 1003
_FAILURE_CODES = frozenset((_TEXT_CODE, _BIG_CODE, _PROTOCOL_CODE, _TYPE_CODE))
_FITTING = {
    "text-invalid-utf8": _TEXT_CODE,
    "text-truncated-utf8": _TEXT_CODE,
    "close-reason-invalid-utf8": _TEXT_CODE,
    "frame-length-huge": _BIG_CODE,
    "pmd-bomb": _BIG_CODE,
}


def note_closing(findings: Findings, story: Story, ending: Ending) -> None:
    """Add what the closing handshake and the end of TCP show.

    Args:
        findings: where it goes.
        story: what is known.
        ending: what became of the connection.
    """
    if not story.is_open:
        _note_resets(findings, story)
        return
    _note_news(findings, story)
    _note_unused_compression(findings, story)
    for role in Role:
        _note_reply(findings, story, ending, role)
        _note_role(findings, story, role)
        _note_unfinished(findings, story, role)
        _note_failing(findings, story, ending, role)
        _note_tcp(findings, story, ending, role)
    _note_crossing(findings, story)
    _note_left_open(findings, story)
    _note_client_first(findings, story)
    _note_resets(findings, story)
    if ending.name == "idle-timeout":
        findings.add("idle-cut", None, *ending.entries)


# -- Close frames -------------------------------------------------------------------------------


def _note_reply(findings: Findings, story: Story, ending: Ending, role: Role) -> None:
    """How an end has answered the peer's Close."""
    own, peers = story.close(role), story.close(role.peer)
    if peers is None or story.crossing is not None:
        return
    if own is None:
        _note_missing_reply(findings, story, ending, role)
        return
    if not story.replied(role):
        return
    got = story.got_close(role) or peers
    took = own.time_ns - got.time_ns
    if took > story.thresholds.reply_soft:
        record = story.records.get(role)
        busy = record is not None and record.close_in_open_message
        severity = Severity.OBSERVATION if busy else None
        findings.add("close-reply-late", role, got.entry, own.entry, severity=severity)
    if ending.name == "failed-bad-close":
        return
    if peers.rules & MUST_FAIL or own.rules & MUST_FAIL or own.payload.code in _FAILURE_CODES:
        return
    codes = (peers.payload.code, own.payload.code)
    if codes[0] != codes[1]:
        rule = "close-reply-status-changed" if None in codes else "close-reply-code-differs"
        findings.add(rule, role, got.entry, own.entry)


def _note_missing_reply(findings: Findings, story: Story, ending: Ending, role: Role) -> None:
    """RFC 6455 §5.5.1: an end that receives a Close and has sent none MUST answer it."""
    close = story.close(role.peer)
    assert close is not None
    if ending.name in ("close-not-awaited", "failed-bad-close", "failed-silent"):
        return
    got = story.got_close(role)
    record, other = story.records.get(role), story.records.get(role.peer)
    if record is not None and got is None:
        return  # it never came
    if record is None and other is not None and other.refused_frame:
        return  # what came after the header of a frame that was refused cannot be told from it
    left = story.tcp_end(role)
    peer_left = story.tcp_end(role.peer)
    if left is None and peer_left is None:
        waited = story.now_ns - close.time_ns
        if waited >= story.thresholds.reply_hard:
            findings.add("close-reply-missing", role, close.entry)
        return
    first = min((end for end in (left, peer_left) if end), key=lambda end: end.time_ns)
    waited = first.time_ns - (got or close).time_ns
    if first is left or waited >= story.thresholds.reply_soft:
        findings.add("close-reply-missing", role, close.entry, first.entry)


def _note_role(findings: Findings, story: Story, role: Role) -> None:
    """A code that is meant for the other role (§7.4.1); an answer may repeat it."""
    own, peers = story.close(role), story.close(role.peer)
    if own is None or own.payload.code is None:
        return
    is_echo = peers is not None and peers.payload.code == own.payload.code and story.replied(role)
    legality = wire_legality(own.payload.code, role)
    if legality.rule == WRONG_ROLE and not is_echo:
        findings.add(WRONG_ROLE, role, own.entry, text=legality.why, severity=legality.severity)
    is_bare = own.payload.code == _EXTENSION_CODE and not own.payload.reason
    if is_bare and role is Role.CLIENT and not is_echo:
        findings.add("close-1010-without-list", role, own.entry)


def _note_unfinished(findings: Findings, story: Story, role: Role) -> None:
    """What an end has begun to send and never finished, now that it cannot any more."""
    record = story.records.get(role)
    stream = story.records[role.peer].received if record is None else record.sent
    if stream.message_open is not None and (story.tcp_end(role) or story.is_over):
        findings.add("message-never-finished", role, stream.message_open)
    other = story.records.get(role.peer)
    if other is None or other.partial is None or other.refused_frame:
        return
    if story.tcp_end(role) is not None:
        findings.add("frame-truncated", role, other.partial.entry)


def _note_crossing(findings: Findings, story: Story) -> None:
    if story.crossing is not None:
        entries = [close.entry for role in Role if (close := story.close(role)) is not None]
        findings.add("close-crossed", None, *sorted(entries))


# -- failing ------------------------------------------------------------------------------------


def _note_failing(findings: Findings, story: Story, ending: Ending, role: Role) -> None:
    """How an end deals with what has to fail the connection (§7.1.7)."""
    record = story.records.get(role)
    if record is None and ending.name == "failed-silent" and ending.initiator == role.value:
        findings.add("fail-without-close", role, *ending.entries)
    breach = None if record is None else record.first_breach
    if record is None or breach is None:
        return
    moment, rule = breach
    own, left = story.close(role), story.tcp_end(role)
    if own is not None and own.time_ns >= moment.time_ns:
        fitting = _FITTING.get(rule, _PROTOCOL_CODE)
        if own.payload.code in _FAILURE_CODES and own.payload.code != fitting:
            findings.add("fail-code-unusual", role, moment.entry, own.entry)
        if record.data_after_close is not None:
            findings.add("process-after-fail", role, moment.entry, record.data_after_close.entry)
        return
    if own is not None:
        return
    if left is not None and left.time_ns - moment.time_ns <= story.thresholds.reply_soft:
        findings.add("fail-without-close", role, moment.entry, left.entry)
        return
    sent = record.last_sent
    if sent is not None and sent.time_ns - moment.time_ns > story.thresholds.reply_soft:
        findings.add("fail-not-closed", role, moment.entry, sent.entry)


# -- TCP ----------------------------------------------------------------------------------------


def _note_tcp(findings: Findings, story: Story, ending: Ending, role: Role) -> None:
    end = story.tcp_end(role)
    if end is None:
        _note_lingering(findings, story, role)
        return
    own, peers = story.close(role), story.close(role.peer)
    record = story.records.get(role)
    is_failing = record is not None and record.first_breach is not None
    is_failing = is_failing or ending.name == "failed-silent"
    is_first = story.tcp_closer is role
    if own is None and peers is None and is_first and not is_failing:
        findings.add("tcp-close-without-close-frame", role, end.entry)
    if own is None or is_failing or ending.name.startswith(("failed-", "keepalive-")):
        return
    got = story.got_close(role)
    if own.time_ns <= end.time_ns and is_first and not _patience_was_over(story, role):
        came = got if record is not None else peers
        if came is None or came.time_ns > end.time_ns or story.left_early(role):
            findings.add("tcp-closed-before-reply", role, own.entry, end.entry)


def _patience_was_over(story: Story, role: Role) -> bool:
    """Whether an end has waited for the answer before it gave up (§7.1.1 lets it)."""
    own, end = story.close(role), story.tcp_end(role)
    if own is None or end is None:
        return False
    return end.time_ns - own.time_ns >= story.thresholds.reply_soft


def _note_lingering(findings: Findings, story: Story, role: Role) -> None:
    """The peer's FIN has come long ago, and this side is still open."""
    record = story.records.get(role)
    fin = None if record is None else record.tcp.fin_received
    if record is None:
        _note_peer_lingering(findings, story, role)
    if record is None or fin is None or record.over:
        return
    if story.now_ns - fin.time_ns > story.thresholds.tcp:
        findings.add("tcp-half-open-lingering", role, fin.entry)


def _note_peer_lingering(findings: Findings, story: Story, role: Role) -> None:
    """The FIN of an end in view came first, and its peer's has not followed."""
    other = story.records.get(role.peer)
    if other is None or other.tcp.fin_sent is None or role is Role.SERVER:
        return
    until = min([story.now_ns] + [end.time_ns for end in (other.tcp.rst_sent,) if end is not None])
    if until - other.tcp.fin_sent.time_ns > story.thresholds.tcp:
        findings.add("tcp-half-open-lingering", role, other.tcp.fin_sent.entry)


def _note_left_open(findings: Findings, story: Story) -> None:
    """§5.5.1: after both Close frames the server MUST close TCP immediately."""
    complete = story.both_closed_ns
    if complete is None or story.rst(Role.SERVER) is not None:
        return
    fin, client = story.fin(Role.SERVER), story.tcp_end(Role.CLIENT)
    until = min(
        [story.now_ns] + [end.time_ns for end in (fin, client) if end is not None],
    )
    if until - complete >= story.thresholds.tcp:
        closes = sorted(close.entry for role in Role if (close := story.close(role)) is not None)
        findings.add("tcp-server-left-open", Role.SERVER, *closes)


def _note_client_first(findings: Findings, story: Story) -> None:
    """§7.1.1: the client SHOULD wait for the server to end TCP; after a while it MAY not."""
    complete, end = story.both_closed_ns, story.fin(Role.CLIENT)
    if complete is None or end is None or story.tcp_closer is not Role.CLIENT:
        return
    waited = end.time_ns - complete
    severity = None if waited < story.thresholds.tcp else Severity.OBSERVATION
    findings.add("tcp-client-closed-first", Role.CLIENT, end.entry, severity=severity)


def _note_resets(findings: Findings, story: Story) -> None:
    for role in Role:
        end = story.rst(role)
        if end is None:
            continue
        findings.add("tcp-rst-instead-of-fin", role, end.entry)
        close = story.close(role)
        soon = close is not None and end.time_ns - close.time_ns <= story.thresholds.tcp
        if soon and _has_unread(story, role):
            findings.add("tcp-rst-unread-data", role, end.entry)


def _has_unread(story: Story, role: Role) -> bool:
    """Whether something has reached an end, or was on its way, that it had not read."""
    sender, receiver = story.records.get(role.peer), story.records.get(role)
    if sender is None:
        return False
    if receiver is not None:
        return sender.frames_sent > receiver.frames_received
    said, heard = sender.last_sent, sender.last_heard
    return said is not None and (heard is None or heard.entry < said.entry)


# -- messages -----------------------------------------------------------------------------------


def _note_news(findings: Findings, story: Story) -> None:
    """A message that the peer began when it must have had our Close for long (§6.1, §7.1.3).

    It may have waited in the peer's own queue, so this is less than what the peer itself knows.
    """
    for role, record in story.records.items():
        own, news = next(iter(record.sent.closes), None), record.last_begun
        if own is None or news is None or story.is_two_sided:
            continue
        trip = story.quickest_trip_ns(record) or 0
        if news.time_ns - own.time_ns > max(2 * trip, story.thresholds.same):
            findings.add(
                "new-message-after-close-received",
                role.peer,
                own.entry,
                news.entry,
                severity=Severity.OBSERVATION,
            )


def _note_unused_compression(findings: Findings, story: Story) -> None:
    for record in story.records.values():
        streams = (record.sent, record.received)
        if record.response is None or any(stream.compressed is None for stream in streams):
            continue
        if record.over and not any(stream.compressed_seen for stream in streams):
            findings.add("pmd-never-used", None, record.response.entry)
