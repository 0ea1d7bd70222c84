"""The payload as text, as hexadecimal, or from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from wsinspector.widgets.panes.message_editor import EDITABLE_MAX
from wsinspector.widgets.raw_frame.raw_payload_form import FILE, HEX, TEXT, RawPayloadForm


@pytest.fixture
def form(qtbot) -> RawPayloadForm:
    form = RawPayloadForm()
    qtbot.addWidget(form)
    return form


def test_text_and_hex(form: RawPayloadForm) -> None:
    form.editor.setPlainText("ab")
    assert form.data == b"ab"
    form.set_form(HEX)
    assert form.data == b"\xab"
    form.editor.setPlainText("abc")
    assert form.data == b""
    assert form.problem == ("Character 3: A byte has two hexadecimal digits: one is missing.")


def test_a_file_is_read_again_when_it_is_needed(form: RawPayloadForm, tmp_path: Path) -> None:
    file = tmp_path / "payload"
    file.write_bytes(b"one")
    form.set_form(FILE)
    assert form.problem == "No file is chosen."
    form.file.set_path(str(file))
    assert form.data == b"one"
    file.write_bytes(b"two")
    form.read()
    assert form.data == b"two"
    file.unlink()
    form.read()
    assert form.data == b""
    assert "cannot be read" in form.problem


def test_a_file_over_the_limit_is_refused(form: RawPayloadForm, tmp_path: Path) -> None:
    (tmp_path / "payload").write_bytes(bytes(11))
    form.limit = 10
    form.set_form(FILE)
    form.file.set_path(str(tmp_path / "payload"))
    assert "larger than 10 bytes" in form.problem


def test_what_is_too_long_to_be_edited_belongs_into_a_file(form: RawPayloadForm) -> None:
    form.editor.setPlainText("x" * (EDITABLE_MAX + 1))
    assert "take it from a file" in form.problem
    form.editor.setPlainText("x")
    assert form.problem == ""
    assert form.data == b"x"


@pytest.mark.parametrize(
    "data, kind", [(b"plain\nlines", TEXT), (b"", TEXT), (b"\xff", HEX), (b"a\x00\r\n", HEX)]
)
def test_bytes_are_written_so_that_they_stay_the_same(
    form: RawPayloadForm, data: bytes, kind: str
) -> None:
    form.set_data(data)
    assert form.form.currentData() == kind
    assert form.data == data


def test_every_control_has_a_name(form: RawPayloadForm, nameless) -> None:
    assert nameless(form) == []
