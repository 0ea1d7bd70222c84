"""What is said about an end, now and at every row of a handshake."""

from __future__ import annotations

import pytest

from tests.support.end_views import end_view
from tests.support.journals import CLIENT, MS, SERVER, Story, client_begun, lost_close, server_begun
from wsinspector.journal.entries import EndKind
from wsinspector.models.end_view import EndView, EndViews
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Debt, Phase, ReadyState, Role


def _row(story: Story, kind: Kind, sender: Role) -> int:
    """Entry of the first row of this kind that this role sent."""
    journal = story.journal
    for entry in journal.rows.entries:
        found = journal.entry(entry)
        if found.kind is kind and found.direction and found.direction.sender is sender:
            return entry
    raise LookupError(kind)


def _phases(story: Story, ends: dict[Role, int], kind: Kind, sender: Role) -> tuple[Phase, Phase]:
    views, entry = EndViews(story.journal), _row(story, kind, sender)
    client, server = (views.at(ends[role], entry) for role in (CLIENT, SERVER))
    assert client is not None
    assert server is not None
    return client.phase, server.phase


def test_each_row_of_a_closing_handshake_shows_where_both_ends_stood() -> None:
    story = Story()
    ends = client_begun(story).ends
    assert _phases(story, ends, Kind.TEXT, CLIENT) == (Phase.OPEN, Phase.OPEN)
    assert _phases(story, ends, Kind.CLOSE, CLIENT) == (Phase.CLOSE_SENT, Phase.CLOSE_RECEIVED)
    assert _phases(story, ends, Kind.CLOSE, SERVER) == (Phase.BOTH_CLOSED, Phase.BOTH_CLOSED)
    assert _phases(story, ends, Kind.FIN, SERVER)[1] is Phase.FIN_SENT


def test_a_look_back_speaks_of_each_ends_own_time_and_does_not_tick() -> None:
    story = Story()
    ends = server_begun(story).ends
    entry = _row(story, Kind.CLOSE, SERVER)
    arrival = story.journal.mate(entry)
    assert arrival is not None
    view, sender = (EndViews(story.journal).at(ends[role], entry) for role in (CLIENT, SERVER))
    assert view is not None
    assert sender is not None
    assert sender.at_ns == story.journal.time_of(entry)
    assert view.at_ns == story.journal.time_of(arrival) > sender.at_ns
    assert not view.live
    assert view.owed == (CLIENT, Debt.CLOSE_REPLY)


def test_before_its_first_state_there_is_nothing_to_say() -> None:
    story = Story()
    first = client_begun(story)
    late = story.talk()
    views = EndViews(story.journal)
    assert views.live(late.ends[CLIENT], story.clock[0]) is None
    first.record(CLIENT, Kind.CALL, call="send")
    entry = first.record(CLIENT, Kind.API, event="x")
    late.record(CLIENT, Kind.CONNECT, step="begin")
    late.connect()
    assert views.at(late.ends[CLIENT], entry) is None


def test_live_time_goes_on_and_is_counted_from_the_session() -> None:
    story = Story()
    talk = story.talk().connect().wait(1500)
    views = EndViews(story.journal)
    view = views.live(talk.ends[CLIENT], story.clock[0])
    assert view is not None
    assert view.live
    assert view.phase is Phase.OPEN
    assert view.at_ns == story.clock[0]
    assert 1500 * MS <= view.at_ns - view.since_ns < 1600 * MS


def test_a_debt_can_outlast_the_phase_in_which_it_was_made() -> None:
    story = Story()
    talk = story.talk().connect()
    talk.close(CLIENT).close(SERVER)
    since = story.journal.lifelines.now(talk.ends[CLIENT])
    talk.wait(2000).fin(CLIENT).phase(CLIENT, Phase.FIN_SENT)
    view = EndViews(story.journal).live(talk.ends[CLIENT], story.clock[0])
    assert view is not None
    assert since is not None
    assert view.owed == (SERVER, Debt.TCP_END)
    assert view.owed_since_ns == since.since_ns
    assert view.since_ns > view.owed_since_ns + 1999 * MS


def test_a_fin_by_hand_is_known_although_the_phase_stays_open() -> None:
    story = Story()
    talk = story.talk().connect()
    views = EndViews(story.journal)
    before = views.live(talk.ends[CLIENT], story.clock[0])
    talk.fin(CLIENT, arrives=False)
    after = views.live(talk.ends[CLIENT], story.clock[0])
    other = views.live(talk.ends[SERVER], story.clock[0])
    assert before is not None
    assert after is not None
    assert other is not None
    assert (before.fin_sent, after.fin_sent, other.fin_sent) == (False, True, False)
    assert after.phase is Phase.OPEN
    assert not after.can_send_message
    text_row = _row(story, Kind.REQUEST, CLIENT)
    past = views.at(talk.ends[CLIENT], text_row)
    assert past is not None
    assert not past.fin_sent


def test_who_has_sent_its_fin_waits_for_the_peers() -> None:
    story = Story()
    talk = story.talk().connect()
    talk.phase(SERVER, Phase.FAILING).wait(2)
    views, end = EndViews(story.journal), talk.ends[SERVER]
    before = views.live(end, story.clock[0])
    sent_ns = story.clock[0]
    talk.wait(3).fin(SERVER).wait(10)
    after = views.live(end, story.clock[0])
    assert before is not None
    assert after is not None
    assert before.owed == (SERVER, Debt.TCP_END)
    assert (after.phase, after.owed) == (Phase.FAILING, (CLIENT, Debt.TCP_END))
    assert after.owed_since_ns == sent_ns + 3 * MS


def test_the_end_of_a_lost_connection() -> None:
    story = Story()
    talk = lost_close(story)
    view = EndViews(story.journal).live(talk.ends[CLIENT], story.clock[0])
    assert view is not None
    assert view.phase is Phase.CLOSED_UNCLEAN
    assert view.over
    assert view.owed is None
    assert not view.can_end_tcp


def test_what_is_buffered_now_and_was_buffered_then() -> None:
    story = Story()
    talk = story.talk().connect()
    end, journal = talk.ends[CLIENT], story.journal
    before = journal.end(end).sent
    talk.frame(CLIENT, Kind.TEXT, b"x" * 500, arrives=False)
    talk.record(CLIENT, Kind.QUEUE, handed=before)
    views, entry = EndViews(journal), _row(story, Kind.TEXT, CLIENT)
    stuck = views.live(end, story.clock[0])
    talk.record(CLIENT, Kind.QUEUE, handed=journal.end(end).sent)
    gone, then = views.live(end, story.clock[0]), views.at(end, entry)
    assert stuck is not None
    assert gone is not None
    assert then is not None
    assert (stuck.buffered, gone.buffered) == (500, 0)


def test_a_page_is_watched_and_not_ours() -> None:
    story = Story()
    journal = story.journal
    end = journal.open_end(EndKind.PAGE, 0)
    journal.lifelines.add(end, len(journal), 0, Phase.OPEN)
    view = EndViews(journal).live(end, 0)
    assert view is not None
    assert view.role is CLIENT
    assert not view.ours
    assert not view.can_end_tcp


@pytest.mark.parametrize(
    "phase, tcp, frame, message",
    [
        (Phase.CONNECTING_DNS, False, False, False),
        (Phase.CONNECTING_TCP, False, False, False),
        (Phase.CONNECTING_HTTP, True, False, False),
        (Phase.CONNECTING_ABORTED, True, False, False),
        (Phase.OPEN, True, True, True),
        (Phase.CLOSE_SENT, True, True, False),
        (Phase.CLOSE_RECEIVED, True, True, False),
        (Phase.BOTH_CLOSED, True, True, False),
        (Phase.FIN_SENT, True, False, False),
        (Phase.PEER_EOF, True, True, False),
        (Phase.CLOSED_CLEAN, False, False, False),
        (Phase.NEVER_OPENED, False, False, False),
    ],
)
def test_what_can_be_done(phase: Phase, tcp: bool, frame: bool, message: bool) -> None:
    view = end_view(CLIENT, phase)
    assert (view.can_end_tcp, view.can_send_frame, view.can_send_message) == (tcp, frame, message)
    assert view.ready is phase.ready
    assert not end_view(CLIENT, phase, ours=False).can_end_tcp


def test_a_refused_opening_can_leave_tcp_to_be_ended() -> None:
    view = end_view(SERVER, Phase.NEVER_OPENED, over=False)
    assert view.ready is ReadyState.CLOSED
    assert view.can_send_fin
    assert not view.can_send_frame


def test_time_alone_changes_nothing_of_what_can_be_done() -> None:
    view = end_view(CLIENT, Phase.OPEN)
    assert view.standing == end_view(CLIENT, Phase.OPEN, at_ns=40_000_000_000, buffered=9).standing
    for change in ({"fin_sent": True}, {"over": True}, {"ours": False}):
        assert view.standing != end_view(CLIENT, Phase.OPEN, **change).standing


def test_what_an_end_on_tls_can_still_do() -> None:
    story = Story()
    talk = story.talk().connect()
    views, end = EndViews(story.journal), talk.ends[CLIENT]

    def now() -> EndView:
        view = views.live(end, story.journal.start_ns)
        assert view is not None
        return view

    assert (now().secure, now().can_notify) == (False, False)
    talk.record(CLIENT, Kind.CONNECT, step="tls")
    assert now().can_notify
    assert now().can_send_frame
    talk.record(CLIENT, Kind.TLS, True, event="close-notify")
    assert (now().can_notify, now().can_send_frame, now().can_send_fin) == (False, False, True)
