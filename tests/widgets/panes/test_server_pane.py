"""The server: listening, its connections, whose behaviour it is, and a column that is narrow."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from tests.support.end_views import end_view
from tests.support.journals import SERVER, Story, Talk
from wsinspector.models.connections_model import ConnectionRole, ConnectionsModel
from wsinspector.models.unseen_end import Unseen, UnseenEnd
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnMessage,
    Presence,
    TcpDuty,
)
from wsinspector.protocol.exchange import ChangeBehaviour, EndTcp, SendClose, SendMessage, TcpEnd
from wsinspector.protocol.phases import Phase, Role
from wsinspector.texts import text
from wsinspector.widgets.controls.tinted_label import TintedLabel
from wsinspector.widgets.panes.server_pane import ServerPane

_NEVER = Behaviour(OnClose(CloseReply.NEVER), message=OnMessage(MessageReply.ECHO))
_EMPTY = Behaviour(OnClose(CloseReply.EMPTY), message=OnMessage(MessageReply.ECHO))


class _Served:
    """A pane over a story, told of its news and of its target as the application does."""

    def __init__(self, qtbot) -> None:
        self.story = Story()
        self.model = ConnectionsModel(self.story.journal)
        self.pane = ServerPane()
        qtbot.addWidget(self.pane)
        self.pane.resize(324, 800)
        self._watch = self.story.journal.watch(lambda: None)
        self.wishes: list[object] = []
        self.defaults: list[object] = []
        self.pane.wish.connect(self.wishes.append)
        self.pane.default_behaviour_changed.connect(self.defaults.append)
        self.pane.connection_selected.connect(self.pane.set_target)
        self.pane.set_model(self.model)
        self.pane.show()

    def connect(self) -> Talk:
        talk = self.story.talk(SERVER).connect()
        self.model.advance(self._watch.take())
        return talk

    def choose(self, scope: int, behaviour: Behaviour) -> None:
        self.scope(scope)
        self.pane.behaviours.sentence.choose(behaviour)

    def scope(self, index: int) -> None:
        self.pane.behaviours.scope.setCurrentIndex(index)
        self.pane.behaviours.scope.activated.emit(index)

    def said(self) -> list[str]:
        labels = self.pane.findChildren(TintedLabel)
        return [label.text() for label in labels if label.isVisible()]


@pytest.fixture
def served(our_look, qtbot) -> _Served:
    return _Served(qtbot)


def test_listening_stopped_and_failing(served: _Served, qtbot) -> None:
    pane = served.pane
    assert "stopped" in served.said()
    pane.set_listening("127.0.0.1", 8766, "", 8765)
    assert "listening" in served.said()
    assert "Port 8765 was taken, so the next free one is used." in served.said()
    assert pane.url == "ws://127.0.0.1:8766/"
    with qtbot.waitSignal(pane.stop_requested):
        pane.listener.stop_button.click()
    pane.set_stopped()
    assert pane.url == ""
    pane.set_problem(text("close-code.name", name="No such address."))
    assert "▲ No such address." in served.said()
    assert "not listening" in served.said()
    with qtbot.waitSignal(pane.start_requested) as asked:
        pane.listener.start_button.click()
    assert asked.args == ["127.0.0.1", 8765, ""]


def test_the_selected_connection_is_the_target(served: _Served) -> None:
    first, second = served.connect(), served.connect()
    pane = served.pane
    assert pane.target == first.connection
    assert pane.close_panel.button.text() == f"Send Close to #{first.connection}"
    pane.select(second.connection)
    assert pane.target == second.connection
    assert pane.close_panel.button.text() == f"Send Close to #{second.connection}"


def test_every_part_sends_its_wishes(served: _Served) -> None:
    served.connect()
    served.pane.set_view(end_view(Role.SERVER, Phase.OPEN))
    served.pane.close_panel.button.click()
    served.pane.composer.send()
    served.pane.end_tcp.button(TcpEnd.FIN).click()
    assert served.wishes == [SendClose(1000), SendMessage(b"", True), EndTcp(TcpEnd.FIN)]


def test_a_default_is_for_every_connection_without_its_own(served: _Served) -> None:
    first = served.connect()
    served.choose(0, _NEVER)
    assert served.defaults == [_NEVER]
    assert served.wishes == []
    assert served.pane.default_behaviour == _NEVER
    second = served.connect()
    served.scope(1)
    assert served.pane.target == first.connection
    assert served.pane.behaviours.sentence.behaviour == _NEVER
    served.choose(1, _EMPTY)
    served.choose(0, Behaviour(message=OnMessage(MessageReply.ECHO)))
    served.scope(1)
    assert served.pane.behaviours.sentence.behaviour == _EMPTY
    served.pane.select(second.connection)
    assert served.pane.behaviours.sentence.behaviour == Behaviour(
        message=OnMessage(MessageReply.ECHO)
    )


def test_one_connection_can_behave_otherwise(served: _Served) -> None:
    served.pane.sections.section("behaviour").set_expanded(True)
    first, second = served.connect(), served.connect()
    served.choose(1, _EMPTY)
    assert served.wishes == [ChangeBehaviour(_EMPTY)]
    assert served.defaults == []
    assert "Its own: changes of the default do not reach it." in served.said()
    served.pane.select(second.connection)
    assert served.pane.behaviours.sentence.behaviour == Behaviour(
        message=OnMessage(MessageReply.ECHO)
    )
    assert any(one.startswith("Follows the default.") for one in served.said())
    served.pane.select(first.connection)
    assert served.pane.behaviours.sentence.behaviour == _EMPTY
    served.scope(0)
    assert served.pane.behaviours.sentence.behaviour == Behaviour(
        message=OnMessage(MessageReply.ECHO)
    )
    served.pane.set_default_behaviour(_NEVER)
    assert served.pane.behaviours.sentence.behaviour == _NEVER
    assert served.defaults == []


def test_whose_behaviour_it_is_is_named(served: _Served) -> None:
    scope = served.pane.behaviours.scope
    assert [scope.itemText(i) for i in range(scope.count())] == ["for new connections"]
    talk = served.connect()
    assert scope.itemText(1) == f"for #{talk.connection} alone"
    served.scope(1)
    summary = f"#{talk.connection}, default: correct: echoes Close, answers Pings"
    assert summary in served.said()
    served.pane.set_target(None)
    assert scope.count() == 1
    assert served.pane.behaviours.sentence.behaviour == served.pane.default_behaviour


def test_the_default_can_be_followed_again(served: _Served, qtbot) -> None:
    served.connect()
    served.choose(1, _NEVER)
    assert served.pane.behaviour == _NEVER
    with qtbot.waitSignal(served.pane.default_followed):
        served.pane.behaviours.follow_button.click()
    assert served.pane.behaviour == served.pane.default_behaviour


def test_to_be_absent_is_for_the_selected_connection_alone(served: _Served) -> None:
    served.connect()
    served.pane.be(Presence.NOT_READING)
    (wish,) = served.wishes
    assert isinstance(wish, ChangeBehaviour)
    assert wish.behaviour.presence is Presence.NOT_READING
    assert served.pane.behaviours.is_for_one
    assert served.defaults == []


def test_what_is_odd_is_marked_on_its_connection(served: _Served) -> None:
    first, second = served.connect(), served.connect()

    def oddities() -> list[bool]:
        rows = range(served.model.rowCount())
        return [bool(served.model.index(row).data(ConnectionRole.ODDITY)) for row in rows]

    plain = served.pane.connections.grab().toImage()
    assert oddities() == [False, False]
    served.choose(1, _NEVER)
    assert oddities() == [True, False]
    assert served.pane.connections.grab().toImage() != plain
    assert "must be answered" in served.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "must be answered" in served.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    served.choose(0, _NEVER)
    assert oddities() == [True, True]
    second.over()
    assert oddities() == [True, False]
    assert first.connection == served.pane.target


def test_after_the_end_the_focus_is_in_the_list(served: _Served) -> None:
    served.connect()
    served.pane.set_view(end_view(Role.SERVER, Phase.OPEN))
    served.pane.activateWindow()
    served.pane.focus_close()
    served.pane.set_view(end_view(Role.SERVER, Phase.CLOSED_CLEAN))
    assert served.pane.focusWidget() is served.pane.connections


def test_a_look_back_moves_the_indicator_and_nothing_one_does(served: _Served) -> None:
    now = end_view(Role.SERVER, Phase.OPEN)
    past = end_view(Role.SERVER, Phase.CLOSED_CLEAN, live=False)
    served.pane.set_view(now)
    served.pane.set_view(past)
    assert served.pane.indicator.view == past
    assert served.pane.close_panel.button.isEnabled()
    stranger = UnseenEnd(Role.SERVER, 7, Unseen.NOT_OURS)
    served.pane.look_back(stranger)
    assert served.pane.indicator.view is None
    assert served.pane.indicator.unseen == stranger
    assert served.pane.close_panel.button.isEnabled()
    served.pane.look_back(None)
    assert served.pane.indicator.view == now


def test_the_focus_goes_where_it_is_asked_to(served: _Served) -> None:
    served.pane.set_view(end_view(Role.SERVER, Phase.OPEN))
    served.pane.activateWindow()
    served.pane.focus_message()
    assert served.pane.focusWidget() is served.pane.composer.editor
    served.pane.focus_close()
    assert served.pane.focusWidget() is served.pane.close_panel.button


def test_it_fits_a_narrow_column(served: _Served, clipped) -> None:
    pane = served.pane
    for _ in range(6):
        served.connect()
    pane.set_listening("127.0.0.1", 65535, "/a/rather/long/path/for/a/narrow/column", 8765)
    pane.set_view(end_view(Role.SERVER, Phase.BOTH_CLOSED, buffered=10_000_000))
    for key in pane.folding():
        pane.sections.section(key).set_expanded(True)
    pane.behaviours.sentence.choose(
        Behaviour(OnClose(CloseReply.OWN, code=1006, reason=b"", delay=5000, tcp=TcpDuty.LEAVE))
    )
    assert pane.minimumSizeHint().width() <= 324
    pane.resize(324, 900)
    assert clipped(pane) == []
    pane.set_stopped()
    assert pane.minimumSizeHint().width() <= 324
    assert clipped(pane) == []


def test_the_keyboard_goes_from_top_to_bottom(served: _Served, tab_order) -> None:
    served.connect()
    served.pane.set_view(end_view(Role.SERVER, Phase.OPEN))
    served.pane.resize(324, 1200)
    heights = [place.y() for place in tab_order(served.pane)]
    assert len(heights) > 10
    assert all(next_ >= before - 6 for before, next_ in pairwise(heights))


def test_every_control_has_a_name(served: _Served, nameless) -> None:
    served.connect()
    assert nameless(served.pane) == []
