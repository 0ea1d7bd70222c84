"""A recorded connection as a scenario: one end is scripted from now on, the other one is ours."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from wsinspector.formats.recorded_end import Act, RecordedEnd, What
from wsinspector.journal.verdict import Party, Verdict
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.asked_request import accept_for
from wsinspector.protocol.opening.head import parse_head
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.comparison import OF_NO_MATTER, report_words
from wsinspector.scenarios.steps import FramePart
from wsinspector.texts import render

_SHORTEST_MS: Final = 5
_STILL_OPEN_MS: Final = 1000
_WAITED: Final = {
    Kind.TEXT: "message",
    Kind.BINARY: "message",
    Kind.PING: "ping",
    Kind.PONG: "pong",
    Kind.CLOSE: "close",
}
_WORDS: Final = {
    Kind.TEXT: "text",
    Kind.CONTINUATION: "continuation",
    Kind.PING: "ping",
    Kind.PONG: "pong",
}
_FAILURES: Final = frozenset(code.to_bytes(2, "big") for code in (1002, 1003, 1007, 1009))
_HEAD_END: Final = b"\r\n\r\n"


def scenario_toml(recorded: RecordedEnd, verdict: Verdict, identity: str) -> str:
    """Write the scenario; it expects what was found out about the recorded connection.

    Args:
        recorded: the end that is scripted.
        verdict: on its connection.
        identity: the id of the scenario.
    """
    steps = list(_steps(recorded))
    own = list(_own_steps(recorded, _is_at_fault(recorded.role, verdict)))
    return "\n".join([*_top(recorded, verdict, identity, steps), "", *_ours(recorded, own), ""]) + (
        "\n".join(_expected(verdict)) + "\n"
    )


def _top(recorded: RecordedEnd, verdict: Verdict, identity: str, steps: list[str]) -> Iterator[str]:
    yield f"id = {_quoted(identity)}"
    yield f"title = {_quoted(f'Recorded: {verdict.ending}, the {recorded.role} scripted')}"
    yield 'theme = "Recorded"'
    yield f"story = {_quoted(render(verdict.sentence))}"
    yield f'scripted = "{recorded.role.value}"'
    if recorded.secure:
        yield "tls = true"
    yield from _list("steps", steps)


def _ours(recorded: RecordedEnd, own: list[str]) -> Iterator[str]:
    yield "[ours]"
    yield from _list("steps", own)
    if recorded.role is not Role.SERVER:
        return
    request = next((act.data for act in recorded.acts if act.what is What.HEAD), b"")
    head = parse_head(request, is_request=True)
    offered = head.joined("Sec-WebSocket-Protocol")
    if offered:
        names = [name.strip() for name in offered.split(",")]
        yield f"subprotocols = [{', '.join(map(_quoted, names))}]"
    if head.joined("Sec-WebSocket-Extensions") is None:
        yield 'without = ["Sec-WebSocket-Extensions"]'


def _expected(verdict: Verdict) -> Iterator[str]:
    yield ""
    yield "[expected]"
    yield f"ending = {_quoted(verdict.ending)}"
    if verdict.flags:
        yield f"flags = [{', '.join(map(_quoted, sorted(verdict.flags)))}]"
    for name, party in (
        ("initiator", verdict.initiator),
        ("tcp-closer", verdict.tcp_closer),
        ("cause", verdict.cause),
    ):
        if party is not Party.UNKNOWN:
            yield f'{name} = "{party.value}"'
    rules = sorted({one.rule for one in verdict.findings} - OF_NO_MATTER)
    if rules:
        yield f"rules = [{', '.join(map(_quoted, rules))}]"
    if verdict.ending == "still-open":
        yield f"after-ms = {_STILL_OPEN_MS}"
    for role, end in verdict.ends.items():
        if end.in_view and "letter" in end.predicted:
            yield ""
            yield f"[expected.{role.value}]"
            yield f"letter = {_quoted(report_words(end.predicted['letter']))}"


# -- steps --------------------------------------------------------------------------------------


def _steps(recorded: RecordedEnd) -> Iterator[str]:
    """What the scripted end does: the very bytes, apart from the proof in an answer."""
    key = ""
    last = recorded.acts[0].time_ns
    for (out, time_ns, _), group in groupby(recorded.acts, _same_write):
        acts = list(group)
        if not out:
            for act in acts:
                if act.what is What.HEAD:
                    key = _key_of(act.data)
                yield from _waiting(act)
        else:
            yield from _pause(time_ns - last)
            if acts[0].what is What.HEAD:
                yield from _head(acts[0].data, recorded.role, key)
            elif acts[0].data:
                yield "send " + " + ".join(_part(act, recorded.role) for act in acts)
            else:
                yield acts[0].what.value
        last = time_ns


def _same_write(act: Act) -> tuple[bool, int, int]:
    """Frames of one moment went in one write; everything else is a step of its own."""
    has_bytes = act.what in (What.FRAME, What.BYTES)
    return act.out, act.time_ns, -1 if has_bytes else list(What).index(act.what)


def _is_at_fault(role: Role, verdict: Verdict) -> bool:
    """Whether the end did what makes the other one fail the connection by itself."""
    return any(one.by is role and one.severity is Severity.VIOLATION for one in verdict.findings)


def _own_steps(recorded: RecordedEnd, fails: bool) -> Iterator[str]:
    """What the other end did of its own accord: a correct one does the rest by itself.

    Args:
        recorded: the end that is scripted.
        fails: a Close that tells of a fault comes by itself, too.
    """
    flipped = [replace(act, out=not act.out) for act in recorded.acts]
    opened = False
    closing = False
    pings: list[bytes] = []
    last = flipped[0].time_ns
    for act in flipped:
        words = ""
        if act.what is What.FRAME and not opened:
            opened = True
            yield "expect open"
        if not act.out:
            if act.opcode == Kind.PING:
                pings.append(act.payload)
            closing = closing or act.opcode == Kind.CLOSE or act.what in (What.FIN, What.RST)
            if not closing:
                yield from (() if act.what is What.HEAD else _waiting(act))
        elif act.what is What.FRAME and not closing:
            if act.opcode == Kind.PONG and act.payload in pings:
                continue
            closing = act.opcode == Kind.CLOSE
            if closing and fails and act.payload[:2] in _FAILURES:
                continue
            words = "send " + _own_part(act, recorded.role.peer)
        elif act.what in (What.FIN, What.RST) and not closing:
            words = act.what.value
            closing = True
        if words:
            yield from _pause(act.time_ns - last)
            yield words
        last = act.time_ns


def _waiting(act: Act) -> Iterator[str]:
    if act.what is What.HEAD:
        yield "expect head"
    elif act.what is What.FIN:
        yield "expect fin"
    elif act.what is What.RST:
        yield "expect end"
    elif act.opcode in _WAITED:
        yield f"expect {_WAITED[Kind(act.opcode)]}"


def _pause(ns: int) -> Iterator[str]:
    if ns // 1_000_000 >= _SHORTEST_MS:
        yield f"pause {ns // 1_000_000}"


def _head(data: bytes, role: Role, key: str) -> Iterator[str]:
    head, end, rest = data.partition(_HEAD_END)
    lines = _plain_lines(head) if end and role is Role.SERVER else None
    if lines is None:
        yield f"send {_raw(data)}"
        return
    right = accept_for(key)
    filled = (_quoted(line.replace(right, "{accept}") if key else line) for line in lines)
    yield "answer " + " ".join(filled)
    if rest:
        yield f"send {_raw(rest)}"


def _plain_lines(head: bytes) -> list[str] | None:
    """The lines of a head that can be written as such; None where a byte would be lost."""
    try:
        lines = head.decode().split("\r\n")
    except UnicodeDecodeError:
        return None
    return None if any("\r" in line or "\n" in line or not line for line in lines) else lines


def _part(act: Act, role: Role) -> str:
    """A frame in words if they make these very bytes, else the bytes."""
    header = act.header
    if header is not None and not header.rsv1:
        mask = b"" if header.masking_key is None else header.masking_key
        options = f" mask={mask.hex()}" if mask else " mask=none" if role is Role.CLIENT else ""
        part = FramePart(act.opcode, act.payload, header.fin, 0, mask, not mask)
        if part.encode(role) == act.data:
            options += "" if header.fin else " fin=0"
            words = _frame_words(act.opcode, act.payload)
            if words:
                return words + options
    return _raw(act.data)


def _own_part(act: Act, role: Role) -> str:
    """What our end sends, by itself masked and compressed; the bytes if there is no word for it."""
    header = act.header
    words = _frame_words(act.opcode, act.payload)
    if header is None or not words or not header.fin:
        return _part(act, role)
    return words


def _frame_words(opcode: int, payload: bytes) -> str:
    if opcode == Kind.BINARY:
        return f"binary {payload.hex()}".strip()
    if opcode == Kind.CLOSE:
        return _close_words(payload)
    if opcode not in _WORDS:
        return ""
    try:
        return f"{_WORDS[Kind(opcode)]} {_quoted(payload.decode())}"
    except UnicodeDecodeError:
        return ""


def _close_words(payload: bytes) -> str:
    if not payload:
        return "close"
    try:
        reason = f" {_quoted(payload[2:].decode())}" if len(payload) > 2 else ""
    except UnicodeDecodeError:
        reason = None
    if len(payload) == 1 or reason is None:
        return f"close-body {payload.hex()}"
    return f"close {int.from_bytes(payload[:2], 'big')}{reason}"


def _raw(data: bytes) -> str:
    try:
        words = data.decode()
    except UnicodeDecodeError:
        return f"hex {data.hex()}"
    is_text = words.replace("\r\n", "").isprintable() and words
    return f"bytes {_quoted(words)}" if is_text else f"hex {data.hex()}"


def _key_of(head: bytes) -> str:
    return parse_head(head, is_request=True).joined("Sec-WebSocket-Key") or ""


# -- TOML ---------------------------------------------------------------------------------------


def _quoted(words: str) -> str:
    """A string as JSON has it, which TOML reads the same."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"{name} = ["
    for line in lines:
        is_plain = "'" not in line and line.isprintable()
        yield f"  '{line}'," if is_plain else f"  {_quoted(line)},"
    yield "]"
