"""The fast way through a chunk of many small messages.

Endpoints spend nearly all their time on whole, unfragmented data messages. This module takes them
from the decoder's chunk in one loop, and leaves everything else, faults above all, to the general
way. It does nothing that the general way would do differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.protocol.frames.masking import apply_mask

if TYPE_CHECKING:
    from wsinspector.protocol.facts import FrameFact
    from wsinspector.protocol.frames.frame_decoder import FrameDecoder
    from wsinspector.protocol.outbox import Outbox

_TEXT = 0x81
_BINARY = 0x82
_SMALLEST = 6

_ANSWER_HEADERS = {
    first: tuple(encode_frame(first & 0x0F, bytes(length))[0] for length in range(126))
    for first in (_TEXT, _BINARY)
}


def read_burst(decoder: FrameDecoder, outbox: Outbox, limit: int, *, echo: bool) -> None:
    """Take whole masked text and binary messages of up to 65535 bytes, as a server in OPEN.

    Args:
        decoder: between two frames, and its connection between two messages. Its position moves
            on over what was taken.
        outbox: gets one record of all frames and one write.
        limit: largest message in bytes.
        echo: whether every message is sent back.
    """
    chunk = decoder.chunk
    size = len(chunk)
    at = decoder.position
    if size - at < _SMALLEST or chunk[at] not in _ANSWER_HEADERS:
        return
    base = decoder.offset - at
    sent_at = outbox.bytes_sent
    facts: list[FrameFact] = []
    answers: list[bytes] = []
    while size - at >= _SMALLEST:
        first = chunk[at]
        length = chunk[at + 1] - 128
        key_at = at + 2
        if length == 126:
            length = chunk[at + 2] << 8 | chunk[at + 3]
            if length < 126:
                break
            key_at = at + 4
        elif length == 127:
            break
        body_at = key_at + 4
        end = body_at + length
        if length < 0 or end > size or length > limit:
            break
        payload = apply_mask(chunk[body_at:end], chunk[key_at:body_at])
        if first == _TEXT:
            if not payload.isascii():
                try:
                    payload.decode()
                except UnicodeDecodeError:
                    break
        elif first != _BINARY:
            break
        opcode = first & 0x0F
        facts.append((False, opcode, base + at, chunk[at:body_at], payload))
        if echo:
            if length < 126:
                header = _ANSWER_HEADERS[first][length]
            else:
                header = encode_frame(opcode, payload)[0]
            facts.append((True, opcode, sent_at, header, payload))
            answers.append(header)
            answers.append(payload)
            sent_at += len(header) + length
        at = end
    decoder.position = at
    outbox.frames(facts)
    outbox.write(answers)
