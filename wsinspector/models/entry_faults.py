"""What is wrong or remarkable about an entry, each as a field of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.journal.fact_words import stored_text
from wsinspector.journal.frame_words import header_of
from wsinspector.models.frame_field import FrameField
from wsinspector.protocol.close_codes import hint_for
from wsinspector.protocol.close_legality import reason_legality, wire_legality
from wsinspector.protocol.close_payload import ClosePayload
from wsinspector.protocol.facts import Detail, Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wsinspector.journal.journal import Journal
    from wsinspector.models.raw_entry import RawEntry
    from wsinspector.protocol.frames import FrameHeader

_Fault = tuple[Severity, str, Text]
_KNOWN = frozenset((Kind.CONTINUATION, Kind.TEXT, Kind.BINARY, Kind.CLOSE, Kind.PING, Kind.PONG))
_CONTROL_MAX = 125
_UNREMARKABLE = frozenset(("legality.ok", "legality.private"))


def faults_of(journal: Journal, raw: RawEntry, words: Callable[[Text], str]) -> list[FrameField]:
    """The faults of an entry, as far as it shows them alone.

    Args:
        journal: where it is recorded.
        raw: its bytes.
        words: turns a text into words.
    """
    entry = raw.entry
    if not entry.kind.is_frame:
        details = journal.details(entry.id)
        found = stored_faults(details.get("faults"))
        said = stored_text(details.get("text"))
        if (
            entry.kind in (Kind.FAILURE, Kind.TLS)
            and said is not None
            and said not in [why for *_, why in found]
        ):
            rule = details.get("rule")
            found.insert(0, (Severity.VIOLATION, rule if isinstance(rule, str) else "", said))
    else:
        header = header_of(journal, entry)
        sender = None if entry.direction is None else entry.direction.sender
        found = []
        if header is not None:
            found = list(_faults_of_header(header, sender, inflated=raw.inflated is not None))
        if entry.kind is Kind.CLOSE and raw.payload is not None and sender is not None:
            found += _faults_of_close(raw.payload, sender)
    return [FrameField("", words(why), rule, severity=severity) for severity, rule, why in found]


def stored_faults(detail: Detail) -> list[_Fault]:
    """Severity, rule and sentence of faults that were stored; the heavy ones first."""
    faults = []
    for fault in detail if isinstance(detail, list) else ():
        match fault:
            case [str(rule), str(severity), said] if severity in list(Severity):
                if (known := stored_text(said)) is not None:
                    faults.append((Severity(severity), rule, known))
    order = (Severity.VIOLATION, Severity.DEVIATION, Severity.OBSERVATION, Severity.OK)
    return sorted(faults, key=lambda fault: order.index(fault[0]))


def _faults_of_header(
    header: FrameHeader, sender: Role | None, *, inflated: bool
) -> Iterator[_Fault]:
    """What the sender of a frame must not do (RFC 6455 §5), as far as the header shows it."""
    # RSV1 belongs to permessage-deflate (RFC 7692 §6), which left an inflated payload.
    bits = header.rsv & (0b011 if inflated else 0b111)
    if bits:
        yield _fault("frame-rsv-without-extension", rsv=f"{bits:03b}")
    if header.opcode not in _KNOWN:
        yield _fault("frame-opcode-reserved", opcode=header.opcode)
    if header.is_control and not header.fin:
        yield _fault("control-fragmented", opcode=header.opcode)
    # Of a Close, its reason is what is too long.
    if header.is_control and header.length > _CONTROL_MAX and header.opcode != Kind.CLOSE:
        yield _fault("control-too-long", length=header.length)
    if not header.is_minimal:
        yield _fault("frame-length-not-minimal", length=header.length)
    if sender is Role.CLIENT and header.masking_key is None:
        yield _fault("mask-missing")
    if sender is Role.SERVER and header.masking_key is not None:
        yield _fault("mask-present")


def _fault(rule: str, **args: str | int) -> _Fault:
    return Severity.VIOLATION, rule, text(f"fault.{rule}", **args)


def _faults_of_close(body: bytes, sender: Role) -> list[_Fault]:
    """What speaks against a Close as this end sent it (RFC 6455 §5.5.1, §7.4)."""
    said = ClosePayload.parse(body)
    if said.code is None and body:
        return [(Severity.VIOLATION, "close-body-one-byte", text("fault.close-body-one-byte"))]
    legalities = wire_legality(said.code, sender), reason_legality(said.reason)
    found = [
        (legality.severity, legality.rule, legality.why)
        for legality in legalities
        if legality.why.id not in _UNREMARKABLE
    ]
    hint = None if said.code is None else hint_for(said.code)
    return found if hint is None else [*found, (Severity.OBSERVATION, "", hint)]
