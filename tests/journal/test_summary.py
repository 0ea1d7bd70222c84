"""A label and a summary for every entry."""

from __future__ import annotations

import pytest

from tests.support.journals import (
    CLIENT,
    SERVER,
    Story,
    client_begun,
    failed,
    lost_close,
    many_connections,
    one_ended,
    server_begun,
)
from wsinspector.journal.fates import Fate, FateKind
from wsinspector.journal.summary import (
    entry_line,
    fate_words,
    is_marked,
    lane_label,
    milliseconds,
    summary,
)
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.texts import render


def lines(story: Story) -> list[tuple[str, str]]:
    journal = story.journal
    return [
        (render(lane_label(journal, entry)), render(summary(journal, entry)))
        for entry in journal.rows.entries
    ]


def test_a_whole_handshake_reads_well():
    story = Story()
    client_begun(story)
    told = lines(story)
    assert [label for label, _ in told] == [
        "TCP connect", "GET /", "101 Switching Protocols", "API open", "API open",
        "Text", "Text", "Ping", "Pong", "Close 1000", "Close 1000", "FIN", "FIN",
        "API close 1000 clean", "API close 1000 clean",
    ]  # fmt: skip
    words = dict(told)
    assert words["GET /"] == "Host: 127.0.0.1:8765 · Upgrade: websocket"
    assert words["Close 1000"].startswith("Normal Closure · “孩子,地球太危险了")
    assert words["Text"] == "“你好, server” · arrived 0.130 ms later"


@pytest.mark.parametrize("tell", [server_begun, lost_close, one_ended, failed, many_connections])
def test_every_entry_of_every_story_can_be_told(tell):
    story = Story()
    tell(story)
    for entry in range(len(story.journal)):
        assert render(lane_label(story.journal, entry))
        assert isinstance(render(summary(story.journal, entry)), str)


@pytest.mark.parametrize("tell", [server_begun, lost_close, one_ended, failed, many_connections])
def test_a_line_says_what_its_parts_say(tell):
    story = Story()
    tell(story)
    talk = story.talk(CLIENT)
    talk.frame(CLIENT, 5, b"x")
    talk.record(CLIENT, Kind.FAILURE, rule="frame-masked")
    journal = story.journal
    lines = [entry_line(journal, journal.entry(at)) for at in range(len(journal))]
    for at, line in enumerate(lines):
        assert line == (lane_label(journal, at), summary(journal, at), is_marked(journal, at))
    assert {line.marked for line in lines} == {False, True}


@pytest.mark.parametrize(
    "connected, accepted, said",
    [
        (1_000_000, 1_130_000, "accepted after 0.130 ms"),
        (1_130_000, 1_000_000, "accepted 0.130 ms before the client knew"),
    ],
)
def test_a_connection_tells_when_the_server_had_it(connected, accepted, said):
    story = Story()
    talk = story.talk()
    facts = [
        (connected, talk.ends[CLIENT], Fact(Kind.TCP, True)),
        (accepted, talk.ends[SERVER], Fact(Kind.TCP, False)),
    ]
    for time_ns, end, fact in sorted(facts, key=lambda one: one[0]):
        story.journal.append(end, time_ns, fact)
    ((label, words),) = lines(story)
    assert label == "TCP connect"
    assert words == f"127.0.0.1:52002 → 127.0.0.1:8765 · {said}"


@pytest.mark.parametrize("role, label", [(CLIENT, "TCP connect"), (SERVER, "TCP accept")])
def test_one_end_tells_a_connection_in_its_own_word(role, label):
    story = Story()
    story.talk(role).connect()
    assert lines(story)[0] == (label, "127.0.0.1:52002 → 127.0.0.1:8765")


def test_a_lost_close_says_so():
    story = Story()
    lost_close(story)
    assert dict(lines(story))["Close 1001"] == "Going Away · “going away” · lost: it never arrived"


def test_of_a_peer_outside_nothing_is_said_that_was_not_seen():
    story = Story()
    one_ended(story)
    assert dict(lines(story))["Text"] == "“hello”"


def test_what_breaks_a_rule_is_marked():
    story = Story()
    talk = story.talk().connect()
    talk.close(CLIENT, 1005)
    journal = story.journal
    marked = [at for at in journal.rows.entries if is_marked(journal, at)]
    assert [journal.entry(at).kind for at in marked] == [Kind.CLOSE]
    fault = ["req-host-missing", "violation", ["fault.req-host-missing", {}]]
    odd = ["req-key-sample", "observation", ["fault.req-key-sample", {}]]
    assert is_marked(journal, talk.record(CLIENT, Kind.REQUEST, True, faults=[odd, fault]))
    assert not is_marked(journal, talk.record(CLIENT, Kind.REQUEST, True, faults=[odd]))
    assert is_marked(journal, talk.record(CLIENT, Kind.FAILURE, rule="frame-masked"))
    assert not is_marked(journal, talk.record(CLIENT, Kind.FAILURE, step="tcp"))
    assert not is_marked(journal, talk.record(CLIENT, Kind.API, event="open"))


@pytest.mark.parametrize(
    "kind, words",
    [
        (FateKind.QUEUED, "still in our queue"),
        (FateKind.HANDED, None),
        (FateKind.UNDECODED, "arrived, but was not read as a frame"),
        (FateKind.PART_RECEIVED, "9 of 16 bytes arrived"),
        (FateKind.DROPPED, "dropped from our queue, never sent"),
        (FateKind.LOST, "lost: it never arrived"),
        (FateKind.RECEIVED, None),
    ],
)
def test_a_fate_is_said_when_it_matters(kind, words):
    said = fate_words(Fate(kind, 5, None, 9, 16))
    assert (said and render(said)) == words


@pytest.mark.parametrize(
    "duration_ns, words",
    [
        (130_000, "0.130"),
        (1_234_567, "1.23"),
        (12_345_678, "12.3"),
        (2_002_400_000, "2002"),
        (0, "0.000"),
    ],
)
def test_durations_have_three_digits(duration_ns, words):
    assert milliseconds(duration_ns) == words
