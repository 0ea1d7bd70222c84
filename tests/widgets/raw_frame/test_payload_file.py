"""A payload file is read whole or not at all, and why not is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wsinspector.texts import render
from wsinspector.widgets.raw_frame.payload_file import read_payload


def test_a_file_up_to_the_limit_is_read(tmp_path: Path) -> None:
    file = tmp_path / "payload"
    file.write_bytes(b"\x00\xffabc")
    assert read_payload(str(file), 5) == b"\x00\xffabc"
    said = read_payload(str(file), 4)
    assert not isinstance(said, bytes)
    assert "larger than 4 bytes" in render(said)


@pytest.mark.parametrize(
    "path, said",
    [
        ("", "No file is chosen."),
        ("/no/such/file", "No such file"),
        ("/", "not a file"),
        ("a\0b", "cannot be read"),
    ],
)
def test_what_cannot_be_read(path: str, said: str) -> None:
    answer = read_payload(path, 10)
    assert not isinstance(answer, bytes)
    assert said in render(answer)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in the file system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert not isinstance(read_payload(str(tmp_path / "pipe"), 10), bytes)
