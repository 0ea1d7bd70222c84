from __future__ import annotations

import pytest

from wsinspector.app.server_actions import SERVER_ACTIONS
from wsinspector.app.situation import EndSituation, Situation

_ALWAYS = {"start", "connections", "raw", "export-authority", "presets"}


def test_all_actions_are_the_servers() -> None:
    assert {spec.id.partition(".")[0] for spec in SERVER_ACTIONS} == {"server"}


@pytest.mark.parametrize(
    "situation, actions",
    [
        (Situation(), _ALWAYS),
        (Situation(listening=True), _ALWAYS - {"start"} | {"stop", "open-page"}),
        (Situation(starting=True), _ALWAYS - {"start"}),
        (Situation(listening=True, starting=True), _ALWAYS - {"start"}),
        (Situation(server=EndSituation(can_send_close=True)), _ALWAYS | {"send-close"}),
        (
            Situation(server=EndSituation(can_end_tcp=True)),
            _ALWAYS | {"end-close", "end-rst", "stop-reading", "vanish"},
        ),
        (Situation(server=EndSituation(can_send_fin=True)), _ALWAYS | {"end-fin"}),
        (Situation(server=EndSituation(can_notify=True)), _ALWAYS | {"end-notify"}),
        (Situation(server=EndSituation(can_send_bytes=True)), _ALWAYS | {"send-raw"}),
        (Situation(client=EndSituation(True, True, True, True, True)), _ALWAYS),
    ],
)
def test_what_cannot_be_done_waits_until_it_can(situation: Situation, actions: set[str]) -> None:
    enabled = {spec.id for spec in SERVER_ACTIONS if spec.enabled(situation)}
    assert enabled == {f"server.{action}" for action in actions}
