"""What an end does about a violation by its peer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.protocol.behaviours.behaviour import ViolationReply

if TYPE_CHECKING:
    from wsinspector.protocol.behaviours.behaviour import OnViolation
    from wsinspector.protocol.closing.closing_handshake import ClosingHandshake
    from wsinspector.protocol.frames.message_reader import Violation

IMPASSABLE: Final = frozenset(
    ("frame-length-msb-set", "frame-length-huge", "pmd-bomb", "pmd-inflate-failed")
)
"""What nobody can carry on after: a message over the limit is not kept, a length over 2^63 never
comes to its end, and without the message before no compressed one can be read."""


def passes_over(violation: Violation, chosen: OnViolation) -> bool:
    """Whether the end carries on as if nothing were."""
    return chosen.reply is ViolationReply.CARRY_ON and violation.rule not in IMPASSABLE


def answer_violation(violation: Violation, chosen: OnViolation, closing: ClosingHandshake) -> None:
    """Fail the connection in the way that is chosen."""
    match chosen.reply:
        case ViolationReply.FAIL | ViolationReply.CARRY_ON:
            closing.fail(violation)
        case ViolationReply.OWN:
            closing.fail(violation._replace(code=chosen.code))
        case ViolationReply.DROP:
            closing.fail(violation, silently=True)
