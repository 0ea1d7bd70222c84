"""Fields and bytes show each other what is chosen."""

from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, SERVER, Story
from wsinspector.models.frame_fields_model import FrameFieldsModel
from wsinspector.models.raw_entry import RawEntry
from wsinspector.protocol.facts import Kind
from wsinspector.widgets.frame.fields_page import FieldsPage
from wsinspector.widgets.frame.hex_view import Mark


class Shown:
    """A page, and a way to show entries of one story in it."""

    def __init__(self, qtbot) -> None:
        self.story = Story()
        talk = self.story.talk().connect()
        talk.text(CLIENT, "Hello").close(SERVER, 1000, "再见")
        self.model = FrameFieldsModel()
        self.page = FieldsPage(self.model)
        qtbot.addWidget(self.page)
        self.page.resize(340, 500)
        self.page.show()

    def show(self, kind: Kind) -> FieldsPage:
        journal = self.story.journal
        entry = next(at for at in journal.rows.entries if journal.entry(at).kind is kind)
        raw = RawEntry(journal, entry)
        self.model.show_entry(journal, raw)
        self.page.show_raw(raw)
        return self.page

    def row(self, name: str) -> int:
        return [field.name for field in self.model.fields].index(name)


@pytest.fixture
def shown(qtbot, our_look) -> Shown:
    return Shown(qtbot)


def test_a_chosen_field_marks_its_bytes(shown):
    page = shown.show(Kind.CLOSE)
    assert page.bytes.hex.marks == (Mark(0, 2, "server_band"),)
    page.table.choose(shown.row("Status code"))
    assert page.bytes.hex.marks == (Mark(0, 2, "server_band"), Mark(2, 4, "closing_band"))
    assert page.bytes._note.text() == "bytes 2–3: 00000011 11101000 · RFC 6455 §7.4"
    page.table.choose(shown.row("FIN"))
    assert page.bytes._note.text() == "bit 0: 1 · RFC 6455 §5.2"
    page.table.choose(None)
    assert page.bytes.hex.marks == (Mark(0, 2, "server_band"),)
    assert page.bytes._note.text() == ""


def test_going_to_a_byte_chooses_its_field(shown):
    page = shown.show(Kind.CLOSE)
    page.bytes.hex.moved.emit(3)
    assert page.table.chosen == shown.row("Status code")
    page.bytes.hex.moved.emit(6)
    assert page.table.chosen == shown.row("Reason")
    page.table.choose(shown.row("Opcode"))
    page.bytes.hex.moved.emit(0)
    assert page.table.chosen == shown.row("Opcode"), "it shares its byte with FIN"


def test_the_payload_is_shown_unmasked_or_as_on_the_wire(shown):
    page = shown.show(Kind.TEXT)
    unmasked = page.bytes.hex.data
    assert unmasked.endswith(b"Hello")
    page.bytes.unmasked.click()
    masked = page.bytes.hex.data
    assert masked == bytes.fromhex("818537fa213d7f9f4d5158")
    assert masked[:6] == unmasked[:6]
    page.bytes.unmasked.click()
    assert page.bytes.hex.data == unmasked


def test_what_is_not_masked_has_no_switch(shown):
    assert not shown.show(Kind.TEXT).bytes.unmasked.isHidden()
    assert shown.show(Kind.CLOSE).bytes.unmasked.isHidden()


def test_a_header_line_marks_its_bytes(shown):
    page = shown.show(Kind.REQUEST)
    page.table.choose(shown.row("Upgrade"))
    (mark,) = page.bytes.hex.marks
    assert page.bytes.hex.data[mark.start : mark.stop] == b"Upgrade: websocket"
    assert page.bytes._note.text().startswith("bytes ")


def test_what_has_no_bytes_shows_none(shown):
    page = shown.show(Kind.API)
    assert page.bytes.isHidden()
    page.table.choose(0)
    assert page.bytes.hex.marks == ()
    assert not shown.show(Kind.CLOSE).bytes.isHidden()


def test_nothing_can_be_shown(shown):
    page = shown.show(Kind.CLOSE)
    page.show_raw(None)
    assert page.bytes.hex.data == b""
    assert page.bytes.hex.marks == ()


def test_a_compressed_frame_and_what_it_decompresses_to(shown):
    talk_end = next(iter(shown.story.journal.table.ends[1:]))
    frame = (True, 2, 0, b"\xc2\x83" + bytes(4), b"\x4b\x04\x00")
    (entry,) = shown.story.journal.append_frames(talk_end.id, 0, [frame], {0: b"a"})
    raw = RawEntry(shown.story.journal, entry)
    shown.model.show_entry(shown.story.journal, raw)
    page = shown.page
    page.show_raw(raw)
    assert not page.bytes.inflated.isHidden()
    assert page.bytes.hex.data == b"\xc2\x83" + bytes(4) + b"\x4b\x04\x00"
    page.table.choose(shown.row("Payload"))
    assert Mark(6, 9, "closing_band") in page.bytes.hex.marks

    page.bytes.inflated.setChecked(True)
    assert page.bytes.hex.data == b"a"
    assert page.bytes.hex.marks == ()
    assert page.bytes.unmasked.isHidden(), "what is decompressed is not masked"
    page.bytes.hex.moved.emit(0)
    assert page.table.chosen == shown.row("Payload"), "its bytes are no field’s"
    page.table.choose(shown.row("FIN"))
    assert page.bytes.hex.marks == ()

    page.bytes.inflated.setChecked(False)
    assert page.bytes.hex.data[:1] == b"\xc2"
    assert Mark(0, 1, "closing_band") in page.bytes.hex.marks
    assert not page.bytes.unmasked.isHidden()


def test_the_switch_is_for_compressed_frames_alone(shown):
    page = shown.show(Kind.TEXT)
    page.bytes.inflated.setChecked(True)
    assert page.bytes.inflated.isHidden()
    assert not page.bytes.shows_inflated
    assert page.bytes.hex.data.endswith(b"Hello")
