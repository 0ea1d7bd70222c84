from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from wsinspector.journal.row_filter import RowFilter
from wsinspector.models.found_rows import FoundRows
from wsinspector.protocol.facts import Kind


def test_evidence_alone_of_what_the_filter_lets_through() -> None:
    story = Story()
    talk = story.talk().connect().text(CLIENT, "one").text(SERVER, "two")
    entries = list(story.journal.rows.entries)
    evidence = {entries[-1], entries[0]}
    rows = FoundRows(story.journal, RowFilter(findings=True), evidence)
    assert list(rows.entries) == sorted(evidence)
    texts = FoundRows(
        story.journal, RowFilter(findings=True, kinds=frozenset((Kind.TEXT,))), evidence
    )
    assert list(texts.entries) == [entries[-1]]
    # New evidence at the end is growth; between older rows it is not.
    talk.text(CLIENT, "three")
    evidence.add(story.journal.rows.entries[-1])
    assert rows.extend()
    evidence.add(entries[1])
    assert not rows.extend()
    assert rows.extend()
    evidence.clear()
    assert not rows.extend()
    assert list(rows.entries) == []
