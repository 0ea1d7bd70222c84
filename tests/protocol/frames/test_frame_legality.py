"""What a frame alone shows against its sender."""

from __future__ import annotations

from wsinspector.protocol.faults import Severity
from wsinspector.protocol.frames.frame_legality import close_faults, header_faults
from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.protocol.phases import Role


def faults(wire: str, sender: Role | None, **known: bool) -> list[str]:
    header = FrameHeader.parse(bytes.fromhex(wire))
    return [fault.rule for fault in header_faults(header, sender, **known)]


def test_all_faults_of_a_header_are_said():
    assert faults("7b 7e 00 7e", Role.CLIENT) == [
        "frame-rsv-without-extension",
        "frame-opcode-reserved",
        "control-fragmented",
        "control-too-long",
        "mask-missing",
    ]


def test_nobody_is_blamed_who_is_not_known():
    assert faults("81 00", None) == faults("81 80 00 00 00 00", None) == []


def test_the_bit_of_compression_is_right_where_it_is_agreed():
    assert faults("c1 00", Role.SERVER, compressed=True) == []
    assert faults("f1 00", Role.SERVER, compressed=True) == ["frame-rsv-without-extension"]


def test_a_close():
    assert close_faults(b"\x03\xe8bye", Role.SERVER) == []
    assert [fault.rule for fault in close_faults(b"\x03\xed\xff", Role.SERVER)] == [
        "close-code-never-on-wire",
        "close-reason-invalid-utf8",
    ]
    swapped = close_faults(b"\xe8\x03", Role.CLIENT)
    assert [fault.severity for fault in swapped] == [Severity.VIOLATION, Severity.OBSERVATION]
