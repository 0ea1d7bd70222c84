from __future__ import annotations

import io

import pytest

from wsinspector.cli.complaint import complain


def test_it_is_one_line_whatever_it_says(capsys) -> None:
    complain("wsinspector serve", "no “\x1b\n\u202e”")
    assert capsys.readouterr().err == "wsinspector serve: no “⟨ESC⟩⟨LF⟩⟨U+202E⟩”\n"


class _Full(io.StringIO):
    def write(self, words: str) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("stream", [None, _Full()])
def test_where_nobody_can_be_told_it_is_silent(stream, monkeypatch) -> None:
    monkeypatch.setattr("sys.stderr", stream)
    complain("wsinspector serve", "no")
