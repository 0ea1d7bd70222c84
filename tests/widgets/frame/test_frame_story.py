from __future__ import annotations

from tests.support.journals import Story, client_begun
from wsinspector.models.raw_entry import RawEntry
from wsinspector.protocol.facts import Kind
from wsinspector.widgets.frame.frame_story import story_of, title_of


def test_a_close_has_a_number_a_direction_and_two_times() -> None:
    story = Story()
    client_begun(story)
    journal = story.journal
    close = next(at for at in journal.rows.entries if journal.entry(at).kind is Kind.CLOSE)
    raw = RawEntry(journal, close)
    assert title_of(journal, raw).endswith("Close 1000")
    said = story_of(journal, raw)
    assert said[:2] == ["From client", "connection #1"]
    assert [part.split()[0] for part in said[2:]] == ["sent", "received"]


def test_what_happened_at_one_end_alone_has_one_time() -> None:
    story = Story()
    client_begun(story)
    journal = story.journal
    event = next(at for at in range(len(journal)) if journal.entry(at).kind is Kind.STATE)
    said = story_of(journal, RawEntry(journal, event))
    assert len(said) == 2
    assert said[1].startswith("at ")
