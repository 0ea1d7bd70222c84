from __future__ import annotations

import zlib

import pytest

from wsinspector.verdicts.compressed_messages import CompressedMessages

HELLO = bytes.fromhex("f2 48 cd c9 c9 07 00")


def _messages(*contents: bytes, window: int = 15, fresh: bool = False) -> list[bytes]:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -window)
    written = []
    for content in contents:
        if fresh:
            compressor = zlib.compressobj(9, zlib.DEFLATED, -window)
        data = compressor.compress(content) + compressor.flush(zlib.Z_SYNC_FLUSH)
        written.append(data[:-4])
    return written


@pytest.mark.parametrize(
    "data, rules",
    [
        (HELLO, set()),
        (HELLO + bytes.fromhex("00 00 ff ff"), {"pmd-tail-not-removed"}),
        (bytes.fromhex("f3 48 cd c9 c9 07 00 00"), {"pmd-bfinal"}),
        (b"", set()),
    ],
)
def test_one_message(data: bytes, rules: set[str]) -> None:
    messages = CompressedMessages("permessage-deflate", "server")
    assert messages.take(data) == rules
    assert messages.is_plain(data) is (data == HELLO)
    assert not messages.is_plain(None)


def test_a_window_that_had_to_be_empty() -> None:
    first, second = _messages(b"Hello Hello", b"Hello Hello")
    agreed = CompressedMessages("permessage-deflate; server_no_context_takeover", "server")
    assert agreed.take(first) == set()
    assert agreed.take(second) == {"pmd-context-takeover-forbidden"}
    assert not agreed.is_plain(first)
    other_side = CompressedMessages("permessage-deflate; client_no_context_takeover", "server")
    assert other_side.take(first) == other_side.take(second) == set()
    kept = CompressedMessages("permessage-deflate; server_no_context_takeover", "server")
    assert [kept.take(one) for one in _messages(b"Hello", b"Hello", fresh=True)] == [set(), set()]


def test_a_window_that_had_to_be_smaller() -> None:
    start = bytes(range(256)) * 2
    far = start + bytes(3000) + start
    agreed = 'permessage-deflate; client_max_window_bits="10"'
    assert CompressedMessages(agreed, "client").take(_messages(far)[0]) == {"pmd-window-exceeded"}
    assert CompressedMessages(agreed, "client").take(_messages(far, window=10)[0]) == set()
    assert CompressedMessages(agreed, "server").take(_messages(far)[0]) == set()


def test_what_cannot_be_read_ends_the_looking_back() -> None:
    agreed = CompressedMessages("permessage-deflate; server_no_context_takeover", "server")
    assert agreed.take(b"\x06\xff\xff") == set()
    assert agreed.take(_messages(b"a", b"a")[1]) == set()
