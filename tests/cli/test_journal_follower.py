from __future__ import annotations

import asyncio

from tests.support.journals import SERVER, Story, flow
from wsinspector.cli.journal_follower import JournalFollower
from wsinspector.journal.segment import ROWS


async def test_every_entry_is_told_once_and_in_batches() -> None:
    story = Story()
    talk = story.talk(SERVER)
    told: list[range] = []
    follower = JournalFollower(story.journal, [told.append])
    flow(talk, 100)
    assert told == []
    await asyncio.sleep(0)
    assert told == [range(100)]
    flow(talk, 5)
    flow(talk, 5)
    follower.close()
    assert told == [range(100), range(100, 110)]
    flow(talk, 5)
    await asyncio.sleep(0)
    assert len(told) == 2


async def test_a_reader_may_record_something_itself() -> None:
    story = Story()
    talk = story.talk(SERVER)
    told: list[int] = []

    def answer(entries: range) -> None:
        told.extend(entries)
        if len(told) < 4:
            talk.text(SERVER, "more")

    follower = JournalFollower(story.journal, [answer])
    talk.text(SERVER, "first")
    for _ in range(6):
        await asyncio.sleep(0)
    assert told == [0, 1, 2, 3]
    follower.close()


async def test_readers_learn_that_an_end_is_over_without_an_entry() -> None:
    story = Story()
    talk = story.talk(SERVER)
    over: list[bool] = []
    end = next(iter(story.journal.table.connections.values())).ends[0]
    follower = JournalFollower(story.journal, [lambda _: over.append(story.journal.end(end).over)])
    talk.text(SERVER, "last")
    await asyncio.sleep(0)
    story.journal.finish(end)
    await asyncio.sleep(0)
    assert over == [False, True]
    follower.close()


async def test_large_payloads_that_were_told_take_no_memory() -> None:
    story = Story()
    talk = story.talk(SERVER)
    follower = JournalFollower(story.journal, [lambda _entries: None])
    for _ in range(8):
        talk.text(SERVER, "a" * 100_000)
        await asyncio.sleep(0)
    assert story.journal.memory() < 100_000
    follower.close()


async def test_what_was_told_takes_no_memory() -> None:
    story = Story()
    talk = story.talk(SERVER)
    told: list[range] = []
    follower = JournalFollower(story.journal, [told.append])
    for _ in range(4):
        flow(talk, ROWS)
        await asyncio.sleep(0)
    assert [len(entries) for entries in told] == [ROWS] * 4
    assert story.journal.memory() == story.journal.segments[-1].memory()
    follower.close()
