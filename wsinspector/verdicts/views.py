"""What one end saw, step by step, for a prediction of what its API reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.phases import Role
from wsinspector.verdicts.prediction import Step, What

if TYPE_CHECKING:
    from wsinspector.verdicts.end_record import EndRecord
    from wsinspector.verdicts.story import Story

_MIRRORED = {
    What.CLOSE_SENT: What.CLOSE_RECEIVED,
    What.CLOSE_RECEIVED: What.CLOSE_SENT,
}


def steps_of(story: Story, role: Role) -> list[Step]:
    """The steps of an end; of one that is not in view, as they must have been.

    Whatever the other end has sent is taken to have arrived, in order, because nothing tells that
    it has not.
    """
    record = story.records.get(role)
    if record is not None:
        return [*record.steps, *_rest(record)]
    return _inferred(story.records[role.peer])


def _rest(record: EndRecord) -> list[Step]:
    """An end that has left by itself, and has seen nothing of the other's leaving."""
    return [Step(What.LEFT)] if record.over else []


def _inferred(other: EndRecord) -> list[Step]:
    """What the peer of an end in view has seen."""
    steps: list[Step] = []
    for step in other.steps:
        match step.what:
            case What.OPENED | What.NOT_OPENED:
                steps.append(step)
            case What.CLOSE_SENT | What.CLOSE_RECEIVED:
                steps.append(Step(_MIRRORED[step.what], step.payload, step.rules))
            case What.FRAME_RECEIVED:
                pass
            case What.FIN_RECEIVED | What.RST_RECEIVED | What.LEFT | What.LIMITED:
                pass
    breach = other.first_own_breach
    closes = [*other.sent.closes[:1], *other.received.closes[:1]]
    if breach is not None and all(breach[0].entry < close.entry for close in closes):
        at = next((at for at, one in enumerate(steps) if one.what is not What.OPENED), len(steps))
        steps.insert(at, Step(What.FRAME_RECEIVED, None, frozenset((breach[1],))))
    if other.tcp.rst_sent is not None:
        steps.append(Step(What.RST_RECEIVED))
    elif other.tcp.fin_sent is not None and other.tcp.fin_received is None:
        steps.append(Step(What.FIN_RECEIVED))
    else:
        steps.append(Step(What.LEFT))
    return steps
