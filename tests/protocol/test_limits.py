"""The defaults leave room for what is normal and for nothing absurd."""

from __future__ import annotations

from dataclasses import astuple

from wsinspector.protocol.limits import Limits


def test_every_limit_is_a_positive_number():
    assert all(isinstance(value, int) and value > 0 for value in astuple(Limits()))


def test_patience_is_ten_seconds_for_an_answer_and_two_for_the_end_of_tcp():
    limits = Limits()
    assert (limits.handshake_ms, limits.close_reply_ms, limits.tcp_end_ms) == (
        10_000,
        10_000,
        2_000,
    )
