"""Bytes sent by hand: when they go out, what is recorded, and what the end makes of them."""

from __future__ import annotations

import pytest

from tests.support.deflate_ends import open_deflating
from tests.support.playbook import (
    KEY,
    Playbook,
    from_peer,
    new_endpoint,
    open_endpoint,
    received,
    response_head,
    spoken,
    written,
)
from wsinspector.protocol.behaviours.behaviour import Behaviour, MessageReply, OnClose, OnMessage
from wsinspector.protocol.commands import RecordFrames
from wsinspector.protocol.exchange import (
    Connected,
    EndTcp,
    Piece,
    SendBytes,
    SendControl,
    SendMessage,
    TcpEnd,
    Timer,
    TimerFired,
    TransportLost,
)
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.protocol.phases import Phase

CLOSE = bytes.fromhex("88 02 03 e8")


def sends(hexadecimal: str, *offsets: int, pause: int = 0) -> SendBytes:
    return SendBytes.split(bytes.fromhex(hexadecimal), offsets, pause)


def test_illegal_frames_go_out_as_they_are_in_one_write():
    Playbook(open_endpoint("client")).on(
        sends("c3 01 61 89 80 00 00 00 00"),
        """
        call send-bytes 9
        frame -> 3 61
        frame -> 9
        write c3 01 61 89 80 00 00 00 00
        """,
    )


def test_each_piece_is_a_write_of_its_own_after_its_pause():
    play = Playbook(open_endpoint("server"))
    play.on(
        sends("81 02 61 62", 1, 3, pause=20),
        """
        call send-bytes 4 [1, 2, 1] [0, 20, 20]
        start next-piece 20
        write 81
        """,
    )
    play.on(TimerFired(Timer.NEXT_PIECE), "start next-piece 20\nwrite 02 61")
    play.on(TimerFired(Timer.NEXT_PIECE), "frame -> 1 61 62\nwrite 62")


def test_pieces_without_a_pause_are_still_separate_writes():
    play = Playbook(open_endpoint("server"))
    play.on(
        sends("89 00", 1, 1),
        "call send-bytes 2 [1, 0, 1]\nstart next-piece 0\nwrite 89",
    )
    play.on(TimerFired(Timer.NEXT_PIECE), "start next-piece 0")
    play.on(TimerFired(Timer.NEXT_PIECE), "frame -> 9\nwrite 00")


def test_a_second_wish_waits_for_the_pieces_of_the_first():
    play = Playbook(open_endpoint("server"))
    play.after(SendBytes((Piece(b"\x89"), Piece(b"\x00", 5))))
    play.on(sends("8a 00"), "call send-bytes 2")
    play.on(TimerFired(Timer.NEXT_PIECE), "start next-piece 0\nframe -> 9\nwrite 00")
    play.on(TimerFired(Timer.NEXT_PIECE), "frame -> 10\nwrite 8a 00")


def test_a_first_pause_is_waited_for():
    play = Playbook(open_endpoint("server"))
    play.on(
        SendBytes((Piece(b"\x89\x00", 7),)),
        "call send-bytes 2 [7]\nstart next-piece 7",
    )
    play.on(TimerFired(Timer.NEXT_PIECE), "frame -> 9\nwrite 89 00")


def test_nothing_is_sent_by_no_bytes():
    Playbook(open_endpoint("client")).on(SendBytes(()), "call send-bytes 0")


def test_a_close_that_went_out_is_a_close_sent():
    play = Playbook(open_endpoint("client"))
    play.on(
        sends("88 02 03 e8"),
        """
        call send-bytes 4
        frame -> 8 03 e8
        state close-sent
        start close-reply 10000
        write 88 02 03 e8
        """,
    )
    assert play.endpoint.close_sent.code == 1000


def test_what_is_glued_to_a_close_goes_out_before_the_end_of_tcp():
    play = Playbook(open_endpoint("server"))
    play.after(
        *[TimerFired(Timer.CLOSE_REPLY)],
    )
    play.on(
        sends("88 02 03 e8 88 02 03 e9 81 01 78"),
        """
        call send-bytes 11
        frame -> 8 03 e8
        frame -> 8 03 e9
        frame -> 1 78
        state close-sent
        start close-reply 10000
        write 88 02 03 e8 88 02 03 e9 81 01 78
        """,
    )
    play.on(
        received(from_peer("server", 8, b"\x03\xe8")),
        """
        frame <- 8 03 e8
        state both-closed
        cancel close-reply
        start tcp-end 2000
        half-close
        """,
    )
    assert play.endpoint.close_sent.code == 1000


def test_a_close_reply_by_hand_ends_tcp_after_it():
    play = Playbook(open_endpoint("server", Behaviour(OnClose(delay=50))))
    play.after(received(from_peer("server", 8, b"\x03\xe8")))
    assert play.endpoint.phase is Phase.CLOSE_RECEIVED
    play.on(
        sends("88 00 89 00"),
        """
        call send-bytes 4
        frame -> 8
        frame -> 9
        state both-closed
        cancel reply-delay
        start tcp-end 2000
        write 88 00 89 00
        half-close
        """,
    )


def test_what_the_end_sends_inside_an_unfinished_frame_is_recorded_as_that():
    play = Playbook(open_endpoint("server", Behaviour(message=OnMessage(MessageReply.ECHO))))
    play.on(
        sends("82 05 61"),
        """
        call send-bytes 3
        partial -> unfinished 82 05 61
        note sent-bytes.unfinished
        write 82 05 61
        """,
    )
    play.on(
        received(from_peer("server", 1, b"")),
        """
        frame <- 1
        bytes -> inside-frame 81 00
        write 81 00
        """,
    )
    play.on(
        SendControl(9, b"?"),
        """
        call ping 9 1
        bytes -> rest-of-frame 89 01
        partial -> unfinished 3f
        note sent-bytes.header-unfinished
        write 89 01 3f
        """,
    )


def test_after_the_unfinished_frame_everything_is_as_before():
    play = Playbook(open_endpoint("server", Behaviour(message=OnMessage(MessageReply.ECHO))))
    play.after(sends("82 01"), sends("61"))
    play.on(
        SendMessage(b"x", is_text=True),
        "call send 1 1\nframe -> 1 78\nwrite 81 01 78",
    )
    play.on(
        received(from_peer("server", 1, b"y")),
        "frame <- 1 79\nframe -> 1 79\nwrite 81 01 79",
    )


def test_before_its_answer_a_server_sends_bytes_and_no_frames():
    play = Playbook(new_endpoint("server"))
    play.after(Connected())
    play.on(
        sends("88 00"),
        "call send-bytes 2\nbytes -> outside-frames 88 00\nwrite 88 00",
    )
    assert play.endpoint.close_sent is None


def test_a_client_glues_to_its_request_what_it_is_asked_to_send_before():
    play = Playbook(new_endpoint("client"))
    play.on(sends("81 00"), "call send-bytes 2")
    said = play.endpoint.handle(Connected())
    assert spoken(said)[:4] == [
        "state connecting.http",
        "request ->",
        "start handshake 10000",
        "frame -> 1",
    ]
    assert said[-1].data.endswith(b"\r\n\r\n\x81\x00")
    assert said[-2].frames[0][2] == len(said[-1].data) - 2


def test_a_close_behind_the_request_counts_when_the_connection_opens():
    play = Playbook(new_endpoint("client"))
    play.after(Connected(), sends("88 00"))
    assert play.endpoint.phase is Phase.CONNECTING_HTTP
    play.on(
        received(response_head()),
        """
        response <-
        state open
        cancel handshake
        api open
        state close-sent
        start close-reply 10000
        """,
    )


@pytest.mark.parametrize("how", [TcpEnd.FIN, TcpEnd.CLOSE])
def test_pieces_that_come_too_late_are_dropped_and_said_to_be(how):
    play = Playbook(open_endpoint("client"))
    play.after(sends("81 02 61 62", 1, 3, pause=5), EndTcp(how))
    said = play.endpoint.handle(TimerFired(Timer.NEXT_PIECE))
    said += play.endpoint.handle(TransportLost())
    assert "partial -> cut-off 81" in spoken(said)
    assert "note sent-bytes.dropped" in spoken(said)
    assert spoken(said).count("note sent-bytes.dropped") == 1
    play.on(sends("89 00"), "call send-bytes 2 none")


def test_without_a_transport_nothing_can_be_sent():
    Playbook(new_endpoint("server")).on(sends("89 00"), "call send-bytes 2 none")


def test_what_waits_for_a_request_that_never_goes_out_is_dropped():
    play = Playbook(new_endpoint("client"))
    play.after(sends("81 00"))
    assert spoken(play.endpoint.handle(TransportLost()))[0] == "note sent-bytes.dropped"


def test_a_close_over_the_limit_of_frames_cannot_be_missed_by_its_own_end():
    play = Playbook(open_endpoint("client"))
    play.after(SendBytes.split(CLOSE, (1, 2, 3)))
    for _ in range(3):
        play.after(TimerFired(Timer.NEXT_PIECE))
    assert play.endpoint.phase is Phase.CLOSE_SENT


ECHO = Behaviour(message=OnMessage(MessageReply.ECHO))
SPLIT = sends("82 02 61 62", 1, 3, pause=20)


def test_what_the_end_sends_by_itself_waits_for_a_frame_in_pieces():
    play = Playbook(open_endpoint("server", ECHO)).after(SPLIT)
    play.on(
        received(from_peer("server", 9, b"!") + from_peer("server", 1, b"e")),
        """
        frame <- 9 21
        frame <- 1 65
        """,
    )
    play.on(TimerFired(Timer.NEXT_PIECE), "start next-piece 20\nwrite 02 61")
    play.on(
        TimerFired(Timer.NEXT_PIECE),
        """
        frame -> 2 61 62
        note sent-bytes.held
        frame -> 10 21
        frame -> 1 65
        write 62 8a 01 21 81 01 65
        """,
    )
    play.on(received(from_peer("server", 9)), "frame <- 9\nframe -> 10\nwrite 8a 00")


def test_a_close_does_not_wait_and_nothing_is_lost_before_it():
    play = Playbook(open_endpoint("server", ECHO)).after(SPLIT)
    play.after(received(from_peer("server", 9)))
    said = spoken(play.endpoint.handle(received(from_peer("server", 8))))
    assert "note sent-bytes.held" in said
    assert said[-2:] == ["write 8a 00 88 00", "half-close"]


@pytest.mark.parametrize("gone", [TransportLost(), EndTcp(TcpEnd.CLOSE)])
def test_what_waits_for_pieces_that_never_go_out_is_said_to_be_dropped(gone):
    play = Playbook(open_endpoint("server", ECHO)).after(SPLIT)
    play.after(received(from_peer("server", 9)))
    said = spoken(play.endpoint.handle(gone)) + spoken(play.endpoint.handle(TransportLost()))
    assert said.count("note sent-bytes.held-dropped") == 1


def test_nothing_follows_a_close_in_pieces():
    play = Playbook(open_endpoint("server", ECHO)).after(sends("88 00", 1, pause=20))
    play.after(received(from_peer("server", 9)))
    said = spoken(play.endpoint.handle(TimerFired(Timer.NEXT_PIECE)))
    assert said[:2] == ["frame -> 8", "note sent-bytes.held-dropped"]
    assert said[-1] == "write 00"


def test_after_compressed_bytes_by_hand_messages_can_still_be_read():
    first, second = b"the quick brown fox", b"the quick brown fox jumps"
    client, server = open_deflating("client"), open_deflating("server")
    by_hand = encode_frame(1, bytes.fromhex("72 74 72 76 71 75 73 07 00"), rsv=4, mask=KEY)
    for wish, read in (
        (SendMessage(first, is_text=True), first),
        (SendBytes.split(b"".join(by_hand)), b"ABCDEFG"),
        (SendMessage(second, is_text=True), second),
    ):
        got = server.handle(received(written(client.handle(wish))))
        assert [list(c.inflated.values())[:1] for c in got if isinstance(c, RecordFrames)] == [
            [read]
        ]
