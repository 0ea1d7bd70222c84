from __future__ import annotations

from argparse import ArgumentTypeError

import pytest

from wsinspector.cli.argument_types import (
    address,
    authorization,
    close,
    close_code,
    field_name,
    field_value,
    header,
    hex_bytes,
    path,
    payload,
    pieces,
    whole_number,
)
from wsinspector.protocol.exchange import Piece, SendBytes


@pytest.mark.parametrize(
    "convert, words, value",
    [
        (whole_number(0, 10), "0", 0),
        (whole_number(0, 10), "10", 10),
        (address, "ws://Example.org/한?x", "ws://example.org/%ED%95%9C?x"),
        (path, "/chat room", "/chat%20room"),
        (path, "/", "/"),
        (payload, "안녕", "안녕".encode()),
        (payload, "\udcff", b"\xff"),
        (hex_bytes, "00 FF", b"\x00\xff"),
        (hex_bytes, "", b""),
        (pieces, "88 00", SendBytes((Piece(b"\x88\x00"),))),
        (
            pieces,
            "81, 50 : 01,78,",
            SendBytes((Piece(b"\x81"), Piece(b"\x01", 50), Piece(b"x"), Piece(b""))),
        ),
        (close, "1000", (1000, b"")),
        (close, "0", (0, b"")),
        (close, "65535:a:b", (65535, b"a:b")),
        (close, "empty", (None, b"")),
        (close_code, "empty", None),
        (close_code, "1006", 1006),
        (header, "X-A: b: c ", ("X-A", "b: c")),
        (header, "X-A:", ("X-A", "")),
        (field_name, "X-A:", "X-A"),
        (field_value, " 안 ", " 안 "),
        (authorization, "Aladdin:open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
    ],
)
def test_what_words_mean(convert, words, value) -> None:
    assert convert(words) == value


@pytest.mark.parametrize(
    "convert, words",
    [
        (whole_number(1, 10), "0"),
        (whole_number(0, 10), "11"),
        (whole_number(0, 10), "-1"),
        (whole_number(0, 10), "1.0"),
        (whole_number(0, 10), "٣"),
        (whole_number(0, 10), "9" * 5000),
        (address, ""),
        (address, "http://localhost/"),
        (address, "ws://localhost:99999/"),
        (address, "ws://localhost/\udcff"),
        (path, ""),
        (path, "chat"),
        (path, "/a?b"),
        (path, "/a#b"),
        (path, "/\udcff"),
        (payload, "\ud800"),
        (hex_bytes, "0"),
        (hex_bytes, "0x00"),
        (pieces, "8"),
        (pieces, "81,:00"),
        (pieces, "81,-1:00"),
        (pieces, "81,1:2:00"),
        (pieces, "81,86400001:00"),
        (close, ""),
        (close, "65536"),
        (close, "-1"),
        (close, "9" * 5000),
        (close, "bye"),
        (close, ":bye"),
        (header, "X-A"),
        (header, "X-A: b\r\nX-B: c"),
        (header, "X-A\n: b"),
    ],
)
def test_what_means_nothing_is_refused_in_a_sentence(convert, words) -> None:
    with pytest.raises(ArgumentTypeError) as refused:
        convert(words)
    assert len(str(refused.value).split()) > 3
