"""What is easily misread about an ending, and what cannot be known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, text
from wsinspector.verdicts.ending import NOBODY_THERE, STILL_OPEN
from wsinspector.verdicts.profiles import LETTER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wsinspector.journal.verdict import EndVerdict
    from wsinspector.verdicts.ending import Ending

_GRACEFUL_FAILURES = frozenset(("failed-internal", "failed-policy", "keepalive-timeout"))


def notes_of(ending: Ending, ends: Mapping[Role, EndVerdict]) -> tuple[Text, ...]:
    """What a reader should know before believing a code.

    Args:
        ending: what became of the connection.
        ends: both ends, as judged.
    """
    if ending.name == STILL_OPEN:
        return ()
    notes = []
    codes = {role.value: _code(ends[role]) for role in Role}
    if codes["client"] != codes["server"] and not ending.name.startswith("open-"):
        notes.append(Text("note.disagree", codes))
    if ending.complete and ending.name.startswith("failed-"):
        notes.append(text("note.failing"))
    if ending.complete and ending.name in _GRACEFUL_FAILURES:
        notes.append(text("note.clean"))
    if ending.name.startswith("close-unanswered"):
        notes.append(text("note.arguable"))
    if ending.name not in NOBODY_THERE and not all(
        end.in_view or end.reported for end in ends.values()
    ):
        notes.append(text("note.one-sided"))
    return tuple(notes)


def _code(end: EndVerdict) -> int:
    """What an end's API said, else what it says by the letter of the standards."""
    report = end.reported or end.predicted.get(LETTER.name)
    return 0 if report is None else report.code
