"""Collects findings: what breaks the same rule again is more evidence, not another finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wsinspector.journal.verdict import Finding
from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wsinspector.protocol.phases import Role
    from wsinspector.texts import Text

_EVIDENCE_MAX = 100
_GRAVITY = {Severity.VIOLATION: 0, Severity.DEVIATION: 1, Severity.OBSERVATION: 2, Severity.OK: 3}


class Findings:
    """The findings of one end's view, one for each rule and side."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Role | None], Finding] = {}

    def __contains__(self, rule: str) -> bool:
        return any(found == rule for found, _ in self._found)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._found.values())

    def add(
        self,
        rule: str,
        by: Role | None,
        *entries: int,
        text: Text | None = None,
        severity: Severity | None = None,
    ) -> None:
        """Note that a rule was broken.

        Args:
            rule: its id.
            by: which end did it.
            entries: the evidence; of very much evidence the first hundred entries are kept.
            text: what happened, if there is more to say than what the rule says.
            severity: how much it weighs, if not as much as the rule says.
        """
        known = self._found.get((rule, by))
        if known is None:
            table = RULES[rule]
            self._found[rule, by] = Finding(
                rule, severity or table.severity, by, table.reference, text or table.what, entries
            )
        elif len(known.entries) < _EVIDENCE_MAX:
            kept = known.entries + tuple(one for one in entries if one not in known.entries)
            self._found[rule, by] = replace(known, entries=kept[:_EVIDENCE_MAX])

    def sorted(self) -> tuple[Finding, ...]:
        """The gravest first, then as they happened."""
        return tuple(
            sorted(
                self._found.values(),
                key=lambda one: (_GRAVITY[one.severity], one.entries[:1] or (0,)),
            )
        )
