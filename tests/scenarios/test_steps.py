from __future__ import annotations

from wsinspector.protocol.frames.frames import FrameHeader
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.steps import FramePart, RawPart, Send


def test_a_client_masks_and_a_server_does_not() -> None:
    part = FramePart(1, b"Hello")
    assert part.encode(Role.SERVER) == b"\x81\x05Hello"
    masked = FrameHeader.parse(part.encode(Role.CLIENT))
    assert masked.masking_key is not None
    assert part.encode(Role.CLIENT) != part.encode(Role.CLIENT)


def test_a_mask_may_be_chosen_or_left_out() -> None:
    assert FramePart(1, b"Hello", is_bare=True).encode(Role.CLIENT) == b"\x81\x05Hello"
    key = bytes.fromhex("37fa213d")
    assert FramePart(1, b"Hello", mask=key).encode(Role.SERVER)[:6] == b"\x81\x85" + key


def test_only_what_is_special_is_not_plain() -> None:
    assert FramePart(9, b"x").is_plain
    assert not FramePart(9, b"x", fin=False).is_plain


def test_everything_goes_out_together() -> None:
    send = Send((FramePart(8), RawPart(b"abc")))
    assert send.encode(Role.SERVER) == b"\x88\x00abc"
