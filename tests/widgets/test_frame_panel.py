"""The panel shows one row of the timeline, and what became of it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction

from tests.support.journals import CLIENT, REASON_ZH, SERVER, Story, client_begun, lost_close
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.widgets.frame_panel import FIELDS, HEX, JSON, TEXT, TEXT_BYTES, FramePanel


@pytest.fixture
def panel(qtbot, our_look) -> FramePanel:
    panel = FramePanel()
    qtbot.addWidget(panel)
    panel.resize(340, 600)
    panel.show()
    return panel


def entry_of(journal: Journal, kind: Kind, number: int = 0) -> int:
    return [at for at in journal.rows.entries if journal.entry(at).kind is kind][number]


def told(data: bytes, opcode: int = 1) -> Journal:
    story = Story()
    story.talk().connect().frame(CLIENT, opcode, data)
    return story.journal


def show(panel: FramePanel, data: bytes, opcode: int = 1) -> None:
    journal = told(data, opcode)
    panel.show_entry(journal, entry_of(journal, Kind(opcode)))


def test_nothing_is_said_to_be_nothing(panel):
    assert not panel._hint.isHidden()
    assert panel.entry is None
    for part in (panel.tabs, panel._pages, panel._story, panel._title):
        assert part.isHidden()


def test_a_row_without_anything_in_it_says_so(panel):
    story = Story()
    story.talk().connect().fin(CLIENT).text(SERVER, "hello")
    panel.show_entry(story.journal, entry_of(story.journal, Kind.FIN))
    assert "neither fields nor bytes" in panel._hint.text()
    assert not panel._hint.isHidden()
    assert not panel._title.isHidden()
    for part in (panel.tabs, panel._pages):
        assert part.isHidden()
    panel.show_entry(story.journal, entry_of(story.journal, Kind.TEXT))
    assert panel._hint.isHidden()
    for part in (panel.tabs, panel._pages):
        assert not part.isHidden()
    panel.show_entry(story.journal, None)
    assert panel._hint.text().startswith("Select a row")


def test_a_close_says_who_when_and_how(panel):
    story = Story()
    client_begun(story)
    entry = entry_of(story.journal, Kind.CLOSE)
    panel.show_entry(story.journal, entry)
    assert panel.entry == entry
    assert panel._hint.isHidden()
    assert panel._title.text() == "10 · Close 1000 · from client"
    sent, received = (story.journal.time_of(at) / 1e9 for at in (entry, story.journal.mate(entry)))
    assert panel._story.text() == (
        f"Connection #1 · sent {sent:.6f} s · received {received:.6f} s (0.130 ms later)"
    )
    panel.tabs.setCurrentIndex(TEXT)
    assert panel.text.edit.toPlainText() == REASON_ZH
    panel.tabs.setCurrentIndex(HEX)
    assert panel.bytes.hex.data.endswith(REASON_ZH.encode())


def test_the_second_sight_has_the_number_of_its_row(panel):
    story = Story()
    client_begun(story)
    mate = story.journal.mate(entry_of(story.journal, Kind.CLOSE))
    panel.show_entry(story.journal, mate)
    assert panel._title.text() == "10 · Close 1000 · from client"


def test_a_lost_frame_says_so(panel):
    story = Story()
    lost_close(story)
    panel.show_entry(story.journal, entry_of(story.journal, Kind.CLOSE))
    assert panel._story.text().endswith(" · lost: it never arrived")


def test_what_arrives_meanwhile_is_said_on_refresh(panel):
    story = Story()
    talk = story.talk().connect().frame(CLIENT, 1, b"hi", arrives=False)
    journal = story.journal
    entry = entry_of(journal, Kind.TEXT)
    panel.show_entry(journal, entry)
    assert "received" not in panel._story.text()
    seen = journal.entry(entry)
    fact = (False, 1, seen.start, journal.header(entry), b"hi")
    journal.append_frames(talk.ends[SERVER], talk.clock[0], [fact])
    panel.refresh()
    assert "received" in panel._story.text()


def test_an_event_has_a_moment_and_no_bytes(panel):
    story = Story()
    client_begun(story)
    panel.tabs.setCurrentIndex(HEX)
    panel.show_entry(story.journal, entry_of(story.journal, Kind.API))
    assert panel._story.text().startswith("Connection #1 · at ")
    assert [panel.tabs.isTabEnabled(tab) for tab in (FIELDS, TEXT, JSON, HEX)] == [
        True, False, False, False,
    ]  # fmt: skip
    assert panel.tabs.currentIndex() == FIELDS


def test_json_is_laid_out(panel):
    show(panel, b'{"a":[1.50,"\xe5\xad\xa9"]}')
    assert panel.tabs.isTabEnabled(JSON)
    panel.tabs.setCurrentIndex(JSON)
    assert panel.json.edit.toPlainText() == '{\n  "a": [\n    1.50,\n    "孩"\n  ]\n}'


@pytest.mark.parametrize(
    "data, why",
    [
        (b"", "There is no payload."),
        (b"hello", "The payload is not JSON."),
        (b"[1,\xff]", "The payload is not JSON."),
        (b"[" + b"1," * 200_000 + b"1]", "The payload is too long to be laid out as JSON."),
        (b"[" * 100_000, "The payload is not JSON."),
    ],
)
def test_what_is_no_json_says_why(panel, data, why):
    show(panel, data)
    assert not panel.tabs.isTabEnabled(JSON)
    assert panel.tabs.tabToolTip(JSON) == why


def test_nothing_hides_in_the_text(panel):
    show(panel, "<b>a\x00\u202e\r\nb".encode())
    panel.tabs.setCurrentIndex(TEXT)
    assert panel.text.edit.toPlainText() == "<b>a⟨NUL⟩⟨U+202E⟩⟨CR⟩\nb"


def test_a_long_text_is_shown_in_part_until_asked(panel):
    data = "孩".encode() * 400_000
    show(panel, data)
    panel.tabs.setCurrentIndex(TEXT)
    shown = panel.text.edit.toPlainText().replace("\n", "")
    assert shown == "孩" * (TEXT_BYTES // 3)
    assert panel.text._note.text() == f"The first {TEXT_BYTES} of {len(data)} bytes."
    panel.text.more.click()
    assert panel.text.edit.toPlainText().replace("\n", "") == "孩" * 400_000
    assert panel.text.more.isHidden()


def test_another_row_keeps_the_tab_if_it_can(panel):
    show(panel, b'{"a": 1}')
    panel.tabs.setCurrentIndex(JSON)
    show(panel, b"[2]")
    assert panel.json.edit.toPlainText() == "[\n  2\n]"
    show(panel, b"plain")
    assert panel.tabs.currentIndex() == FIELDS
    show(panel, b"[3]")
    assert panel.tabs.currentIndex() == JSON
    assert panel.json.edit.toPlainText() == "[\n  3\n]"


def test_copying_is_offered_once_the_application_says_how(panel):
    story = Story()
    client_begun(story)
    assert panel._copy.isHidden()
    action = QAction("Copy as Hex", panel)
    panel.set_copy_actions([action])
    assert panel._copy.isHidden()
    panel.show_entry(story.journal, 0)
    assert not panel._copy.isHidden()
    assert panel._copy.menu().actions() == [action]


@pytest.mark.parametrize("opcode", [1, 2, 3, 8, 9, 10])
def test_any_frame_can_be_shown_on_every_tab(panel, opcode):
    show(panel, bytes(range(100)), opcode)
    for tab in (FIELDS, TEXT, JSON, HEX):
        panel.tabs.setCurrentIndex(tab)
        panel.grab()


def test_every_entry_of_a_story_can_be_shown(panel):
    story = Story()
    client_begun(story)
    for entry in range(len(story.journal)):
        panel.show_entry(story.journal, entry)
        assert panel.entry == entry
        panel.grab()
    panel.show_entry(story.journal, None)
    assert panel.entry is None


def test_controls_have_names_and_texts_have_room(panel, nameless, clipped):
    story = Story()
    client_begun(story)
    panel.show_entry(story.journal, entry_of(story.journal, Kind.CLOSE))
    for tab in (FIELDS, TEXT, HEX):
        panel.tabs.setCurrentIndex(tab)
        assert nameless(panel) == []
        assert clipped(panel) == []


def test_a_long_label_does_not_widen_the_panel(panel):
    story = Story()
    story.talk().connect("/" + "x" * 200)
    panel.show_entry(story.journal, entry_of(story.journal, Kind.REQUEST))
    assert panel.width() == 340
    assert panel.minimumSizeHint().width() <= 340


def test_a_head_can_be_read_line_by_line(panel):
    journal = Story().journal
    end = journal.open_end(EndKind.CLIENT, 0)
    head = b"HTTP/1.1 200 OK\r\nA: 1\nB: \x00\r\n\r\n"
    panel.show_entry(journal, journal.append(end, 0, Fact(Kind.RESPONSE, False, 0, head)))
    panel.tabs.setCurrentIndex(TEXT)
    lines = panel.text.edit.toPlainText().split("\n")
    assert lines[:3] == ["HTTP/1.1 200 OK", "A: 1⟨LF⟩", "B: ⟨NUL⟩"]
