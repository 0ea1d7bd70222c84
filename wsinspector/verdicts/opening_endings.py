"""Why nothing was ever opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.stored_faults import stored_faults
from wsinspector.journal.verdict import Party
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.opening_stage import (
    ABORTED_BY_CLIENT,
    ABORTED_BY_SERVER,
    BAD_101,
    HTTP_REJECTED,
    NO_REQUEST,
    NO_RESPONSE,
    NOT_HTTP,
    PEER_DROPPED,
)
from wsinspector.protocol.opening.tls_opening import TLS_FAILED
from wsinspector.protocol.phases import Role
from wsinspector.verdicts.ending import STILL_OPEN, Ending

if TYPE_CHECKING:
    from wsinspector.verdicts.end_record import EndRecord
    from wsinspector.verdicts.story import Story

_OPENING: Final = {
    "dns-failed": ("open-dns-failed", Party.NETWORK),
    "dns-timeout": ("open-dns-failed", Party.NETWORK),
    "tcp-refused": ("open-tcp-refused", Party.SERVER),
    "tcp-timeout": ("open-tcp-timeout", Party.NETWORK),
    "tcp-unreachable": ("open-tcp-timeout", Party.NETWORK),
    "tcp-failed": ("open-tcp-timeout", Party.NETWORK),
    TLS_FAILED: ("open-tls-failed", Party.CLIENT),
    HTTP_REJECTED: ("open-http-rejected", Party.SERVER),
    BAD_101: ("open-bad-101", Party.CLIENT),
    NOT_HTTP: ("open-not-http", Party.CLIENT),
    NO_RESPONSE: ("open-no-response", Party.CLIENT),
    NO_REQUEST: ("open-no-request", Party.SERVER),
    ABORTED_BY_CLIENT: ("open-aborted-by-client", Party.CLIENT),
    ABORTED_BY_SERVER: ("open-peer-dropped", Party.SERVER),
}


def never_opened(story: Story) -> Ending:
    """The ending of a connection on which no opening handshake succeeded."""
    record = _teller(story)
    if record is None:
        return Ending(STILL_OPEN, Party.NOBODY, Party.NOBODY)
    reason = str(record.failure.get("reason", ""))
    entries = () if record.failure_at is None else (record.failure_at.entry,)
    if record.role is Role.CLIENT and (record.aborted or reason == ABORTED_BY_CLIENT):
        return Ending("open-aborted-by-client", Party.CLIENT, Party.CLIENT, entries=entries)
    if reason == PEER_DROPPED:
        dropper = Party.of(record.role.peer)
        return Ending("open-peer-dropped", dropper, dropper, entries=entries)
    name, party = _OPENING.get(reason, ("open-peer-dropped", Party.of(record.role.peer)))
    if name == "open-bad-101":
        return Ending(name, Party.CLIENT, Party.SERVER, entries=entries)
    if record.role is Role.SERVER and name == "open-not-http":
        # It is the request that cannot be read, and the server that says so.
        return Ending(name, Party.SERVER, Party.CLIENT, entries=entries)
    cause = party
    if name == "open-http-rejected" and _request_is_bad(record):
        cause = Party.CLIENT
    elif name in ("open-no-response", "open-not-http"):
        cause = Party.of(record.role.peer)
    elif name == "open-no-request":
        cause = Party.CLIENT
    return Ending(name, party, cause, entries=entries)


def _teller(story: Story) -> EndRecord | None:
    """The end that knows best why nothing was opened: the client, if it knows anything."""
    for role in Role:
        record = story.records.get(role)
        if record is not None and (record.failure or record.aborted or record.over):
            return record
    return None


def _request_is_bad(record: EndRecord) -> bool:
    if record.role is Role.SERVER and any(
        rule.startswith("head-") for _, rule, _ in stored_faults(record.failure.get("faults"))
    ):
        return True
    return any(
        one.rule.startswith("req-") and one.severity is Severity.VIOLATION
        for one in record.findings
        if one.by is Role.CLIENT
    )
