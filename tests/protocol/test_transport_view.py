"""Each end of TCP is asked for once and recorded once."""

from __future__ import annotations

import pytest

from tests.support.playbook import KEY, spoken
from wsinspector.protocol.exchange import Timer, TransportLost
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role
from wsinspector.protocol.transport_view import TransportView


@pytest.fixture
def outbox() -> Outbox:
    return Outbox(Role.CLIENT, lambda n: KEY[:n])


@pytest.fixture
def view(outbox: Outbox) -> TransportView:
    view = TransportView(Limits(), outbox)
    view.is_up = True
    return view


def test_before_it_is_up_nothing_can_be_asked_of_it(outbox):
    view = TransportView(Limits(), outbox)
    view.half_close()
    view.close()
    view.abort()
    view.await_end()
    assert outbox.collect() == []
    assert not view.can_write
    assert not view.on_fin_sent()
    assert not view.on_eof(0)


def test_what_is_not_whole_is_recorded_before_the_end_that_leaves_it_so(outbox):
    for end, why, said in (
        (lambda view: view.on_eof(3), "eof", "fin <-"),
        (lambda view: view.on_lost(TransportLost(reset=True), 3), "reset", "rst <-"),
        (lambda view: view.abort(), "reset", "rst ->"),
    ):
        view = TransportView(Limits(), outbox, lambda why: outbox.record(Kind.BYTES, {"why": why}))
        view.is_up = True
        end(view)
        assert spoken(outbox.collect())[:2] == [f"bytes {why}", said]


def test_our_fin(view, outbox):
    view.half_close()
    view.half_close()
    assert spoken(outbox.collect()) == ["half-close"]
    assert not view.can_write
    assert not view.fin_out
    assert view.on_fin_sent()
    assert not view.on_fin_sent()
    assert spoken(outbox.collect()) == ["fin ->"]
    assert view.fin_out


def test_a_full_close_keeps_a_timer_for_what_does_not_leave(view, outbox):
    outbox.start_timer(Timer.CLOSE_REPLY, 1)
    view.close()
    view.close()
    assert spoken(outbox.collect())[1:] == [
        "cancel close-reply",
        "start tcp-end 2000",
        "close-transport",
    ]
    view.half_close()
    assert outbox.collect() == []
    assert view.can_abort


def test_a_reset_forgets_every_timer(view, outbox):
    view.await_end()
    outbox.collect()
    view.abort()
    view.abort()
    assert spoken(outbox.collect()) == ["cancel tcp-end", "rst ->", "abort-transport"]
    view.on_lost(TransportLost(reset=True), 0)
    assert outbox.collect() == []


@pytest.mark.parametrize(
    "event, said",
    [
        (TransportLost(), []),
        (TransportLost(reset=True, error="x"), ["rst <-"]),
        (TransportLost(error="x"), ["failure transport.lost"]),
    ],
)
def test_a_loss_is_recorded_as_what_it_was(view, outbox, event, said):
    view.on_lost(event, 5)
    commands = outbox.collect()
    assert spoken(commands) == said
    assert not view.is_up
    assert not view.can_abort
    if event.reset:
        assert (commands[0].fact.start, commands[0].fact.details) == (5, {"error": "x"})


def test_who_was_first(outbox):
    def first(*steps):
        view = TransportView(Limits(), outbox)
        view.is_up = True
        for step in steps:
            step(view)
        return view.ended_by_peer

    def eof(view):
        view.on_eof(0)

    def lost(view):
        view.on_lost(TransportLost(), 0)

    assert first() is None
    assert first(TransportView.half_close) is None, "a half-close by rule is no surprise to anyone"
    assert first(eof, TransportView.close) is True
    assert first(TransportView.close, eof) is False
    assert first(TransportView.abort, lost) is False
    assert first(TransportView.end_here, eof) is False
    assert first(lost) is True
