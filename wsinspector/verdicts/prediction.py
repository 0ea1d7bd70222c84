"""What the API of one end reports, by the letter of the standards or the habits of a client.

It is judged on what this end saw alone: its own acts when it acted, the peer's when they arrived.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from wsinspector.protocol.api_events import ABNORMAL, Report
from wsinspector.protocol.closing.close_payload import ClosePayload

if TYPE_CHECKING:
    from wsinspector.verdicts.profile import Profile


_PROTOCOL_ERROR, _INVALID_DATA, _TOO_BIG = 1002, 1007, 1009
_FITTING = {
    "text-invalid-utf8": _INVALID_DATA,
    "text-truncated-utf8": _INVALID_DATA,
    "close-reason-invalid-utf8": _INVALID_DATA,
    "frame-length-msb-set": _TOO_BIG,
    "pmd-inflate-failed": ABNORMAL,
}
"""The code with which a client fails the connection, where it is not 1002."""


class What(Enum):
    """What can happen at an end, as far as its API's last report depends on it."""

    OPENED = auto()
    """The opening handshake succeeded."""
    NOT_OPENED = auto()
    """It failed, or close() was called before it was over."""
    CLOSE_SENT = auto()
    CLOSE_RECEIVED = auto()
    FRAME_RECEIVED = auto()
    """A whole frame that is no Close; of interest where it breaks a rule, or comes too late."""
    FIN_RECEIVED = auto()
    RST_RECEIVED = auto()
    LEFT = auto()
    """This end has ended its side of TCP, or has given up waiting; what still comes is read."""
    LIMITED = auto()
    """This end fails the connection because of a limit of its own."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened at the end.

    Attributes:
        what: see :class:`What`.
        payload: of a Close.
        rules: the rules that the received frame, or the response that opened, breaks.
    """

    what: What
    payload: ClosePayload | None = None
    rules: frozenset[str] = frozenset()


@dataclass(slots=True)
class _State:
    opened: bool = False
    failed: bool = False
    violated: bool = False
    sent: bool = False
    received: ClosePayload | None = None
    complete: bool = False
    spoiled: bool = False
    left: bool = False
    fail_code: int = ABNORMAL


def predict(steps: Iterable[Step], profile: Profile, must_fail: frozenset[str]) -> Report:
    """What the API reports when all of this has happened.

    Args:
        steps: in the order in which this end saw them.
        profile: whose habits; the letter of the standards is one of them.
        must_fail: the rules whose breach fails a connection by the standards.
    """
    fatal = (must_fail - profile.tolerates) | profile.refuses
    state = _State()
    for step in steps:
        if not _take(state, step, profile, fatal):
            break
    code, reason = ABNORMAL, ""
    if state.received is not None and not state.violated:
        payload = state.received
        code = profile.no_status_code if payload.code is None else payload.code
        reason = payload.reason.decode("utf-8", "replace")
    elif state.violated and not state.sent and profile.own_failure_code:
        code = state.fail_code
    clean = state.complete and not state.failed and not state.spoiled
    return Report(code, reason, clean, error=state.failed)


def _take(state: _State, step: Step, profile: Profile, fatal: frozenset[str]) -> bool:
    """Take one step; False when nothing that follows is seen any more."""
    match step.what:
        case What.OPENED:
            state.opened = True
            if step.rules & fatal:
                state.failed = True
                return False
        case What.NOT_OPENED:
            state.failed = True
            return False
        case What.CLOSE_SENT:
            state.sent = True
            state.complete = state.received is not None
        case What.CLOSE_RECEIVED:
            return _take_close(state, step, profile, fatal)
        case What.FRAME_RECEIVED:
            return _take_frame(state, step, profile, fatal)
        case What.FIN_RECEIVED:
            _lose(state, profile.unanswered_fin_errs if state.sent else profile.fin_errs)
            return False
        case What.RST_RECEIVED:
            _lose(state, profile.unanswered_rst_errs if state.sent else profile.rst_errs)
            state.spoiled = profile.rst_spoils
            return False
        case What.LEFT:
            state.left = True
        case What.LIMITED:
            state.fail_code = _TOO_BIG
            return _fail(state)
    return True


def _lose(state: _State, errs: bool) -> None:
    """The connection is lost; RFC 6455 §7.2.1 has a client fail it where that is unexpected."""
    if not state.opened:
        state.failed = True
    elif not state.complete and not state.left:
        state.failed = errs


def _take_close(state: _State, step: Step, profile: Profile, fatal: frozenset[str]) -> bool:
    rules = step.rules
    if profile.half_byte_is_no_status:
        rules -= {"close-body-one-byte"}
    if rules & fatal and state.received is None:
        state.fail_code = _fitting(rules & fatal)
        return _fail(state)
    if state.received is None:
        state.received = step.payload or ClosePayload()
        state.complete = state.sent
        return True
    if state.complete and profile.late_frames_fail:
        return _fail(state)
    return True


def _take_frame(state: _State, step: Step, profile: Profile, fatal: frozenset[str]) -> bool:
    if state.received is None:
        state.fail_code = _fitting(step.rules & fatal)
        return not step.rules & fatal or _fail(state)
    if profile.late_frames_fail:
        return _fail(state)
    return True


def _fail(state: _State) -> bool:
    state.failed = state.violated = True
    return False


def _fitting(rules: frozenset[str]) -> int:
    """The code that goes with a failure because of these rules."""
    return next((_FITTING[rule] for rule in sorted(rules) if rule in _FITTING), _PROTOCOL_ERROR)
