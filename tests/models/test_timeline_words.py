"""Rows in words tell what the picture tells."""

from __future__ import annotations

from tests.support.journals import (
    CLIENT,
    SERVER,
    Story,
    client_begun,
    failed,
    lost_close,
    one_ended,
)
from tests.support.timelines import timeline
from wsinspector.models.timeline_line import Column
from wsinspector.models.timeline_model import TimelineModel
from wsinspector.models.timeline_words import (
    cell_words,
    column_help,
    column_name,
    lane_words,
    row_words,
    times_words,
)
from wsinspector.protocol.facts import Kind


def _row_of(model: TimelineModel, kind: Kind) -> int:
    entries = (model.entry_at(row) for row in range(model.rowCount()))
    return next(row for row, e in enumerate(entries) if model.journal.entry(e).kind is kind)


def test_every_column_has_a_name_and_says_what_it_is() -> None:
    assert all(column_name(column) and column_help(column) for column in Column)


def test_cells_show_their_column() -> None:
    story = Story()
    client_begun(story)
    line = timeline(story).model.line(9)
    words = [cell_words(line, column) for column in Column]
    assert words[Column.NUMBER] == "10"
    assert words[Column.LANES] == "client → server: Close 1000"
    assert cell_words(line, 99) == ""
    assert cell_words(line._replace(marked=True), Column.SUMMARY).startswith("▲ ")


def test_what_never_arrived_is_said() -> None:
    story = Story()
    lost_close(story)
    model = timeline(story).model
    assert lane_words(model.line(_row_of(model, Kind.CLOSE))).endswith("(never received)")


def test_a_tcp_connect_that_fails_goes_nowhere() -> None:
    story = Story()
    failed(story)
    model = timeline(story).model
    words = lane_words(model.line(_row_of(model, Kind.FAILURE)))
    assert words == "client: TCP connect failed"


def test_a_row_as_a_sentence() -> None:
    story = Story()
    client_begun(story)
    line = timeline(story).model.line(9)
    sentence = row_words(line)
    assert sentence.startswith("Row 10, 33.915 seconds, connection #1, client → server: Close")
    assert "marked" not in sentence
    assert "marked as illegal" in row_words(line._replace(marked=True))


def test_what_stays_names_its_end() -> None:
    story = Story()
    one_ended(story, SERVER)
    model = timeline(story).model
    assert lane_words(model.line(_row_of(model, Kind.API))).startswith("server: ")


def test_times_of_both_ends() -> None:
    story = Story()
    talk = story.talk().connect()
    talk.text(CLIENT, "hello")
    model = timeline(story).model
    words = times_words(story.journal, model.entry_at(_row_of(model, Kind.TEXT)))
    assert "sent at" in words
    assert "received at" in words
    assert "(0.13 ms later)" in words


def test_times_of_a_connection() -> None:
    told = []
    for roles in ((CLIENT, SERVER), (CLIENT,), (SERVER,)):
        story = Story()
        story.talk(*roles).wait(1).connect()
        row = timeline(story).model.row_of(story.journal.rows.entries[0])
        assert row == 0
        told.append(times_words(story.journal, story.journal.rows.entries[0]))
    assert told == [
        "connected at 0.001000 s, accepted at 0.001000 s (0.00 ms apart)",
        "connected at 0.001000 s",
        "accepted at 0.001000 s",
    ]


def test_times_of_one_end() -> None:
    story = Story()
    one_ended(story, CLIENT)
    model = timeline(story).model
    request = times_words(story.journal, model.entry_at(_row_of(model, Kind.REQUEST)))
    response = times_words(story.journal, model.entry_at(_row_of(model, Kind.RESPONSE)))
    event = times_words(story.journal, model.entry_at(_row_of(model, Kind.API)))
    assert request.startswith("sent at")
    assert response.startswith("received at")
    assert event.endswith(" s")
