"""Every field of a header is independent of the others."""

from __future__ import annotations

import pytest

from wsinspector.protocol.frames.raw_frame import RawFrame
from wsinspector.protocol.phases import Role
from wsinspector.widgets.raw_frame.raw_header_form import RawHeaderForm


@pytest.fixture
def form(qtbot) -> RawHeaderForm:
    form = RawHeaderForm(Role.SERVER)
    qtbot.addWidget(form)
    return form


def test_it_begins_with_a_frame_that_is_right_for_its_end(qtbot, form: RawHeaderForm) -> None:
    assert form.frame(b"a").encode() == b"\x81\x01a"
    client = RawHeaderForm(Role.CLIENT)
    qtbot.addWidget(client)
    assert client.frame(b"").mask is not None


def test_every_field_goes_into_the_frame(form: RawHeaderForm) -> None:
    form.fin.click()
    form.rsv[0].click()
    form.rsv[2].click()
    form.opcode.setCurrentIndex(11)
    form.key.set_key(b"abcd")
    form.length.set_length(2**63, 64)
    assert form.frame(b"x") == RawFrame(11, b"x", False, 0b101, b"abcd", 2**63, 64)


def test_a_frame_is_taken_over(form: RawHeaderForm) -> None:
    frame = RawFrame(9, b"x", False, 0b011, b"abcd", 7, 16)
    form.set_frame(frame)
    assert form.frame(b"x") == frame
    form.set_frame(RawFrame(1))
    assert form.frame(b"") == RawFrame(1)


def test_reserved_opcodes_are_marked(form: RawHeaderForm) -> None:
    names = [form.opcode.itemText(number) for number in range(16)]
    assert names[1] == "1 Text"
    assert names[8] == "8 Close"
    reserved = [number for number, name in enumerate(names) if "reserved" in name]
    assert reserved == [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]


def test_its_problem_is_that_of_a_field(form: RawHeaderForm) -> None:
    assert form.problem == ""
    form.length.edit.setText("x")
    assert "whole number" in form.problem


def test_every_control_has_a_name(form: RawHeaderForm, nameless) -> None:
    assert nameless(form) == []
