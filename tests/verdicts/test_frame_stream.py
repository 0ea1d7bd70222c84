"""The rules of framing, by the bytes of their examples."""

from __future__ import annotations

import pytest

from wsinspector.protocol.frames.frame_decoder import FrameDecoder, WholeFrame
from wsinspector.protocol.phases import Role
from wsinspector.verdicts.compressed_messages import CompressedMessages
from wsinspector.verdicts.findings import Findings
from wsinspector.verdicts.frame_stream import FrameStream, SeenFrame

C, S = Role.CLIENT, Role.SERVER


def frames(wire: bytes) -> list[SeenFrame]:
    decoder = FrameDecoder(0)
    decoder.feed(wire)
    found = []
    while (step := decoder.advance()) is not None:
        if isinstance(step, WholeFrame):
            header = step.header
            size = len(step.payload)
            found.append(
                SeenFrame(len(found), 0, header.opcode, header.raw, size, step.payload, None)
            )
    return found


def broken(sender: Role, wire: str, *, compressed: bool = False) -> set[str]:
    findings = Findings()
    stream = FrameStream(sender, findings)
    stream.compressed = CompressedMessages("permessage-deflate", sender) if compressed else None
    seen = frames(bytes.fromhex(wire))
    assert seen
    for frame in seen:
        stream.take(frame)
    return {finding.rule for finding in findings}


@pytest.mark.parametrize(
    "sender, wire, rules",
    [
        (S, "81 05 48 65 6c 6c 6f", set()),
        (S, "c1 05 48 65 6c 6c 6f", {"frame-rsv-without-extension"}),
        (S, "a2 01 78", {"frame-rsv-without-extension"}),
        (S, "83 01 78", {"frame-opcode-reserved"}),
        (S, "8b 00", {"frame-opcode-reserved"}),
        (S, "81 7e 00 05 48 65 6c 6c 6f", {"frame-length-not-minimal"}),
        (C, "81 05 48 65 6c 6c 6f", {"mask-missing"}),
        (C, "81 85 37 fa 21 3d 7f 9f 4d 51 58", set()),
        (S, "81 85 37 fa 21 3d 7f 9f 4d 51 58", {"mask-present"}),
        (C, "81 82 00 00 00 00 68 69", {"mask-key-zero"}),
        (C, "81 82 37 fa 21 3d 5f 93 81 82 37 fa 21 3d 5f 95", {"mask-key-reused"}),
        (S, "89 7e 00 7e" + " 61" * 126, {"control-too-long"}),
        (S, "09 01 78", {"control-fragmented"}),
        (S, "80 01 78", {"continuation-without-start"}),
        (S, "01 01 61 81 01 62", {"message-interleaved"}),
        (S, "81 01 ff", {"text-invalid-utf8"}),
        (S, "81 03 ed a0 80", {"text-invalid-utf8"}),
        (S, "81 02 c0 af", {"text-invalid-utf8"}),
        (S, "81 02 e2 82", {"text-truncated-utf8"}),
        (S, "01 02 e2 82 80 01 ac 88 02 03 e8", set()),
        (S, "01 02 e2 82 80 01 61", {"text-invalid-utf8"}),
        (S, "01 00" * 1 + " 00 00" * 10 + " 80 00", {"fragments-empty"}),
        (S, "01 00" * 1 + " 00 00" * 9 + " 80 00", set()),
        (S, "88 02 03 e8 81 04 6c 61 74 65", {"data-after-close"}),
        (S, "88 02 03 e8 89 04 6c 61 74 65", {"control-after-close"}),
        (S, "88 02 03 e8 88 02 03 e9", {"close-duplicate"}),
        (S, "01 04 70 61 72 74 88 02 03 e8", {"close-mid-message"}),
        (S, "88 00", {"close-no-status"}),
    ],
)
def test_examples(sender: Role, wire: str, rules: set[str]) -> None:
    assert broken(sender, wire) == rules


@pytest.mark.parametrize(
    "wire, rules",
    [
        ("c1 07 f2 48 cd c9 c9 07 00", set()),
        ("c9 01 78", {"pmd-rsv1-on-control"}),
        ("c8 02 03 e8", {"pmd-rsv1-on-control"}),
        ("41 03 f2 48 cd c0 04 c9 c9 07 00", {"pmd-rsv1-on-continuation"}),
        ("a1 01 78", {"frame-rsv-without-extension"}),
        ("81 05 48 65 6c 6c 6f", set()),
    ],
)
def test_where_compression_was_agreed(wire: str, rules: set[str]) -> None:
    assert broken(S, wire, compressed=True) == rules


def test_close_frames_are_kept_with_what_is_wrong_with_them() -> None:
    stream = FrameStream(S, Findings())
    for frame in frames(bytes.fromhex("88 02 03 ee 88 02 03 e8 88 02 03 e9")):
        stream.take(frame)
    assert [close.payload.code for close in stream.closes] == [1006, 1000]
    assert stream.closes[0].rules == {"close-code-never-on-wire"}


def test_an_unfinished_message_is_known() -> None:
    stream = FrameStream(S, Findings())
    for frame in frames(bytes.fromhex("82 01 00 01 01 61 89 00")):
        stream.take(frame)
    assert stream.message_open == 1
    assert stream.last == 2
