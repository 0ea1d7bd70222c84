"""The way to the first closing handshake, stage by stage."""

from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story, failed, flow
from wsinspector.models.first_steps import FirstSteps, Stage


def test_every_stage_in_turn() -> None:
    story = Story()
    steps = FirstSteps(story.journal)
    assert steps.look() is Stage.NOTHING
    failed(story)
    assert steps.look() is Stage.STARTED
    talk = story.talk(SERVER).connect()
    assert steps.look() is Stage.OPENED
    flow(talk, 100)
    assert steps.look() is Stage.OPENED
    talk.close(CLIENT)
    assert steps.look() is Stage.ENDED
    story.talk().connect()
    assert steps.look() is Stage.ENDED


def test_an_end_without_a_close_is_an_end() -> None:
    story = Story()
    steps = FirstSteps(story.journal)
    talk = story.talk(SERVER).connect()
    assert steps.look() is Stage.OPENED
    talk.api(SERVER, "close", code=1006, reason="", wasClean=False)
    assert steps.look() is Stage.ENDED
