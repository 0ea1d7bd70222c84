from __future__ import annotations

import pytest

from wsinspector.app.situation import Situation
from wsinspector.app.timeline_actions import TIMELINE_ACTIONS

_ALWAYS = {"go", "filter", "all", "states"}


def test_all_actions_are_the_timelines() -> None:
    assert {spec.id.partition(".")[0] for spec in TIMELINE_ACTIONS} == {"timeline"}


@pytest.mark.parametrize(
    "situation, actions",
    [
        (Situation(), _ALWAYS),
        (Situation(filtered=True), _ALWAYS | {"clear-filter"}),
        (Situation(looking_back=True), _ALWAYS | {"live"}),
        (Situation(row_selected=True), _ALWAYS | {"live", "copy-row"}),
        (Situation(bytes_selected=True), _ALWAYS | {"copy-hex"}),
        (Situation(text_selected=True), _ALWAYS | {"copy-text"}),
        (Situation(frame_selected=True), _ALWAYS | {"compose"}),
        (Situation(connection_selected=True), _ALWAYS | {"only-connection"}),
    ],
)
def test_what_cannot_be_done_waits_until_it_can(situation: Situation, actions: set[str]) -> None:
    enabled = {spec.id for spec in TIMELINE_ACTIONS if spec.enabled(situation)}
    assert enabled == {f"timeline.{action}" for action in actions}
