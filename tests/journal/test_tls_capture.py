"""What is kept of the ciphertext, and where that ends."""

from __future__ import annotations

from wsinspector.journal.tls_capture import TlsCapture, WireBytes


def test_bytes_are_kept_as_they_came():
    capture = TlsCapture(100)
    assert capture.keep(1, 10, True, b"hello")
    assert capture.keep(2, 11, True, b"other")
    assert capture.keep(1, 12, False, b"world")
    assert list(capture.of(1)) == [WireBytes(10, True, b"hello"), WireBytes(12, False, b"world")]
    assert list(capture.of(3)) == []
    assert (capture.size, capture.dropped) == (15, 0)


def test_behind_a_gap_nothing_is_kept():
    capture = TlsCapture(10)
    assert capture.keep(1, 1, True, b"12345678")
    assert not capture.keep(1, 2, True, b"abc")
    assert not capture.keep(1, 3, True, b"a")
    assert capture.keep(2, 4, True, b"ab")
    assert [kept.data for kept in capture.of(1)] == [b"12345678"]
    assert (capture.size, capture.dropped) == (10, 4)
