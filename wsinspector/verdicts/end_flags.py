"""What else is to be said of an ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from wsinspector.verdicts.frame_stream import SeenClose
    from wsinspector.verdicts.story import Story

_BY_CODE = {
    1001: "going-away",
    1012: "service-restart",
    1013: "try-later",
    1014: "bad-gateway",
}
_APPLICATION = range(3000, 5000)


def flags_of(story: Story, name: str, *, complete: bool) -> frozenset[str]:
    """The flags of an ending.

    Args:
        story: what is known.
        name: of the ending.
        complete: both Close frames were exchanged.
    """
    flags = set(_of_closes(story, name, complete=complete)) | set(_of_tcp(story, name, complete))
    for record in story.records.values():
        rules = {finding.rule for finding in record.findings}
        if "tls-close-notify-missing" in rules:
            flags.add("no-close-notify")
        if rules & {"data-after-close", "control-after-close", "close-duplicate"} and complete:
            flags.add("frames-after-close")
        if "close-mid-message" in rules:
            flags.add("truncated-message")
    return frozenset(flags)


def _of_closes(story: Story, name: str, *, complete: bool) -> set[str]:
    closes = {role: close for role in Role if (close := story.close(role)) is not None}
    flags: set[str] = set()
    if complete and name != "failed-bad-close" and name.startswith(("failed-", "keepalive-")):
        flags.add("handshake-complete")
    codes = [close.payload.code for close in closes.values()]
    if None in codes and name.startswith("clean-"):
        flags.add("no-status")
    if len(codes) == 2 and codes[0] != codes[1] and name.startswith("clean-"):
        flags.add("code-differs")
    for role, close in closes.items():
        first = closes.get(role.peer)
        if first is None or not story.replied(role):
            continue
        if _answer_ns(story, role, close, first) > story.thresholds.reply_soft:
            flags.add("slow-reply")
    opener = next((role for role in closes if not story.replied(role)), None)
    if opener is not None and name.startswith("clean-") and name != "clean-crossing":
        code = closes[opener].payload.code
        if code in _BY_CODE:
            flags.add(_BY_CODE[code])
        elif code is not None and code in _APPLICATION:
            flags.add("app-code")
    if any(_data_between(story, role) for role in Role):
        flags.add("data-discarded")
    return flags


def _answer_ns(story: Story, role: Role, close: SeenClose, first: SeenClose) -> int:
    """How long an end took to answer, as near as it can be known."""
    got = story.got_close(role)
    return close.time_ns - (first if got is None else got).time_ns


def _data_between(story: Story, role: Role) -> bool:
    """Whether this end received messages after its own Close and before the peer's."""
    record = story.records.get(role)
    return record is not None and record.discarded


def _of_tcp(story: Story, name: str, complete: bool) -> set[str]:
    flags: set[str] = set()
    ends = {role: end for role in Role if (end := story.tcp_end(role)) is not None}
    if complete and ends and story.tcp_closer is Role.CLIENT:
        flags.add("client-fin-first")
    if complete and name != "clean-rst" and any(map(story.rst, Role)):
        flags.add("rst-at-end")
    if name == "clean-rst":
        flags.add("rst-at-end")
    for role in Role:
        fin, close = story.fin(role), story.close(role)
        answer = story.close(role.peer)
        if name.startswith(("failed-", "keepalive-")) or story.replied(role):
            continue
        if fin and close and answer and complete:
            got = story.got_close(role)
            is_early = fin.time_ns < (got or answer).time_ns or story.left_early(role)
            if is_early and fin.time_ns - close.time_ns <= story.thresholds.same:
                flags.add("early-fin")
    return flags
