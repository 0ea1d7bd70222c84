"""Everything that cannot be done has its reason, and what can be done has none."""

from __future__ import annotations

import pytest

from tests.support.end_views import end_view
from wsinspector.protocol.phases import Phase, Role
from wsinspector.widgets.panes import obstacles


@pytest.mark.parametrize("phase", Phase)
def test_a_reason_stands_exactly_where_something_cannot_be_done(phase: Phase) -> None:
    view = end_view(Role.CLIENT, phase)
    assert bool(obstacles.to_message(view)) is not view.can_send_message
    assert bool(obstacles.to_frame(view)) is not view.can_send_frame
    assert bool(obstacles.to_bytes(view)) is not view.can_send_bytes
    assert bool(obstacles.to_fin(view)) is not view.can_send_fin
    assert bool(obstacles.to_tcp_end(view)) is not view.can_end_tcp


@pytest.mark.parametrize(
    "reason, said",
    [
        (obstacles.to_message(None), "There is no connection."),
        (obstacles.to_frame(end_view(Role.CLIENT, Phase.CONNECTING_HTTP)), "not complete"),
        (obstacles.to_frame(end_view(Role.CLIENT, Phase.CONNECTING_ABORTED)), "given up"),
        (obstacles.to_message(end_view(Role.CLIENT, Phase.CLOSE_SENT)), "OPEN only; this end is"),
        (obstacles.to_fin(end_view(Role.SERVER, Phase.OPEN, fin_sent=True)), "has sent its FIN"),
        (obstacles.to_tcp_end(end_view(Role.CLIENT, Phase.CONNECTING_TCP)), "not connected yet"),
        (obstacles.to_tcp_end(end_view(Role.CLIENT, Phase.CLOSED_CLEAN)), "is over"),
        (obstacles.to_message(end_view(Role.CLIENT, Phase.OPEN, ours=False)), "not ours"),
    ],
)
def test_the_reason_is_the_right_one(reason: str, said: str) -> None:
    assert said in reason
