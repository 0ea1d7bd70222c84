from __future__ import annotations

from wsinspector.app.situation import EndSituation, Situation
from wsinspector.protocol.behaviours.behaviour import Presence


def test_nothing_can_be_done_before_anything_is_known() -> None:
    now = Situation()
    assert now.client == now.server == EndSituation(can_send_close=False, can_end_tcp=False)
    assert not any((now.can_connect, now.can_disconnect, now.listening, now.row_selected))


def test_equal_situations_need_no_update() -> None:
    assert Situation(listening=True) == Situation(listening=True)
    assert Situation(listening=True) != Situation()


def test_an_end_that_is_absent_can_come_back_even_when_tcp_is_over() -> None:
    assert not EndSituation().can_be_absent
    assert EndSituation(can_end_tcp=True).can_be_absent
    assert EndSituation(presence=Presence.NOT_READING).can_be_absent
