from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from tests.support.journals import CLIENT, SERVER, Story
from wsinspector.protocol.exchange import (
    ApiClose,
    EndTcp,
    SendBytes,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
    Wish,
)
from wsinspector.scenarios.own_end import OwnEnd
from wsinspector.scenarios.scripted_end import ScriptError, no_gate
from wsinspector.scenarios.step_words import parse_step
from wsinspector.scenarios.steps import Line


def _lines(*words: str) -> Sequence[Line]:
    return [Line(one, parse_step(one)) for one in words]


@pytest.mark.parametrize(
    "words, wish",
    [
        ('send text "a"', SendMessage(b"a", is_text=True)),
        ("send binary 00", SendMessage(b"\0", is_text=False)),
        ('send ping "a"', SendControl(9, b"a")),
        ('send close 1000 "a"', SendClose(1000, b"a")),
        ("send close", SendClose(None)),
        ("send hex 81 00", SendBytes.split(b"\x81\0")),
        ("call close", ApiClose()),
        ("hang-up", EndTcp(TcpEnd.CLOSE)),
        ("rst", EndTcp(TcpEnd.RST)),
    ],
)
async def test_steps_are_what_a_person_would_do(words: str, wish: Wish) -> None:
    own, wishes = OwnEnd(Story().journal, CLIENT), []
    await own.play(_lines(words), wishes.append, no_gate)
    assert wishes == [wish]
    own.forget()


async def test_it_waits_for_what_the_journal_tells() -> None:
    story = Story()
    own, wishes = OwnEnd(story.journal, CLIENT), []
    talk = story.talk(CLIENT)
    own.end = talk.ends[CLIENT]
    script = _lines("expect open", "send close", "expect close", "fin")
    playing = asyncio.ensure_future(own.play(script, wishes.append, no_gate))
    await asyncio.sleep(0.1)
    assert not wishes
    talk.connect()
    await asyncio.sleep(0.1)
    assert wishes == [SendClose(None)]
    talk.close(SERVER, 1000)
    await playing
    assert wishes[1:] == [EndTcp(TcpEnd.FIN)]
    own.forget()


async def test_what_can_never_come_stops_the_script() -> None:
    story = Story()
    own = OwnEnd(story.journal, CLIENT)
    talk = story.talk(CLIENT)
    own.end = talk.ends[CLIENT]
    playing = asyncio.ensure_future(own.play(_lines("expect ping"), print, no_gate))
    talk.connect()
    talk.over()
    story.journal.finish(own.end)
    with pytest.raises(ScriptError):
        await playing
    await own.finished()
    assert own.over
    assert own.phase is not None
    own.forget()
