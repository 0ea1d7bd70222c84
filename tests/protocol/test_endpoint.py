"""Whole conversations with an endpoint, every line of them."""

from __future__ import annotations

import itertools

import pytest

from tests.support.pair import Pair
from tests.support.playbook import (
    REQUEST,
    Playbook,
    facts,
    from_peer,
    new_endpoint,
    open_endpoint,
    received,
    response_head,
    spoken,
)
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnMessage,
    TcpDuty,
)
from wsinspector.protocol.commands import AbortTransport, CancelTimer, StartTimer
from wsinspector.protocol.exchange import (
    ApiClose,
    BytesReceived,
    ChangeBehaviour,
    Connected,
    EndTcp,
    EofReceived,
    FinSent,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
    Timer,
    TimerFired,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase, Role

BOTH = ("client", "server")


def test_a_client_from_its_request_to_the_servers_fin():
    play = Playbook(new_endpoint("client"))
    play.on(
        Connected(),
        """
        state connecting.http
        request ->
        start handshake 10000
        write GET /chat HTTP/1.1
        """,
    )
    play.on(
        received(response_head() + b"\x81\x05Hello"),
        """
        response <-
        state open
        cancel handshake
        api open
        frame <- 1 48 65 6c 6c 6f
        api message 1 5
        """,
    )
    play.on(
        SendMessage(b"hi", is_text=True),
        """
        call send 1 2
        frame -> 1 68 69
        write 81 82 37 fa 21 3d 5f 93
        """,
    )
    play.on(
        SendClose(1000, b"done"),
        """
        call send-close 1000 done
        frame -> 8 03 e8 64 6f 6e 65
        state close-sent
        start close-reply 10000
        write 88 86 37 fa 21 3d 34 12 45 52 59 9f
        """,
    )
    play.on(
        received("88 06 03 e8 64 6f 6e 65"),
        """
        frame <- 8 03 e8 64 6f 6e 65
        state both-closed
        cancel close-reply
        start tcp-end 2000
        """,
    )
    play.on(
        EofReceived(),
        """
        fin <-
        state both-closed.fin-received
        start tcp-end 2000
        close-transport
        """,
    )
    play.on(FinSent(), "fin ->")
    play.on(
        TransportLost(),
        """
        cancel tcp-end
        state closed.clean
        api close 1000 done True
        """,
    )
    assert play.endpoint.report() == (1000, "done", True, False)


def test_a_server_from_the_request_to_its_fin():
    play = Playbook(new_endpoint("server", Behaviour(message=OnMessage(MessageReply.ECHO))))
    play.on(Connected(), "state connecting.http\nstart handshake 10000")
    play.on(
        received(REQUEST.head()),
        """
        request <-
        response ->
        state open
        cancel handshake
        api open
        write HTTP/1.1 101 Switching Protocols
        """,
    )
    play.on(
        received(from_peer("server", 1, b"hi") + from_peer("server", 9)),
        """
        frame <- 1 68 69
        frame -> 1 68 69
        frame <- 9
        frame -> 10
        write 81 02 68 69 8a 00
        """,
    )
    play.on(
        received(from_peer("server", 8, b"\x03\xe8")),
        """
        frame <- 8 03 e8
        state close-received
        frame -> 8 03 e8
        state both-closed
        start tcp-end 2000
        write 88 02 03 e8
        half-close
        """,
    )
    play.on(FinSent(), "fin ->\nstate both-closed.fin-sent")
    play.on(EofReceived(), "fin <-\nstart tcp-end 2000\nclose-transport")
    play.on(
        TransportLost(),
        """
        cancel tcp-end
        state closed.clean
        api close 1000  True
        """,
    )


def test_offsets_count_every_byte_of_a_direction():
    pair = Pair(server=Behaviour(message=OnMessage(MessageReply.ECHO)))
    pair.tell(pair.client, SendMessage(b"one", is_text=True))
    pair.tell(pair.client, SendMessage(b"two", is_text=False))
    pair.run()
    client, server = pair.client.endpoint, pair.server.endpoint
    assert client.bytes_sent == server.bytes_received == len(REQUEST.head()) + 2 * (2 + 4 + 3)
    assert server.bytes_sent == client.bytes_received == len(response_head()) + 2 * (2 + 3)
    sent = [frame[1:] for frame in pair.client.frames if frame[0]]
    taken = [frame[1:] for frame in pair.server.frames if not frame[0]]
    assert sent == taken
    back = [frame[1:] for frame in pair.server.frames if frame[0]]
    assert back == [frame[1:] for frame in pair.client.frames if not frame[0]]
    assert [start for _, start, _, _ in sent] == [len(REQUEST.head()), len(REQUEST.head()) + 9]
    starts = [f.details["start"] for f in pair.client.facts if f.details.get("event") == "message"]
    assert starts == [start for _, start, _, _ in back]


@pytest.mark.parametrize("chunk", [None, 1, 7])
@pytest.mark.parametrize("beginner", BOTH)
def test_a_closing_handshake_ends_clean_on_both_ends_whoever_begins(beginner, chunk):
    pair = Pair(chunk=chunk)
    begins = pair.client if beginner == "client" else pair.server
    pair.tell(begins, SendClose(4000, "再见".encode()))
    pair.run()
    for end in (pair.client, pair.server):
        assert end.endpoint.report() == (4000, "再见", True, False)
        assert end.phases[-1] == "closed.clean"
        assert end.gone
        assert end.timers == {}
    fins = [fact.sent for fact in pair.client.facts if fact.kind is Kind.FIN]
    assert fins == [False, True], "the server's FIN is first (RFC 6455 §7.1.1)"


def test_crossing_closes_show_each_end_the_others():
    pair = Pair()
    pair.tell(pair.client, SendClose(1000, b"mine"))
    pair.tell(pair.server, SendClose(4002, b"yours"))
    pair.run()
    assert pair.client.endpoint.report() == (4002, "yours", True, False)
    assert pair.server.endpoint.report() == (1000, "mine", True, False)
    assert [f[1] for f in pair.client.frames] == [8, 8]


def test_a_client_gives_up_on_a_server_that_leaves_tcp_open():
    pair = Pair(server=Behaviour(OnClose(tcp=TcpDuty.LEAVE)))
    pair.tell(pair.client, SendClose(1000))
    pair.run()
    assert (pair.client.phases[-1], pair.server.phases[-1]) == ("both-closed", "both-closed")
    assert pair.client.timers == {Timer.TCP_END: 2000}
    assert pair.server.timers == {}
    pair.fire(pair.client, Timer.TCP_END)
    assert pair.client.phases[-2:] == ["both-closed.fin-sent", "closed.clean"]
    assert [f.details["timer"] for f in pair.client.facts if f.kind is Kind.TIMEOUT] == ["tcp-end"]
    assert pair.client.endpoint.report() == (1000, "", True, False)
    assert pair.server.phases[-1] == "both-closed.fin-received"
    pair.tell(pair.server, EndTcp(TcpEnd.FIN))
    assert pair.server.phases[-1] == "closed.clean"


def test_a_client_told_to_leave_tcp_open_waits_for_ever():
    play = Playbook(open_endpoint("client", Behaviour(OnClose(tcp=TcpDuty.LEAVE))))
    play.after(SendClose(1000))
    play.on(received("88 00"), "frame <- 8\nstate both-closed\ncancel close-reply")
    play.on(EofReceived(), "fin <-\nstate both-closed.fin-received")
    play.on(EndTcp(TcpEnd.CLOSE), "call end-tcp close\nstart tcp-end 2000\nclose-transport")


@pytest.mark.parametrize("role", BOTH)
def test_no_reply_to_our_close(role):
    play = Playbook(open_endpoint(role)).after(SendClose(1001, b"bye"))
    play.on(
        TimerFired(Timer.CLOSE_REPLY), "timeout close-reply\nstart tcp-end 2000\nclose-transport"
    )
    play.on(FinSent(), "fin ->")
    play.on(TransportLost(), "cancel tcp-end\nstate closed.unclean\napi close 1006  False")


@pytest.mark.parametrize("role", BOTH)
def test_a_peer_that_does_not_even_take_our_fin_is_reset_in_the_end(role):
    play = Playbook(open_endpoint(role)).after(EndTcp(TcpEnd.CLOSE))
    play.on(TimerFired(Timer.TCP_END), "timeout tcp-end\nrst ->\nabort-transport")
    play.on(TransportLost(), "state closed.unclean\napi close 1006  False")


ERROR = {"client": "api error\n", "server": ""}


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize("ours", [False, True], ids=["open", "close-sent"])
def test_a_fin_without_a_close_is_a_loss(role, ours):
    play = Playbook(open_endpoint(role))
    if ours:
        play.after(SendClose(1000))
    forget = "cancel close-reply\n" if ours else ""
    play.on(EofReceived(), f"fin <-\nstate peer-eof\n{forget}start tcp-end 2000\nclose-transport")
    play.on(FinSent(), "fin ->")
    play.on(
        TransportLost(),
        f"cancel tcp-end\nstate closed.unclean\n{ERROR[role]}api close 1006  False",
    )


@pytest.mark.parametrize("ending", [EofReceived(), TransportLost(reset=True), EndTcp(TcpEnd.RST)])
@pytest.mark.parametrize("role", BOTH)
def test_what_came_of_a_frame_stands_before_the_end_that_cut_it(role, ending):
    endpoint = open_endpoint(role)
    start = endpoint.bytes_received
    frame = from_peer(role, 1, b"Hello")
    endpoint.handle(received(frame[:-2]))
    said = [fact for fact in facts(endpoint.handle(ending)) if fact.kind is not Kind.CALL]
    end = Kind.FIN if isinstance(ending, EofReceived) else Kind.RST
    assert [fact.kind for fact in said[:2]] == [Kind.PARTIAL, end]
    assert (said[0].start, said[0].data) == (start, frame[:-2])
    assert said[0].details["declared"] == 5


def test_what_follows_a_close_in_one_piece_stands_before_the_reset_that_answers_it():
    play = Playbook(open_endpoint("client", Behaviour(OnClose(CloseReply.RST))))
    said = spoken(
        play.endpoint.handle(
            received(from_peer("client", 8, b"\x03\xe8") + from_peer("client", 9) + b"\x81")
        )
    )
    assert [line for line in said if "<-" in line or "rst" in line] == [
        "frame <- 8 03 e8",
        "frame <- 9",
        "partial <- reset 81",
        "rst ->",
    ]


@pytest.mark.parametrize("role", BOTH)
def test_a_reset_without_a_close_is_a_loss(role):
    play = Playbook(open_endpoint(role))
    play.on(
        TransportLost(reset=True, error="reset"),
        f"rst <-\nstate closed.unclean\n{ERROR[role]}api close 1006  False",
    )
    assert play.endpoint.report().error


def test_a_loss_that_is_no_reset_says_why():
    play = Playbook(open_endpoint("server"))
    play.on(
        TransportLost(error="timed out"),
        "failure transport.lost\nstate closed.unclean\napi close 1006  False",
    )


def test_a_reset_after_both_closes_is_clean_by_the_letter():
    play = Playbook(open_endpoint("client")).after(SendClose(1000), received("88 02 03 e9"))
    play.on(
        TransportLost(reset=True),
        "cancel tcp-end\nrst <-\nstate closed.clean\napi close 1001  True",
    )


@pytest.mark.parametrize("role", BOTH)
def test_a_fin_before_our_delayed_answer(role):
    play = Playbook(open_endpoint(role, Behaviour(OnClose(delay=300))))
    play.on(
        received(from_peer(role, 8, b"\x03\xe8bye")),
        "frame <- 8 03 e8 62 79 65\nstate close-received\nstart reply-delay 300",
    )
    play.on(
        EofReceived(),
        "fin <-\nstate peer-eof\ncancel reply-delay\nstart tcp-end 2000\nclose-transport",
    )
    play.on(FinSent(), "fin ->")
    play.on(
        TransportLost(),
        f"cancel tcp-end\nstate closed.unclean\n{ERROR[role]}api close 1000 bye False",
    )


def test_a_failing_server_says_why_and_ends_tcp():
    play = Playbook(open_endpoint("server"))
    play.on(
        received("83 80 00 00 00 00 81 80 00 00 00 00 82"),
        """
        frame <- 3
        failure frame-opcode-reserved
        state failing
        frame -> 8 43 bytes
        start tcp-end 2000
        write 45 bytes
        half-close
        frame <- 1
        """,
    )
    play.on(FinSent(), "fin ->")
    play.on(received("80"), "")
    play.on(
        EofReceived(),
        "partial <- eof 82 80\nfin <-\nstart tcp-end 2000\nclose-transport",
    )
    play.on(TransportLost(), "cancel tcp-end\nstate closed.unclean\napi close 1006  False")
    assert play.endpoint.report() == (1006, "", False, True)


def test_a_failing_client_waits_for_the_servers_fin():
    play = Playbook(open_endpoint("client"))
    said = play.endpoint.handle(received("81 01 ff"))
    assert StartTimer(Timer.TCP_END, 2000) in said
    assert play.endpoint.close_sent.code == 1007
    play.on(TimerFired(Timer.TCP_END), "timeout tcp-end\nstart tcp-end 2000\nclose-transport")
    play.on(
        TransportLost(),
        "cancel tcp-end\nstate closed.unclean\napi error\napi close 1006  False",
    )


def test_half_closing_by_hand_still_takes_the_answer():
    play = Playbook(open_endpoint("client")).after(SendClose(1000))
    play.on(EndTcp(TcpEnd.FIN), "call end-tcp fin\nhalf-close")
    play.on(FinSent(), "fin ->")
    play.on(
        received("88 02 03 e8"),
        """
        frame <- 8 03 e8
        state both-closed
        cancel close-reply
        start tcp-end 2000
        state both-closed.fin-sent
        """,
    )
    play.on(EofReceived(), "fin <-\nstart tcp-end 2000\nclose-transport")
    play.on(TransportLost(), "cancel tcp-end\nstate closed.clean\napi close 1000  True")


def test_after_our_fin_nothing_is_written():
    play = Playbook(open_endpoint("server", Behaviour(message=OnMessage(MessageReply.ECHO))))
    play.on(EndTcp(TcpEnd.FIN), "call end-tcp fin\nhalf-close")
    play.on(received(from_peer("server", 9)), "frame <- 9")
    play.on(received(from_peer("server", 1, b"a")), "frame <- 1 61")
    play.on(
        received(from_peer("server", 8)),
        "frame <- 8\nstate close-received\nstart tcp-end 2000",
    )
    play.on(TimerFired(Timer.TCP_END), "timeout tcp-end\nstart tcp-end 2000\nclose-transport")


@pytest.mark.parametrize("how", [TcpEnd.FIN, TcpEnd.CLOSE, TcpEnd.RST])
def test_who_ends_tcp_by_hand_is_not_surprised(how):
    play = Playbook(open_endpoint("client")).after(EndTcp(how), FinSent(), EofReceived())
    play.endpoint.handle(TransportLost())
    assert play.endpoint.report() == (1006, "", False, False)


def test_a_reset_by_hand_is_recorded_when_it_is_asked_for_and_only_once():
    play = Playbook(open_endpoint("client")).after(SendClose(1000))
    play.on(EndTcp(TcpEnd.RST), "call end-tcp rst\ncancel close-reply\nrst ->\nabort-transport")
    play.on(EndTcp(TcpEnd.RST), "call end-tcp rst none")
    play.on(TransportLost(reset=True), "state closed.unclean\napi close 1006  False")


def test_a_close_may_be_sent_as_often_as_one_likes_and_the_first_counts():
    play = Playbook(open_endpoint("server"))
    play.after(SendClose(1005, b"\xff" * 200))
    assert play.endpoint.close_sent.code == 1005
    play.on(SendClose(None), "call send-close None\nframe -> 8\nwrite 88 00")
    assert play.endpoint.phase is Phase.CLOSE_SENT
    play.on(
        SendClose(None, b"hi"),
        "call send-close None hi\nframe -> 8 68 69\nwrite 88 02 68 69",
    )
    assert play.endpoint.close_sent.code == 1005
    play.on(
        SendControl(9, bytes(126)),
        "call ping 9 126\nframe -> 9 126 bytes\nwrite 130 bytes",
    )


def test_a_close_by_hand_is_the_answer_that_was_due():
    play = Playbook(open_endpoint("server", Behaviour(OnClose(CloseReply.NEVER))))
    play.after(received(from_peer("server", 8, b"\x03\xe8")))
    assert play.endpoint.phase is Phase.CLOSE_RECEIVED
    play.on(
        SendClose(1001),
        """
        call send-close 1001
        frame -> 8 03 e9
        state both-closed
        start tcp-end 2000
        write 88 02 03 e9
        half-close
        """,
    )


@pytest.mark.parametrize("role", BOTH)
def test_after_the_end_every_event_is_harmless_and_wishes_are_still_recorded(role):
    endpoint = open_endpoint(role)
    endpoint.handle(TransportLost())
    for event in (
        Connected(),
        BytesReceived(b"x"),
        EofReceived(),
        FinSent(),
        TransportLost(reset=True),
        *map(TimerFired, Timer),
    ):
        assert endpoint.handle(event) == []
    for wish in (
        SendMessage(b"x", is_text=True),
        SendControl(9, b""),
        SendClose(1000),
        ApiClose(),
        *map(EndTcp, TcpEnd),
    ):
        (fact,) = facts(endpoint.handle(wish))
        assert (fact.kind, fact.details["effect"]) == (Kind.CALL, "none")


@pytest.mark.parametrize("role", BOTH)
def test_before_the_transport_is_up_its_loss_is_all_that_can_happen(role):
    play = Playbook(new_endpoint(role))
    play.on(received("81 00"), "").on(EofReceived(), "").on(FinSent(), "")
    error = "\napi error\napi close 1006  False" if role == "client" else ""
    play.on(TransportLost(), f"state closed.never-opened{error}")


def test_changing_the_behaviour_holds_from_now_on():
    play = Playbook(open_endpoint("server"))
    play.after(
        ChangeBehaviour(Behaviour(OnClose(CloseReply.EMPTY), message=OnMessage(MessageReply.ECHO)))
    )
    play.on(received(from_peer("server", 2, b"a")), "frame <- 2 61\nframe -> 2 61\nwrite 82 01 61")
    said = play.endpoint.handle(received(from_peer("server", 8, b"\x03\xe8")))
    assert any(fact.details.get("phase") == "both-closed" for fact in facts(said))
    assert play.endpoint.close_sent.code is None


EVENTS = [
    [],
    [SendClose(1000)],
    ["close"],
    ["violation"],
    [SendClose(1000), "close"],
    [SendClose(1000), "violation"],
    [EofReceived()],
    [SendClose(1000), EofReceived()],
    ["close", EofReceived()],
    [EndTcp(TcpEnd.FIN)],
    [EndTcp(TcpEnd.FIN), FinSent(), SendClose(1000)],
    [EndTcp(TcpEnd.FIN), FinSent(), "close"],
    [EndTcp(TcpEnd.FIN), "violation"],
    [EndTcp(TcpEnd.CLOSE)],
]


LISTENING = [
    [EndTcp(TcpEnd.FIN)],
    [EndTcp(TcpEnd.FIN), FinSent(), SendClose(1000)],
]


@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize("events", EVENTS[1:], ids=str)
def test_no_phase_is_a_trap_when_the_peer_falls_silent(role, events):
    """By timers alone an end that behaves correctly gets out of everything but a quiet OPEN."""
    endpoint = open_endpoint(role)
    running, over = set(), False
    queue = list(events)
    for _ in range(12):
        if queue:
            event = queue.pop(0)
            if event == "close":
                event = received(from_peer(role, 8))
            elif event == "violation":
                event = received(from_peer(role, 3))
        elif running:
            event = TimerFired(running.pop())
        else:
            break
        for command in endpoint.handle(event):
            if isinstance(command, StartTimer):
                running.add(command.timer)
            elif isinstance(command, CancelTimer):
                running.discard(command.timer)
            over = over or isinstance(command, AbortTransport)
    # Who ends our direction by hand while OPEN may go on listening.
    assert over == (events not in LISTENING)


def test_every_phase_change_is_recorded_with_its_readystate():
    for role, events in itertools.product(BOTH, EVENTS):
        endpoint = new_endpoint(role)
        seen = []
        opening = [Connected(), received(REQUEST.head() if role == "server" else response_head())]
        for event in [*opening, *events, TransportLost()]:
            if event == "close":
                event = received(from_peer(role, 8))
            elif event == "violation":
                event = received(from_peer(role, 3))
            for fact in facts(endpoint.handle(event)):
                if fact.kind is Kind.STATE:
                    seen.append(Phase.of(str(fact.details["phase"])))
                    assert fact.details["ready"] == seen[-1].ready
        assert seen[:2] == [Phase.CONNECTING_HTTP, Phase.OPEN]
        assert seen[-1] is endpoint.phase
        assert sum(phase.ready == 3 for phase in seen) == 1
        assert endpoint.role is Role(role)
