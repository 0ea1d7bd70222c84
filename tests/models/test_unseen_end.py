"""What a look back finds where there is no state to show."""

from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, SERVER, Story, client_begun, failed, one_ended
from wsinspector.models.end_view import EndView, EndViews
from wsinspector.models.unseen_end import Unseen, UnseenEnd
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Role


@pytest.mark.parametrize("ours", Role)
def test_an_end_that_is_not_ours(ours: Role) -> None:
    story = Story()
    connection = one_ended(story, ours).connection
    views, last = EndViews(story.journal), story.journal.rows.entries[-1]
    assert isinstance(views.past(ours, last), EndView)
    assert views.past(ours.peer, last) == UnseenEnd(ours.peer, connection, Unseen.NOT_OURS)


def test_a_server_that_was_never_reached_is_nobodys() -> None:
    story = Story()
    connection = failed(story).connection
    views = EndViews(story.journal)
    for entry in story.journal.rows.entries:
        assert views.past(SERVER, entry) == UnseenEnd(SERVER, connection, Unseen.NOT_YET)


def test_an_end_that_had_not_begun() -> None:
    story = Story()
    talk = story.talk()
    begin = talk.record(CLIENT, Kind.CONNECT, step="begin", url="ws://127.0.0.1:8765/")
    talk.connect()
    views = EndViews(story.journal)
    assert views.past(SERVER, begin) == UnseenEnd(SERVER, talk.connection, Unseen.NOT_YET)
    assert isinstance(views.past(CLIENT, begin), EndView)


def test_two_ends_of_ours_are_both_seen() -> None:
    story = Story()
    talk = client_begun(story)
    views = EndViews(story.journal)
    for role in Role:
        view = views.past(role, story.journal.rows.entries[5])
        assert isinstance(view, EndView)
        assert (view.role, view.connection, view.live) == (role, talk.connection, False)
