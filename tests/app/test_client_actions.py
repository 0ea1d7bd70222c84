from __future__ import annotations

import pytest

from wsinspector.app.client_actions import CLIENT_ACTIONS
from wsinspector.app.situation import EndSituation, Situation
from wsinspector.protocol.behaviours.behaviour import Presence


def gained(situation: Situation) -> set[str]:
    """What can be done now and could not be done in an idle window."""
    idle = Situation()
    return {
        spec.id for spec in CLIENT_ACTIONS if spec.enabled(situation) and not spec.enabled(idle)
    }


def test_all_actions_are_the_clients() -> None:
    assert {spec.id.partition(".")[0] for spec in CLIENT_ACTIONS} == {"client"}


@pytest.mark.parametrize(
    "situation, actions",
    [
        (Situation(can_connect=True), {"connect"}),
        (Situation(can_disconnect=True), {"disconnect"}),
        (Situation(client_tabs=2), {"close-tab", "next-tab", "previous-tab"}),
        (Situation(client=EndSituation(can_send_close=True)), {"send-close"}),
        (
            Situation(client=EndSituation(can_end_tcp=True)),
            {"end-close", "end-rst", "stop-reading", "vanish"},
        ),
        (
            Situation(client=EndSituation(presence=Presence.VANISHED)),
            {"stop-reading", "vanish"},
        ),
        (Situation(client=EndSituation(can_send_fin=True)), {"end-fin"}),
        (Situation(client=EndSituation(can_notify=True)), {"end-notify"}),
        (Situation(client=EndSituation(can_send_bytes=True)), {"send-raw"}),
        (Situation(server=EndSituation(True, True, True, True)), set()),
    ],
)
def test_what_cannot_be_done_waits_until_it_can(situation: Situation, actions: set[str]) -> None:
    assert gained(situation) == {f"client.{action}" for action in actions}
