"""Masking (RFC 6455 §5.3): the sample of §5.7, and payloads that come in pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.frames.frames import shifted_key
from wsinspector.protocol.frames.masking import apply_mask

KEY = bytes.fromhex("37 fa 21 3d")


def test_the_sample():
    assert apply_mask(b"Hello", KEY) == bytes.fromhex("7f 9f 4d 51 58")


@given(st.binary(max_size=40), st.integers(0, 40))
def test_a_payload_is_unmasked_in_pieces_as_in_one(payload, cut):
    whole = apply_mask(payload, KEY)
    pieces = apply_mask(payload[:cut], KEY) + apply_mask(payload[cut:], shifted_key(KEY, cut))
    assert pieces == whole
    assert apply_mask(whole, KEY) == payload
