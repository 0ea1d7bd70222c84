"""The list of connections: the selected one is the target."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from tests.support.journals import SERVER, Story, Talk
from wsinspector.models.connections_model import ConnectionsModel
from wsinspector.widgets.panes.connection_list import ConnectionList


class _Shown:
    """A list over a story, told of its news."""

    def __init__(self, qtbot) -> None:
        self.story = Story()
        self.model = ConnectionsModel(self.story.journal)
        self.view = ConnectionList()
        qtbot.addWidget(self.view)
        self._watch = self.story.journal.watch(lambda: None)
        self.picked: list[int] = []
        self.view.picked.connect(self.picked.append)
        self.view.show_model(self.model)

    def connect(self) -> Talk:
        talk = self.story.talk(SERVER).connect()
        self.tell()
        return talk

    def tell(self) -> None:
        self.model.advance(self._watch.take())

    def picture(self) -> QImage:
        return self.view.grab().toImage()


@pytest.fixture
def shown(our_look, qtbot) -> _Shown:
    return _Shown(qtbot)


def test_the_first_connection_becomes_the_target(shown: _Shown) -> None:
    assert shown.view.selected is None
    talk = shown.connect()
    assert shown.picked == [talk.connection]
    assert shown.view.selected == talk.connection


def test_the_target_stays_as_long_as_it_lives(shown: _Shown) -> None:
    first, second = shown.connect(), shown.connect()
    assert shown.view.selected == first.connection
    first.over()
    third = shown.connect()
    assert shown.view.selected == third.connection
    assert shown.picked == [first.connection, third.connection]
    shown.view.select(second.connection)
    assert shown.view.selected == second.connection
    shown.view.select(999)
    assert shown.view.selected == second.connection


def test_a_model_with_connections_is_taken_over(shown: _Shown, qtbot) -> None:
    talk = shown.connect()
    other = ConnectionList()
    qtbot.addWidget(other)
    other.show_model(ConnectionsModel(shown.story.journal))
    assert other.selected == talk.connection


def test_it_grows_with_its_rows_and_then_scrolls(shown: _Shown) -> None:
    heights = [shown.view.height()]
    for _ in range(8):
        shown.connect()
        heights.append(shown.view.height())
    assert heights[0] == heights[2] < heights[3] < heights[4] == heights[8]


def test_rows_show_their_state(shown: _Shown) -> None:
    shown.view.resize(300, shown.view.height())
    empty = shown.picture()
    talk = shown.connect()
    open_ = shown.picture()
    talk.close(SERVER)
    shown.tell()
    closing = shown.picture()
    talk.over()
    shown.tell()
    over = shown.picture()
    pictures = [empty, open_, closing, over]
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[i + 1 :])


def test_a_narrow_list_leaves_out_what_has_no_room(shown: _Shown) -> None:
    shown.connect().close(SERVER)
    shown.tell()
    for width in (60, 120, 180, 240):
        shown.view.resize(width, shown.view.height())
        assert not shown.picture().isNull()


def test_it_has_a_name(shown: _Shown, nameless) -> None:
    assert nameless(shown.view) == []
    assert shown.view.accessibleName()
