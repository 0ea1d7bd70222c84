"""Timelines over journals filled by hand, as tests of models and widgets need them."""

from __future__ import annotations

from typing import NamedTuple

from tests.support.journals import Story
from wsinspector.models.journal_feed import JournalFeed
from wsinspector.models.timeline_model import TimelineModel
from wsinspector.texts import render


class Timeline(NamedTuple):
    """A journal with its model.

    Attributes:
        story: fills the journal.
        feed: brings the news; ``feed.publish()`` does so at once.
        model: the model.
    """

    story: Story
    feed: JournalFeed
    model: TimelineModel


def timeline(story: Story | None = None) -> Timeline:
    """A model over a story, which may go on."""
    story = story or Story()
    feed = JournalFeed(story.journal)
    return Timeline(story, feed, TimelineModel(story.journal, feed, render))
