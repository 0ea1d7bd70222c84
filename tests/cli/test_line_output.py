from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from wsinspector.cli.line_output import LineOutput


def test_lines_are_there_at_once_in_the_encoding_asked_for() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="\r\n")
    output = LineOutput(stream, utf8=True)
    output.write("안녕\n")
    assert raw.getvalue() == "안녕\n".encode()
    assert output.is_open


def test_what_a_terminal_cannot_show_is_escaped() -> None:
    raw = io.BytesIO()
    output = LineOutput(io.TextIOWrapper(raw, encoding="ascii"), utf8=False)
    output.write("a → b\n")
    assert raw.getvalue().replace(b"\r\n", b"\n") == b"a \\u2192 b\n"


def test_nowhere_is_silent() -> None:
    output = LineOutput(None, utf8=True)
    assert not output.is_open
    output.write("x\n")
    assert output.error == ""


def test_a_reader_that_has_gone_ends_it_quietly() -> None:
    reading, writing = os.pipe()
    told = []
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        output = LineOutput(stream, utf8=True)
        output.on_end = lambda: told.append("end")
        output.write("seen\n")
        assert os.read(reading, 100) == b"seen\n"
        os.close(reading)
        output.write("unseen\n" * 100_000)
        output.write("more\n")
    assert told == ["end"]
    assert output.error == ""
    assert not output.is_open


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_another_failure_has_a_name() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        output = LineOutput(stream, utf8=True)
        output.write("x\n")
        assert output.error == "No space left on device"


def test_a_stream_that_is_no_file_may_fail_too() -> None:
    class Full(io.StringIO):
        def write(self, words: str) -> int:
            raise OSError(28, "full")

    output = LineOutput(Full(), utf8=True)
    output.write("x\n")
    assert output.error == "full"
