"""Gives our end of a scenario the patience that a person needs who reads between two steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from wsinspector.journal.verdict import Party
from wsinspector.protocol.facts import Kind
from wsinspector.scenarios.scenario import Scenario
from wsinspector.scenarios.steps import Accept, Answer, EndTcp, FramePart, Request, Send, Step
from wsinspector.setting import Setting
from wsinspector.settings import CLOSE_REPLY_MS, HANDSHAKE_MS, TCP_END_MS

_READING_MS: Final = 3_600_000


def patient(scenario: Scenario) -> Scenario:
    """The scenario with an end of ours that waits for whatever the script is going to do.

    What the script never does is waited for as long as ever: its lateness is what the story is
    about.
    """
    steps = [line.step for line in scenario.steps]
    expected = scenario.expected
    is_late = "timeout" in expected.ending
    own = Party.of(scenario.scripted.peer)
    wanted: list[Setting[int]] = []
    if not is_late and any(isinstance(step, Accept | Answer | Request) for step in steps):
        wanted.append(HANDSHAKE_MS)
    if not is_late and any(_is_end(step) or _has_close(step) for step in steps):
        wanted.append(CLOSE_REPLY_MS)
    if expected.tcp_closer is not own and any(_is_end(step) for step in steps):
        wanted.append(TCP_END_MS)
    settings = {group: dict(values) for group, values in scenario.own.settings.items()}
    for setting in wanted:
        settings.setdefault(setting.group, {}).setdefault(setting.key, _READING_MS)
    return replace(scenario, own=replace(scenario.own, settings=settings))


def _is_end(step: Step) -> bool:
    return isinstance(step, EndTcp)


def _has_close(step: Step) -> bool:
    return isinstance(step, Send) and any(
        isinstance(part, FramePart) and part.opcode == Kind.CLOSE for part in step.parts
    )
