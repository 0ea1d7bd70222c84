"""Reads back the faults that were stored with a head."""

from __future__ import annotations

from wsinspector.journal.fact_words import stored_text
from wsinspector.protocol.facts import Detail
from wsinspector.protocol.faults import Severity
from wsinspector.texts import Text

StoredFault = tuple[Severity, str, Text]
"""Severity, rule and sentence."""


def stored_faults(detail: Detail) -> list[StoredFault]:
    """Severity, rule and sentence of faults that were stored; the heavy ones first."""
    faults = []
    for fault in detail if isinstance(detail, list) else ():
        match fault:
            case [str(rule), str(severity), said] if severity in list(Severity):
                if (known := stored_text(said)) is not None:
                    faults.append((Severity(severity), rule, known))
    order = (Severity.VIOLATION, Severity.DEVIATION, Severity.OBSERVATION, Severity.OK)
    return sorted(faults, key=lambda fault: order.index(fault[0]))
