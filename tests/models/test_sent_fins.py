from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from wsinspector.models.sent_fins import SentFins


def test_a_fin_is_its_senders_whoever_saw_it() -> None:
    story = Story()
    both, alone = story.talk().connect(), story.talk(CLIENT).connect()
    fins = SentFins(story.journal)
    assert fins.of(both.ends[CLIENT]) is None
    both.fin(CLIENT)
    alone.fin(SERVER)
    first = fins.of(both.ends[CLIENT])
    assert first is not None
    assert story.journal.entry(first).sent
    assert fins.of(both.ends[SERVER]) is None
    assert fins.of(alone.ends[CLIENT]) is None


def test_the_first_fin_counts() -> None:
    story = Story()
    talk = story.talk().connect().fin(SERVER)
    fins = SentFins(story.journal)
    first = fins.of(talk.ends[SERVER])
    talk.fin(SERVER)
    assert fins.of(talk.ends[SERVER]) == first
