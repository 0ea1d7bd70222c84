"""What the sender of a frame must not do, as far as the frame alone shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.protocol.closing.close_codes import hint_for
from wsinspector.protocol.closing.close_legality import reason_legality, wire_legality
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.faults import Fault, Severity
from wsinspector.protocol.frames.message_reader import CONTROL_PAYLOAD_MAX
from wsinspector.protocol.phases import Role
from wsinspector.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wsinspector.protocol.frames.frames import FrameHeader

KNOWN_OPCODES: Final = frozenset(
    (Kind.CONTINUATION, Kind.TEXT, Kind.BINARY, Kind.CLOSE, Kind.PING, Kind.PONG)
)
"""The opcodes that RFC 6455 §5.2 gives a meaning to; the others are reserved."""

_UNREMARKABLE: Final = frozenset(("legality.ok", "legality.private"))


def header_faults(
    header: FrameHeader, sender: Role | None, *, compressed: bool = False
) -> Iterator[Fault]:
    """What speaks against a header (RFC 6455 §5).

    Args:
        header: the header.
        sender: who sends it; None if that is not known.
        compressed: RSV1 rightly says that the payload is compressed (RFC 7692 §6).
    """
    bits = header.rsv & (0b011 if compressed else 0b111)
    if bits:
        yield _fault("frame-rsv-without-extension", rsv=f"{bits:03b}")
    if header.opcode not in KNOWN_OPCODES:
        yield _fault("frame-opcode-reserved", opcode=header.opcode)
    if header.is_control and not header.fin:
        yield _fault("control-fragmented", opcode=header.opcode)
    # Of a Close, its reason is what is too long.
    is_long = header.is_control and header.length > CONTROL_PAYLOAD_MAX
    if is_long and header.opcode != Kind.CLOSE:
        yield _fault("control-too-long", length=header.length)
    if not header.is_minimal:
        yield _fault("frame-length-not-minimal", length=header.length)
    if sender is Role.CLIENT and header.masking_key is None:
        yield _fault("mask-missing")
    if sender is Role.SERVER and header.masking_key is not None:
        yield _fault("mask-present")


def close_faults(body: bytes, sender: Role) -> list[Fault]:
    """What speaks against the body of a Close from this end (RFC 6455 §5.5.1, §7.4)."""
    said = ClosePayload.parse(body)
    if said.code is None and body:
        return [_fault("close-body-one-byte")]
    legalities = wire_legality(said.code, sender), reason_legality(said.reason)
    found = [
        Fault(legality.rule, legality.why, severity=legality.severity)
        for legality in legalities
        if legality.why.id not in _UNREMARKABLE
    ]
    hint = None if said.code is None else hint_for(said.code)
    if hint is not None:
        found.append(Fault("", hint, severity=Severity.OBSERVATION))
    return found


def _fault(rule: str, **args: str | int) -> Fault:
    return Fault(rule, text(f"fault.{rule}", **args))
