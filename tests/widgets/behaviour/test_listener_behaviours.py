"""Whose behaviour it is: the listener's default, or that of one connection alone."""

from __future__ import annotations

import pytest

from tests.support.sentences import choose
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose, Presence
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.built_in_behaviours import usual_behaviour
from wsinspector.widgets.behaviour.listener_behaviours import ListenerBehaviours
from wsinspector.widgets.controls.tinted_label import TintedLabel

_USUAL = usual_behaviour(Role.SERVER)
_NEVER = Behaviour(OnClose(CloseReply.NEVER))


class _Pane:
    """The widget, and what it announced."""

    def __init__(self, qtbot) -> None:
        self.shown = ListenerBehaviours()
        qtbot.addWidget(self.shown)
        self.heard: list[tuple[str, object]] = []
        self.shown.default_changed.connect(lambda one: self.heard.append(("default", one)))
        self.shown.own_changed.connect(lambda one: self.heard.append(("own", one)))
        self.shown.follow_requested.connect(lambda: self.heard.append(("follow", None)))

    def scope(self, index: int) -> None:
        self.shown.scope.setCurrentIndex(index)
        self.shown.scope.activated.emit(index)

    def scopes(self) -> list[str]:
        return [self.shown.scope.itemText(i) for i in range(self.shown.scope.count())]

    def never_reply(self) -> None:
        choose(self.shown.sentence.line("close"), "Answer to a Close", CloseReply.NEVER)

    def said(self) -> str:
        return "\n".join(label.text() for label in self.shown.findChildren(TintedLabel))


@pytest.fixture
def pane(qtbot) -> _Pane:
    return _Pane(qtbot)


def test_without_a_connection_there_is_the_default_alone(pane: _Pane) -> None:
    assert pane.scopes() == ["for new connections"]
    assert pane.shown.target_behaviour == _USUAL
    pane.never_reply()
    assert pane.heard == [("default", pane.shown.default)]
    assert pane.shown.default.close == _NEVER.close
    pane.shown.speak_of_one()
    assert not pane.shown.is_for_one


def test_one_connection_alone_can_act_otherwise_and_follow_again(pane: _Pane) -> None:
    pane.shown.set_target(2, 7)
    assert pane.scopes() == ["for new connections", "for #2 alone"]
    pane.scope(1)
    assert "Follows the default" in pane.said()
    assert pane.shown.summary == "#2, default: correct: echoes Close, answers Pings"
    assert pane.shown.follow_button.isHidden()
    pane.never_reply()
    assert [what for what, _ in pane.heard] == ["own"]
    assert pane.shown.default == _USUAL
    assert pane.shown.behaviour_of(7).close == _NEVER.close
    assert pane.shown.behaviour_of(8) == _USUAL
    assert "do not reach it" in pane.said()
    assert pane.shown.summary == "#2: never replies"
    pane.shown.set_default(Behaviour(presence=Presence.VANISHED))
    assert pane.shown.behaviour_of(7).close == _NEVER.close
    pane.shown.follow_button.click()
    assert [what for what, _ in pane.heard] == ["own", "follow"]
    assert pane.shown.behaviour_of(7).presence is Presence.VANISHED
    assert pane.shown.sentence.behaviour.presence is Presence.VANISHED
    assert pane.shown.follow_button.isHidden()


def test_the_scope_that_was_chosen_stays_with_the_next_target(pane: _Pane) -> None:
    pane.shown.set_target(2, 7)
    pane.shown.speak_of_one()
    pane.never_reply()
    pane.shown.set_target(3, 8)
    assert pane.shown.is_for_one
    assert pane.shown.sentence.behaviour == _USUAL
    pane.shown.set_target(None, None)
    assert pane.scopes() == ["for new connections"]
    assert pane.shown.sentence.behaviour == _USUAL
    pane.shown.set_target(2, 7)
    assert pane.shown.is_for_one
    assert pane.shown.sentence.behaviour.close == _NEVER.close


def test_following_without_a_behaviour_of_its_own_does_nothing(pane: _Pane) -> None:
    pane.shown.follow()
    pane.shown.set_target(2, 7)
    pane.shown.follow()
    assert pane.heard == []


def test_nothing_is_asked_of_a_connection_that_is_over(pane: _Pane) -> None:
    pane.shown.set_target(2, 7)
    pane.shown.speak_of_one()
    pane.never_reply()
    pane.shown.set_over(True)
    assert not pane.shown.sentence.isEnabled()
    assert "is over" in pane.said()
    assert pane.shown.summary == "#2 is over"
    assert pane.shown.behaviour_of(7) == _USUAL
    pane.scope(0)
    assert pane.shown.sentence.isEnabled()
    pane.scope(1)
    pane.shown.set_target(3, 8)
    pane.shown.set_over(False)
    assert pane.shown.sentence.isEnabled()


def test_what_is_odd_is_told_of_each_end(pane: _Pane) -> None:
    pane.shown.set_target(2, 7)
    pane.shown.speak_of_one()
    pane.never_reply()
    assert "must be answered" in pane.shown.oddity_of(7)
    assert pane.shown.oddity_of(8) == ""


def test_every_control_has_a_name(pane: _Pane, nameless) -> None:
    pane.shown.set_target(2, 7)
    pane.shown.speak_of_one()
    pane.never_reply()
    assert nameless(pane.shown) == []
