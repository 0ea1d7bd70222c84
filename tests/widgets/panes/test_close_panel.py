"""A Close is sent exactly as written, marked where it is illegal, stopped where it cannot go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.end_views import end_view
from wsinspector.protocol.exchange import SendClose
from wsinspector.protocol.phases import Phase, Role
from wsinspector.widgets.panes.close_panel import ClosePanel

_REASON = "孩子,地球太危险了,快回火星去吧!"


@pytest.fixture
def panel(qtbot) -> ClosePanel:
    panel = ClosePanel(Role.CLIENT)
    qtbot.addWidget(panel)
    panel.set_view(end_view(Role.CLIENT, Phase.OPEN))
    return panel


def _wishes(panel: ClosePanel) -> list[SendClose]:
    wishes: list[SendClose] = []
    panel.wish.connect(wishes.append)
    return wishes


def test_enter_in_the_reason_sends_code_and_reason(panel: ClosePanel) -> None:
    wishes = _wishes(panel)
    panel.reason.setText(_REASON)
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    assert wishes == [SendClose(1000, _REASON.encode())]


@pytest.mark.parametrize("code", [0, 1005, 1006, 59395, 65535])
def test_an_illegal_code_is_marked_and_sent_all_the_same(panel: ClosePanel, code: int) -> None:
    wishes = _wishes(panel)
    panel.code_box.set_code(code)
    assert "▲" in panel.verdict
    assert panel.button.isEnabled()
    assert "▲" in panel.button.accessibleDescription()
    panel.button.click()
    assert wishes == [SendClose(code, b"")]


def test_a_reason_that_is_too_long_is_marked_and_not_cut(panel: ClosePanel) -> None:
    wishes = _wishes(panel)
    reason = "é" * 62
    panel.reason.setText(reason)
    assert "124 bytes" in panel.verdict
    panel.button.click()
    assert wishes == [SendClose(1000, reason.encode())]


def test_without_a_code_there_is_no_reason(panel: ClosePanel) -> None:
    wishes = _wishes(panel)
    panel.reason.setText("kept")
    panel.code_box.set_code(None)
    assert not panel.reason.isEnabled()
    assert "needs a code" in panel.reason.toolTip()
    panel.button.click()
    assert wishes == [SendClose(None, b"")]
    panel.code_box.set_code(1000)
    assert panel.reason.isEnabled()
    assert panel.reason.text() == "kept"


def test_what_is_no_code_cannot_be_sent(panel: ClosePanel) -> None:
    wishes = _wishes(panel)
    panel.code_box.setEditText("70000")
    assert not panel.button.isEnabled()
    assert "70000 does not fit" in panel.button.toolTip()
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    assert wishes == []


def test_it_names_its_target(panel: ClosePanel) -> None:
    assert panel.button.text() == "Send Close"
    panel.set_target(2)
    assert panel.button.text() == "Send Close to #2"


@pytest.mark.parametrize("phase", [Phase.CONNECTING_HTTP, Phase.CLOSED_CLEAN, Phase.FIN_SENT])
def test_where_it_cannot_act_it_says_why(panel: ClosePanel, phase: Phase) -> None:
    panel.set_view(end_view(Role.CLIENT, phase))
    assert not panel.button.isEnabled()
    assert panel.button.toolTip() == panel.button.accessibleDescription() != ""


def test_a_second_close_is_possible_and_marked(panel: ClosePanel) -> None:
    def marks() -> list[str]:
        labels = panel.findChildren(type(panel._second))
        return [x.text() for x in labels if "has sent a Close already" in x.text()]

    assert marks() == []
    panel.set_view(end_view(Role.CLIENT, Phase.CLOSE_SENT))
    assert marks() == ["▲ This end has sent a Close already; nothing may follow it."]
    assert panel.button.isEnabled()
    panel.set_view(end_view(Role.CLIENT, Phase.CLOSE_RECEIVED))
    assert marks() == []


def test_every_control_has_a_name(panel: ClosePanel, nameless) -> None:
    assert nameless(panel) == []
