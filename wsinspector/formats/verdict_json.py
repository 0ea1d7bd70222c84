r"""A verdict as one JSON object; the names are stable, wording in ``sentence`` is not.

==================  ================================================================================
``kind``            ``verdict``, to be told from the lines of entries
``connection``      number of the connection
``url``             what a client of ours was asked to connect to; empty without one
``vantage``         from where it was seen: ``client``, ``server`` or ``both``
``ending``          name of the ending, such as ``clean-client``
``flags``           what else is to be said of it, a sorted list
``initiator``       who began the end: ``client``, ``server``, ``both``, ``network``, ``nobody`` or
                    ``unknown``; likewise ``tcp_closer`` (who ended TCP first) and ``cause``
``certainty``       how sure the initiator is: ``certain``, ``likely`` or ``possible``
``sentence``        all of it for a person
``ends``            by role: ``code``, ``reason``, ``wasClean`` and ``error`` as its API reported
                    them (null where that is not known), ``readyState``, and ``profiles``: by name
                    of a client, what it would report, with the first four of these
``findings``        a list of ``id``, ``severity``, ``by`` (a role or null), ``reference`` and
                    ``entries`` (ids)
==================  ================================================================================
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from wsinspector.texts import render

if TYPE_CHECKING:
    from wsinspector.journal.verdict import EndVerdict, Verdict
    from wsinspector.protocol.api_events import Report


def verdict_line(verdict: Verdict, url: str) -> str:
    """A verdict as one line, its line feed included.

    Args:
        verdict: what was found out.
        url: what a client of ours was asked to connect to; empty without one.
    """
    in_view = [role.value for role, end in verdict.ends.items() if end.in_view]
    record = {
        "kind": "verdict",
        "connection": verdict.connection,
        "url": url,
        "vantage": in_view[0] if len(in_view) == 1 else "both",
        "ending": verdict.ending,
        "flags": sorted(verdict.flags),
        "initiator": verdict.initiator.value,
        "tcp_closer": verdict.tcp_closer.value,
        "cause": verdict.cause.value,
        "certainty": verdict.certainty.value,
        "sentence": render(verdict.sentence),
        "ends": {role.value: _end(end) for role, end in verdict.ends.items()},
        "findings": [
            {
                "id": finding.rule,
                "severity": finding.severity.value,
                "by": None if finding.by is None else finding.by.value,
                "reference": finding.reference,
                "entries": list(finding.entries),
            }
            for finding in verdict.findings
        ],
    }
    # Only ASCII: a reason may hold whatever turns the text around it.
    return json.dumps(record, separators=(",", ":")) + "\n"


def _end(end: EndVerdict) -> dict[str, object]:
    return {
        **_report(end.reported),
        "readyState": int(end.ready) if end.in_view else None,
        "profiles": {name: _report(report) for name, report in end.predicted.items()},
    }


def _report(report: Report | None) -> dict[str, object]:
    if report is None:
        return {"code": None, "reason": None, "wasClean": None, "error": None}
    return {
        "code": report.code,
        "reason": report.reason,
        "wasClean": report.was_clean,
        "error": report.error,
    }
