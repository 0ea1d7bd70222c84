"""Messages out of frames, and the fault that forbids one; endings are in the RFC 6455 cases."""

from __future__ import annotations

import pytest

from tests.support.playbook import from_peer
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.deflate.inflater import Inflater
from wsinspector.protocol.frames.frame_decoder import (
    FrameDecoder,
    PayloadPart,
    WholeFrame,
)
from wsinspector.protocol.frames.message_reader import (
    Message,
    MessageReader,
    Violation,
)
from wsinspector.protocol.phases import Role
from wsinspector.texts import render


def read(wire: bytes, role: Role = Role.CLIENT, limit: int = 1000):
    """All messages and violations in these bytes."""
    decoder, reader = FrameDecoder(), MessageReader(role, limit)
    decoder.feed(wire)
    found = []
    while (step := decoder.advance()) is not None:
        if isinstance(step, WholeFrame):
            if not step.header.is_control:
                found.append(reader.read_data_frame(step))
        elif isinstance(step, PayloadPart):
            found.append(reader.read_part(step))
        else:
            found.append(reader.read_header(step, decoder.frame_start))
    return [item for item in found if item is not None], reader


def test_a_message_tells_where_it_began_and_what_it_is():
    wire = from_peer("client", 9) + from_peer("client", 1, "é".encode()[:1], fin=False)
    wire += from_peer("client", 10) + from_peer("client", 0, "é".encode()[1:])
    assert read(wire)[0] == [Message(1, 2, "é".encode())]


def test_a_message_in_one_frame_is_not_copied():
    decoder, reader = FrameDecoder(), MessageReader(Role.CLIENT, 100)
    decoder.feed(from_peer("client", 2, b"x" * 50))
    reader.read_header(decoder.advance(), 0)
    reader.read_part(decoder.advance())
    whole = decoder.advance()
    assert reader.read_data_frame(whole).data is whole.payload


def test_between_messages_is_after_the_last_fragment_only():
    start, end = from_peer("client", 2, b"a", fin=False), from_peer("client", 0, b"b")
    assert read(b"")[1].between_messages
    assert not read(start)[1].between_messages
    assert not read(start + from_peer("client", 9))[1].between_messages
    assert read(start + end)[1].between_messages


@pytest.mark.parametrize(
    "role, wire, code, rule",
    [
        ("client", from_peer("client", 1, rsv=1), 1002, "frame-rsv-without-extension"),
        ("client", from_peer("server", 1), 1002, "mask-present"),
        ("server", from_peer("client", 1), 1002, "mask-missing"),
        ("client", from_peer("client", 2, declared_length=2**63), 1002, "frame-length-msb-set"),
        ("client", from_peer("client", 2, declared_length=1001), 1009, "frame-length-huge"),
        ("client", from_peer("client", 1, b"ab\xff"), 1007, "text-invalid-utf8"),
    ],
)
def test_a_violation_has_a_code_a_rule_and_words(role, wire, code, rule):
    first = read(wire, Role(role))[0][0]
    assert isinstance(first, Violation)
    assert first[:2] == (code, rule)
    assert render(first.text)


def test_the_place_of_bad_utf8_counts_from_the_start_of_the_message():
    wire = from_peer("client", 1, b"abc", fin=False) + from_peer("client", 0, b"d\xff")
    ((_, _, words),) = read(wire)[0][:1]
    assert words.args == {"offset": 4}


@pytest.mark.parametrize(
    "body, code", [(b"", None), (b"\x03\xe8", None), (b"\x03", 1002), (b"\x03\xe8\xff", 1007)]
)
def test_the_body_of_a_close_is_judged_by_its_payload(body, code):
    violation = MessageReader(Role.CLIENT, 1).read_close(ClosePayload.parse(body))
    assert (violation.code if violation else None) == code


@pytest.mark.parametrize(
    "bits, takeover, said",
    [
        (15, True, "too far back (RFC"),
        (15, False, "too far back, and server_no_context_takeover is agreed"),
        (9, True, "too far back, and server_max_window_bits=9 is agreed"),
    ],
)
def test_a_sender_that_looks_back_too_far_is_told_what_was_agreed(bits, takeover, said):
    decoder, reader = FrameDecoder(), MessageReader(Role.CLIENT, 1000)
    reader.inflater = Inflater(bits, takeover)
    decoder.feed(from_peer("client", 1, bytes.fromhex("f2 00 11 00 00"), rsv=4))
    assert reader.read_header(decoder.advance(), 0) is None
    fault = reader.read_part(decoder.advance())
    assert (fault.code, fault.rule) == (1002, "pmd-inflate-failed")
    assert said in render(fault.text)
