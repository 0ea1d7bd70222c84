"""What is composed is what is sent, and what is wrong with it is said before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.end_views import end_view
from wsinspector.protocol.exchange import Piece, SendBytes
from wsinspector.protocol.frames.raw_frame import RawFrame
from wsinspector.protocol.phases import Phase, Role
from wsinspector.widgets.controls.section import Section
from wsinspector.widgets.controls.section_stack import SectionStack
from wsinspector.widgets.raw_frame.raw_frame_composer import RawFrameComposer
from wsinspector.widgets.raw_frame.raw_payload_form import FILE


def compose(qtbot, role: Role, **more: object) -> RawFrameComposer:
    composer = RawFrameComposer(role)
    qtbot.addWidget(composer)
    composer.set_view(end_view(role, Phase.OPEN, **more))
    return composer


@pytest.fixture
def composer(qtbot) -> RawFrameComposer:
    return compose(qtbot, Role.SERVER)


def sent(composer: RawFrameComposer) -> list[SendBytes]:
    wishes: list[SendBytes] = []
    composer.wish.connect(wishes.append)
    return wishes


def test_it_begins_with_an_empty_message_that_breaks_no_rule(composer: RawFrameComposer) -> None:
    wishes = sent(composer)
    assert composer.preview.bytes.data == b"\x81\x00"
    assert composer.preview.rules.text == "✓ breaks no rule"
    composer.send_button.click()
    assert wishes == [SendBytes((Piece(b"\x81\x00"),))]


def test_bytes_fields_and_rules_follow_the_form(composer: RawFrameComposer) -> None:
    composer.payload.editor.setPlainText("Hello")
    composer.header.rsv[1].click()
    composer.header.length.set_length(2**63, 64)
    assert composer.wire == bytes.fromhex("a1 7f 80 00 00 00 00 00 00 00") + b"Hello"
    rules = composer.preview.rules.text
    for rule in ("frame-rsv-without-extension", "frame-length-msb-set", "frame-truncated"):
        assert rule in rules
    assert "2–9 extended length 9223372036854775808" in composer.preview.legend.text


def test_left_over_bytes_are_said(composer: RawFrameComposer) -> None:
    composer.payload.editor.setPlainText("Hello")
    composer.header.length.set_length(2, None)
    assert "the last 3 as the next frame" in composer.preview.rules.text
    assert "4–6 left over" in composer.preview.legend.text


def test_a_length_that_does_not_fit_leaves_nothing_to_send(composer: RawFrameComposer) -> None:
    wishes = sent(composer)
    composer.header.length.set_length(126, 7)
    assert composer.wire is None
    assert "125 at most" in composer.preview.rules.text
    assert not composer.send_button.isEnabled()
    composer.send()
    composer.add_to_queue()
    assert wishes == []
    assert composer.queue.count == 0


def test_a_client_takes_a_fresh_key_for_every_frame(qtbot) -> None:
    composer = compose(qtbot, Role.CLIENT)
    wishes = sent(composer)
    assert composer.preview.rules.text == "✓ breaks no rule"
    composer.send_button.click()
    composer.send_button.click()
    assert wishes[0].data != wishes[1].data
    assert len(wishes[0].data) == 6


def test_a_file_is_read_when_it_is_sent(composer: RawFrameComposer, tmp_path: Path) -> None:
    wishes = sent(composer)
    file = tmp_path / "payload"
    file.write_bytes(b"one")
    composer.payload.set_form(FILE)
    composer.payload.file.set_path(str(file))
    file.write_bytes(b"second")
    composer.send_button.click()
    assert wishes[0].data == b"\x81\x06second"
    file.unlink()
    composer.send_button.click()
    assert len(wishes) == 1
    assert "cannot be read" in composer.preview.rules.text
    assert not composer.send_button.isEnabled()


def test_plain_bytes(composer: RawFrameComposer) -> None:
    wishes = sent(composer)
    composer.mode.setCurrentIndex(1)
    assert composer.header.isHidden()
    assert composer.send_button.toolTip() == "There is nothing to send."
    composer.payload.editor.setPlainText("88 02 03 e8 81 01")
    assert "data-after-close" in composer.preview.rules.text
    composer.send_button.click()
    assert wishes[0].data == bytes.fromhex("88 02 03 e8 81 01")
    composer.payload.editor.setPlainText("8")
    assert "one is missing" in composer.preview.rules.text
    assert not composer.send_button.isEnabled()


def test_split(composer: RawFrameComposer) -> None:
    wishes = sent(composer)
    composer.payload.editor.setPlainText("ab")
    composer.split.edit.setText("1")
    composer.split.pause.setValue(30)
    composer.send_button.click()
    assert wishes[0].pieces == (Piece(b"\x81"), Piece(b"\x02ab", 30))
    composer.split.edit.setText("9")
    assert not composer.send_button.isEnabled()
    assert "offset 9" in composer.split_problem.text
    composer.send()
    assert len(wishes) == 1


def test_glued(composer: RawFrameComposer) -> None:
    wishes = sent(composer)
    composer.add_button.click()
    composer.load(RawFrame(8, b"\x03\xe8"))
    composer.add_button.click()
    composer.header.opcode.setCurrentIndex(9)
    composer.payload.set_data(b"")
    composer.add_button.click()
    assert composer.queue.list.item(1).text().startswith("Close · ")
    assert "Frame 3: A control frame follows a Close" in composer.queue_rules.text
    composer.queue.send_button.click()
    assert wishes == [SendBytes((Piece(bytes.fromhex("81 00 88 02 03 e8 89 00")),))]
    assert composer.queue.count == 3


def test_what_the_end_has_done_counts(composer: RawFrameComposer) -> None:
    composer.set_view(end_view(Role.SERVER, Phase.CLOSE_SENT))
    assert "data-after-close" in composer.preview.rules.text
    assert composer.send_button.isEnabled()
    composer.set_view(end_view(Role.SERVER, Phase.OPEN, deflate=True))
    composer.header.rsv[0].click()
    assert composer.preview.rules.text == "✓ breaks no rule"


@pytest.mark.parametrize(
    "view, said",
    [
        (None, "There is no connection."),
        (end_view(Role.SERVER, Phase.OPEN, fin_sent=True), "has sent its FIN"),
        (end_view(Role.SERVER, Phase.CONNECTING_TLS), "TLS is not connected yet."),
        (end_view(Role.SERVER, Phase.CLOSED_CLEAN), "The connection is over."),
    ],
)
def test_what_cannot_be_sent_has_its_reason(composer: RawFrameComposer, view, said: str) -> None:
    wishes = sent(composer)
    composer.add_button.click()
    composer.set_view(view)
    for button in (composer.send_button, composer.queue.send_button):
        assert not button.isEnabled()
        assert said in button.toolTip()
    assert composer.add_button.isEnabled()
    composer.send()
    composer.send_queue()
    assert wishes == []


def test_bytes_can_be_sent_before_the_opening_handshake_is_over(
    composer: RawFrameComposer,
) -> None:
    composer.set_view(end_view(Role.SERVER, Phase.CONNECTING_HTTP))
    assert composer.send_button.isEnabled()


def test_every_control_has_a_name(composer: RawFrameComposer, nameless) -> None:
    composer.add_button.click()
    assert nameless(composer) == []


def test_nothing_is_cut_in_a_narrow_pane(qtbot, our_look: None, clipped) -> None:
    composer = RawFrameComposer(Role.SERVER)
    stack = SectionStack([Section("raw", "Raw frame", composer)])
    qtbot.addWidget(stack)
    composer.set_view(end_view(Role.SERVER, Phase.OPEN))
    stack.resize(stack.minimumSizeHint().width(), 900)
    stack.show()
    composer.payload.editor.setPlainText("Hello")
    composer.header.length.set_length(2, 64)
    composer.add_button.click()
    assert composer.minimumSizeHint().width() <= 288
    assert clipped(stack) == []
