"""One row of the timeline in full, as the panel shows it."""

from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, REASON_ZH, SERVER, Story, client_begun, lost_close
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.widgets.frame.frame_details import FIELDS, HEX, JSON, TEXT, TEXT_BYTES
from wsinspector.widgets.frame.frame_panel import FramePanel


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


def test_a_row_without_anything_in_it_says_so(panel):
    story = Story()
    story.talk().connect().fin(CLIENT).text(SERVER, "hello")
    panel.show_entry(story.journal, entry_of(story.journal, Kind.FIN))
    assert "neither fields nor bytes" in panel._hint.text()
    assert not panel._hint.isHidden()
    assert not panel._title.isHidden()
    for part in (panel.details.tabs, panel.details.pages):
        assert part.isHidden()
    panel.show_entry(story.journal, entry_of(story.journal, Kind.TEXT))
    assert panel._hint.isHidden()
    for part in (panel.details.tabs, panel.details.pages):
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
    assert panel._title.text() == "10 · Close 1000"
    sent, received = (story.journal.time_of(at) / 1e9 for at in (entry, story.journal.mate(entry)))
    assert panel.details.story.text() == (
        f"From client · connection #1 · sent {sent:.6f} s · received {received:.6f} s (0.130 ms later)"
    )
    panel.details.tabs.setCurrentIndex(TEXT)
    assert panel.details.text.edit.toPlainText() == REASON_ZH
    panel.details.tabs.setCurrentIndex(HEX)
    assert panel.details.bytes.hex.data.endswith(REASON_ZH.encode())


def test_a_lost_frame_says_so(panel):
    story = Story()
    lost_close(story)
    panel.show_entry(story.journal, entry_of(story.journal, Kind.CLOSE))
    assert panel.details.story.text().endswith(" · lost: it never arrived")


def test_what_arrives_meanwhile_is_said_on_refresh(panel):
    story = Story()
    talk = story.talk().connect().frame(CLIENT, 1, b"hi", arrives=False)
    journal = story.journal
    entry = entry_of(journal, Kind.TEXT)
    panel.show_entry(journal, entry)
    assert "received" not in panel.details.story.text()
    seen = journal.entry(entry)
    fact = (False, 1, seen.start, journal.header(entry), b"hi")
    journal.append_frames(talk.ends[SERVER], talk.clock[0], [fact])
    panel.refresh()
    assert "received" in panel.details.story.text()


def test_an_event_has_a_moment_and_no_bytes(panel):
    story = Story()
    client_begun(story)
    panel.details.tabs.setCurrentIndex(HEX)
    panel.show_entry(story.journal, entry_of(story.journal, Kind.API))
    assert panel.details.story.text().startswith("Connection #1 · at ")
    assert [panel.details.tabs.isTabEnabled(tab) for tab in (FIELDS, TEXT, JSON, HEX)] == [
        True, False, False, False,
    ]  # fmt: skip
    assert panel.details.tabs.currentIndex() == FIELDS


def test_json_is_laid_out(panel):
    show(panel, b'{"a":[1.50,"\xe5\xad\xa9"]}')
    assert panel.details.tabs.isTabEnabled(JSON)
    panel.details.tabs.setCurrentIndex(JSON)
    assert panel.details.json.edit.toPlainText() == '{\n  "a": [\n    1.50,\n    "孩"\n  ]\n}'


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
    assert not panel.details.tabs.isTabEnabled(JSON)
    assert panel.details.tabs.tabToolTip(JSON) == why


def test_nothing_hides_in_the_text(panel):
    show(panel, "<b>a\x00\u202e\r\nb".encode())
    panel.details.tabs.setCurrentIndex(TEXT)
    assert panel.details.text.edit.toPlainText() == "<b>a⟨NUL⟩⟨U+202E⟩⟨CR⟩\nb"


def test_a_long_text_is_shown_in_part_until_asked(panel):
    data = "孩".encode() * 400_000
    show(panel, data)
    panel.details.tabs.setCurrentIndex(TEXT)
    shown = panel.details.text.edit.toPlainText().replace("\n", "")
    assert shown == "孩" * (TEXT_BYTES // 3)
    assert panel.details.text._note.text() == f"The first {TEXT_BYTES} of {len(data)} bytes."
    panel.details.text.more.click()
    assert panel.details.text.edit.toPlainText().replace("\n", "") == "孩" * 400_000
    assert panel.details.text.more.isHidden()


def test_another_row_keeps_the_tab_if_it_can(panel):
    show(panel, b'{"a": 1}')
    panel.details.tabs.setCurrentIndex(JSON)
    show(panel, b"[2]")
    assert panel.details.json.edit.toPlainText() == "[\n  2\n]"
    show(panel, b"plain")
    assert panel.details.tabs.currentIndex() == FIELDS
    show(panel, b"[3]")
    assert panel.details.tabs.currentIndex() == JSON
    assert panel.details.json.edit.toPlainText() == "[\n  3\n]"


@pytest.mark.parametrize("opcode", [1, 2, 3, 8, 9, 10])
def test_any_frame_can_be_shown_on_every_tab(panel, opcode):
    show(panel, bytes(range(100)), opcode)
    for tab in (FIELDS, TEXT, JSON, HEX):
        panel.details.tabs.setCurrentIndex(tab)
        panel.grab()


def test_controls_have_names_and_texts_have_room(panel, nameless, clipped):
    story = Story()
    client_begun(story)
    panel.show_entry(story.journal, entry_of(story.journal, Kind.CLOSE))
    for tab in (FIELDS, TEXT, HEX):
        panel.details.tabs.setCurrentIndex(tab)
        assert nameless(panel) == []
        assert clipped(panel) == []


def test_a_head_can_be_read_line_by_line(panel):
    journal = Story().journal
    end = journal.open_end(EndKind.CLIENT, 0)
    head = b"HTTP/1.1 200 OK\r\nA: 1\nB: \x00\r\n\r\n"
    panel.show_entry(journal, journal.append(end, 0, Fact(Kind.RESPONSE, False, 0, head)))
    panel.details.tabs.setCurrentIndex(TEXT)
    lines = panel.details.text.edit.toPlainText().split("\n")
    assert lines[:3] == ["HTTP/1.1 200 OK", "A: 1⟨LF⟩", "B: ⟨NUL⟩"]
