from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, KEY, MS, SERVER, Story, flood, one_ended
from wsinspector.formats.recorded_end import RecordingError, What, recorded_end
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Fact, Kind, note
from wsinspector.protocol.frames.masking import apply_mask
from wsinspector.texts import text


def test_an_end_in_view_is_told_as_it_was() -> None:
    talk = one_ended(Story(), CLIENT)
    recorded = recorded_end(talk.journal, talk.connection, CLIENT)
    assert recorded.in_view
    told = [(act.out, act.what, act.opcode) for act in recorded.acts]
    assert told == [
        (True, What.HEAD, -1),
        (False, What.HEAD, -1),
        (True, What.FRAME, Kind.TEXT),
        (False, What.FRAME, Kind.TEXT),
        (True, What.FRAME, Kind.CLOSE),
        (False, What.FRAME, Kind.CLOSE),
        (False, What.FIN, -1),
        (True, What.FIN, -1),
    ]
    words = recorded.acts[2]
    assert words.payload == b"hello"
    assert words.data[:2] == b"\x81\x85"
    assert words.data[6:] == apply_mask(b"hello", KEY)
    assert recorded.acts[4].time_ns - words.time_ns > 900 * MS


def test_an_end_that_is_not_in_view_is_known_from_the_other() -> None:
    talk = one_ended(Story(), CLIENT)
    mine = recorded_end(talk.journal, talk.connection, CLIENT)
    theirs = recorded_end(talk.journal, talk.connection, SERVER)
    assert not theirs.in_view
    assert [act.out for act in theirs.acts] == [not act.out for act in mine.acts]
    assert [act.data for act in theirs.acts] == [act.data for act in mine.acts]


def test_what_cannot_be_played_again_is_refused() -> None:
    talk = flood(Story(), 5000)
    with pytest.raises(RecordingError, match="too-long"):
        recorded_end(talk.journal, talk.connection, SERVER)
    story = Story()
    silent = story.talk(CLIENT)
    with pytest.raises(RecordingError, match="nothing"):
        recorded_end(story.journal, silent.connection, CLIENT)
    full = Story()
    full.journal = Journal(max_bytes=1)
    full.journal.append(0, 0, _fact())
    talk = one_ended(full, CLIENT)
    with pytest.raises(RecordingError, match="not-kept"):
        recorded_end(talk.journal, talk.connection, CLIENT)


def _fact() -> Fact:
    return note(text("link.defect", error="x" * 50))
