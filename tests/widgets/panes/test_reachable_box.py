"""The switch that lets other machines in."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton

from wsinspector.widgets.panes.reachable_box import ReachableBox

ADDRESSES = ("ws://192.168.1.5:8765/", "ws://[2001:db8::7]:8765/")


def test_it_is_off_at_first(qtbot, nameless):
    box = ReachableBox()
    qtbot.addWidget(box)
    box.show()
    assert not box.on
    assert box.mark == ""
    assert nameless(box) == []


def test_while_it_is_on_the_addresses_are_there_to_copy(qtbot, nameless):
    box = ReachableBox()
    qtbot.addWidget(box)
    box.show()
    box.switch.setChecked(True)
    box.set_listening(True)
    assert not box.switch.isVisible()
    box.show_reachable(ADDRESSES)
    assert box.isVisible()
    assert box.mark.startswith("▲ ")
    copies = [one for one in box.findChildren(QToolButton) if not one.isHidden()]
    assert len(copies) == 2
    copies[1].click()
    assert QGuiApplication.clipboard().text() == ADDRESSES[1]
    assert nameless(box) == []
    box.set_listening(False)
    assert (box.mark, box.addresses) == ("", ())
    assert box.switch.isVisible()
    assert box.on


def test_without_any_address_known_it_says_so_all_the_same(qtbot):
    box = ReachableBox()
    qtbot.addWidget(box)
    box.show_reachable(())
    assert box.mark == "▲ Other machines can reach this server."


def test_on_this_machine_alone_there_is_nothing_to_say_while_it_listens(qtbot):
    box = ReachableBox()
    qtbot.addWidget(box)
    box.show()
    box.set_listening(True)
    assert not box.isVisible()
