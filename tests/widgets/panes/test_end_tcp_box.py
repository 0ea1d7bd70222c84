"""The ways to end TCP, each with what the peer will report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.end_views import end_view
from wsinspector.protocol.exchange import TcpEnd
from wsinspector.protocol.phases import Phase, Role
from wsinspector.widgets.panes.end_tcp_box import EndTcpBox

FIN, CLOSE, RST = TcpEnd.FIN, TcpEnd.CLOSE, TcpEnd.RST


@pytest.fixture
def box(qtbot) -> EndTcpBox:
    box = EndTcpBox()
    qtbot.addWidget(box)
    return box


@pytest.mark.parametrize(
    "phase, how, said",
    [
        (Phase.CONNECTING_HTTP, FIN, "server: no connection was opened"),
        (Phase.OPEN, FIN, "1006, not clean"),
        (Phase.OPEN, RST, "1006, not clean"),
        (Phase.CLOSE_SENT, FIN, "our code; clean if it still replies"),
        (Phase.CLOSE_SENT, CLOSE, "our code; its reply may meet a RST"),
        (Phase.CLOSE_SENT, RST, "our code if it got there, not clean"),
        (Phase.CLOSE_RECEIVED, FIN, "1006, not clean"),
        (Phase.BOTH_CLOSED, FIN, "code kept, clean"),
        (Phase.BOTH_CLOSED, RST, "in Chromium not clean"),
        (Phase.FIN_RECEIVED, CLOSE, "code kept, clean"),
        (Phase.FAILING, FIN, "the code we failed with"),
        (Phase.PEER_EOF, FIN, "1006, not clean"),
    ],
)
def test_what_the_peer_will_report_depends_on_the_phase(
    box: EndTcpBox, phase: Phase, how: TcpEnd, said: str
) -> None:
    box.set_view(end_view(Role.CLIENT, phase))
    assert box.preview(how).endswith(said) or said in box.preview(how)
    assert box.button(how).isEnabled()
    assert box.preview(how) in box.button(how).toolTip()


def test_ways_that_lead_to_the_same_share_a_line(box: EndTcpBox) -> None:
    box.set_view(end_view(Role.CLIENT, Phase.OPEN))
    assert box.summary == "peer: close 1006, not clean"
    box.set_view(end_view(Role.CLIENT, Phase.BOTH_CLOSED))
    assert box.summary == (
        "FIN, Full close: peer: code kept, clean\n"
        "RST: peer: code kept, clean; in Chromium not clean"
    )
    box.set_view(None)
    assert box.summary == ""


def test_the_ways_stand_in_one_row(box: EndTcpBox) -> None:
    box.resize(260, 100)
    box.show()
    assert len({box.button(how).y() for how in (FIN, CLOSE, RST)}) == 1


def test_a_server_that_hangs_up_before_its_answer(box: EndTcpBox) -> None:
    box.set_view(end_view(Role.SERVER, Phase.CONNECTING_HTTP))
    assert box.preview(CLOSE) == "client: error, close 1006, never opened"
    box.set_view(end_view(Role.SERVER, Phase.NEVER_OPENED, over=False))
    assert "never opened" in box.preview(RST)


def test_what_cannot_be_done_says_why(box: EndTcpBox) -> None:
    for how in TcpEnd:
        assert not box.button(how).isEnabled()
        assert "There is no connection." in box.button(how).toolTip()
        assert "There is no connection." in box.button(how).accessibleDescription()
    box.set_view(end_view(Role.CLIENT, Phase.FIN_SENT))
    assert not box.button(FIN).isEnabled()
    assert "has sent its FIN" in box.button(FIN).toolTip()
    assert box.preview(FIN) == ""
    assert box.button(CLOSE).isEnabled()
    assert box.button(RST).isEnabled()


@pytest.mark.parametrize("how", TcpEnd)
def test_each_button_asks_for_its_own_end(box: EndTcpBox, qtbot, how: TcpEnd) -> None:
    box.set_view(replace(end_view(Role.CLIENT, Phase.OPEN), secure=True))
    with qtbot.waitSignal(box.chosen) as chosen:
        box.button(how).click()
    assert chosen.args == [how]


def test_close_notify_is_offered_on_tls_alone_and_once(box: EndTcpBox) -> None:
    plain = end_view(Role.CLIENT, Phase.OPEN)
    box.set_view(plain)
    notify = box.button(TcpEnd.NOTIFY)
    assert notify.isHidden()
    assert "no TLS" in notify.toolTip()
    box.set_view(replace(plain, secure=True))
    assert not notify.isHidden()
    assert notify.isEnabled()
    assert "1006" in box.preview(TcpEnd.NOTIFY)
    box.set_view(replace(plain, secure=True, notified=True))
    assert not notify.isEnabled()
    assert "has sent its close_notify" in notify.toolTip()
    assert box.button(FIN).isEnabled(), "the FIN is still to come"
