"""What the heads of an opening handshake break, and how the ends dealt with that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.journal.stored_faults import stored_faults
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.asked_request import AskedRequest
from wsinspector.protocol.opening.head import parse_head
from wsinspector.protocol.opening.listening_hosts import is_loopback
from wsinspector.protocol.opening.opening_response import judge_response
from wsinspector.protocol.opening.request_faults import request_faults
from wsinspector.protocol.phases import Role
from wsinspector.verdicts.rules import RULES

if TYPE_CHECKING:
    from wsinspector.protocol.facts import Detail
    from wsinspector.verdicts.end_record import EndRecord
    from wsinspector.verdicts.findings import Findings
    from wsinspector.verdicts.story import Story

_SWITCHING = 101
_NO_PART_OF_THE_REQUEST = "req-early-data"


def note_request(findings: Findings, entry: int, head: bytes) -> None:
    """Judge a request as it was on the wire."""
    for fault in request_faults(parse_head(head, is_request=True)):
        if fault.rule in RULES:
            findings.add(fault.rule, Role.CLIENT, entry, text=fault.text, severity=fault.severity)


def note_response(findings: Findings, entry: int, details: dict[str, Detail]) -> None:
    """Take over what the client has found about the answer when it came."""
    for severity, rule, said in stored_faults(details.get("faults")):
        if rule == "resp-accept-wrong" and "req-key-missing" in findings:
            continue  # nothing could have answered no key
        if rule in RULES and rule.startswith(("resp-", "pmd-")):
            findings.add(rule, Role.SERVER, entry, text=said, severity=severity)


def note_own_response(findings: Findings, entry: int, answer: bytes, request: bytes) -> None:
    """Judge an answer that an end of ours has sent, as the client will that reads it.

    Args:
        findings: where it goes.
        entry: id of the answer's entry.
        answer: as it was on the wire.
        request: what it answers.
    """
    asked = AskedRequest(parse_head(request, is_request=True))
    judgement = judge_response(parse_head(answer, is_request=False), asked)
    for fault in judgement.faults:
        if fault.rule not in RULES or not fault.rule.startswith(("resp-", "pmd-")):
            continue
        if fault.rule != "resp-accept-wrong" or "req-key-missing" not in findings:
            findings.add(fault.rule, Role.SERVER, entry, text=fault.text, severity=fault.severity)


def note_bare_tcp(findings: Findings, entry: int, details: dict[str, Detail]) -> None:
    """RFC 6455 §10.6: what leaves the machine SHOULD be encrypted."""
    remote = details.get("remote")
    if isinstance(remote, list) and remote and not is_loopback(str(remote[0])):
        findings.add("tls-not-used", Role.CLIENT, entry)


def note_whole_opening(findings: Findings, story: Story) -> None:
    """What only request and answer together show."""
    for record in story.records.values():
        _note_accepted(findings, record)
        _note_late(findings, story, record)


def _note_accepted(findings: Findings, record: EndRecord) -> None:
    """RFC 6455 §4.2.1: a request that breaks a rule has to be answered by an HTTP error."""
    broken = [
        finding
        for finding in record.findings
        if finding.rule.startswith("req-")
        and finding.rule != _NO_PART_OF_THE_REQUEST
        and finding.severity is Severity.VIOLATION
    ]
    if broken and record.status == _SWITCHING and record.response is not None:
        findings.add(
            "resp-accepted-invalid-request",
            Role.SERVER,
            *broken[0].entries[:1],
            record.response.entry,
        )


def _note_late(findings: Findings, story: Story, record: EndRecord) -> None:
    if record.request is None:
        return
    until = story.now_ns if record.response is None else record.response.time_ns
    given_up = record.timeouts.get("handshake")
    if record.response is None and given_up is not None:
        until = given_up.time_ns
    elif record.response is None and (
        record.over or record.tcp.fin_received or record.tcp.rst_received
    ):
        return
    if until - record.request.time_ns > story.thresholds.handshake // 2:
        entries = [record.request.entry]
        if record.response is not None:
            entries.append(record.response.entry)
        findings.add("resp-late", Role.SERVER, *entries)
