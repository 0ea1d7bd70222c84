"""Bytes that a server sends in one go with its answer, recorded as what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frame_decoder import FrameDecoder, WholeFrame

if TYPE_CHECKING:
    from wsinspector.protocol.outbox import Outbox


def record_glued(data: bytes, outbox: Outbox) -> None:
    """Record and write bytes after a response: whole frames as frames, what is left as bytes.

    Args:
        data: the bytes; there may be none.
        outbox: where the commands go.
    """
    if not data:
        return
    decoder = FrameDecoder(outbox.bytes_sent)
    decoder.feed(data)
    while (step := decoder.advance()) is not None:
        if isinstance(step, WholeFrame):
            header = step.header
            outbox.frame((True, header.opcode, step.start, header.raw, step.payload))
    left = decoder.give_up_frame()
    if left is not None:
        outbox.record(Kind.BYTES, {"why": "glued"}, sent=True, start=left.start, data=left.raw)
    outbox.write((data,))
