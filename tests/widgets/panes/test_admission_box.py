"""Subprotocols, and who is let in."""

from __future__ import annotations

from PySide6.QtTest import QTest

from wsinspector.widgets.panes.admission_box import AdmissionBox


def test_what_is_typed_is_announced_and_what_is_set_is_not(qtbot, nameless):
    box = AdmissionBox()
    qtbot.addWidget(box)
    assert nameless(box) == []
    for field, signal in (
        (box.subprotocols, box.subprotocols_changed),
        (box.origins, box.origins_changed),
        (box.hosts, box.hosts_changed),
    ):
        with qtbot.waitSignal(signal) as changed:
            QTest.keyClicks(field, "a")
        assert changed.args == ["a"]
        with qtbot.assertNotEmitted(signal):
            box.set_lists("", "", "")


def test_a_name_that_nobody_can_offer_is_marked(qtbot):
    box = AdmissionBox()
    qtbot.addWidget(box)
    box.set_lists("chat, v2 chat", "", "")
    assert (box.names(), box.problem) == (("chat", "v2"), "")
    box.set_lists("chat, a(b", "", "")
    assert "a(b" in box.problem


def test_a_limit_is_said_in_the_summary(qtbot):
    box = AdmissionBox()
    qtbot.addWidget(box)
    assert box.summary == ""
    box.set_lists("", "none", "")
    assert box.summary == "not everybody is let in"
