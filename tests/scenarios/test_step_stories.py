from __future__ import annotations

from wsinspector.protocol.phases import Role
from wsinspector.scenarios.catalogue import built_in
from wsinspector.scenarios.step_stories import step_story
from wsinspector.scenarios.step_words import parse_step
from wsinspector.scenarios.steps import Awaited, Line, TcpStep
from wsinspector.texts import render


def _said(words: str) -> str:
    return render(step_story(Role.SERVER, Line(words, parse_step(words))))


def test_every_step_is_a_sentence() -> None:
    assert _said('send close 1000 "bye"') == 'The server sends close 1000 "bye".'
    assert _said('answer "HTTP/1.1 404 Not Found" "A: b"').endswith("“HTTP/1.1 404 Not Found”.")
    assert _said("pause 20") == "The server does nothing for 20 ms."
    assert _said("call close 1000") == "The server calls close 1000."
    for words in ("accept", "request", "vanish", *TcpStep, *(f"expect {one}" for one in Awaited)):
        assert _said(words).startswith("The server ")


def test_every_step_of_the_program_has_its_sentence() -> None:
    for scenario in built_in():
        for line in (*scenario.steps, *scenario.own.steps):
            assert render(step_story(scenario.scripted, line))
