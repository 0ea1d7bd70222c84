"""How an end acts, as it stands on a command line."""

from __future__ import annotations

from argparse import ArgumentTypeError

import pytest

from wsinspector.cli.behaviour_options import (
    keep_alive,
    on_close,
    on_message,
    on_ping,
    on_violation,
    presence,
)
from wsinspector.cli.options import connect_options, serve_options
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    KeepAlive,
    MessageReply,
    OnClose,
    OnMessage,
    OnPing,
    OnViolation,
    PingReply,
    Presence,
    TcpDuty,
    ViolationReply,
)

URL = "ws://localhost/"


@pytest.mark.parametrize(
    "convert, words, value",
    [
        *((on_close, str(reply), OnClose(reply)) for reply in CloseReply),
        *((on_ping, str(reply), OnPing(reply)) for reply in PingReply),
        *((on_violation, str(reply), OnViolation(reply)) for reply in ViolationReply),
        *((on_message, str(reply), OnMessage(reply)) for reply in MessageReply),
        *((presence, str(one), one) for one in Presence),
        (on_close, "reply=echo", OnClose()),
        (
            on_close,
            "own,code=4001,delay=500,tcp=leave",
            OnClose(CloseReply.OWN, 4001, delay=500, tcp=TcpDuty.LEAVE),
        ),
        (on_close, "reason=see, you=there", OnClose(CloseReply.OWN, reason=b"see, you=there")),
        (on_close, "code=empty", OnClose(CloseReply.OWN, None)),
        (on_close, "code=1006,reason=안", OnClose(CloseReply.OWN, 1006, "안".encode())),
        (on_close, "raw=88 00,times=2", OnClose(CloseReply.BYTES, raw=b"\x88\x00", times=2)),
        (
            on_close,
            "delay=300,messages=1,ping=1",
            OnClose(delay=300, messages_first=1, ping_first=True),
        ),
        (on_close, "tcp=rst", OnClose(tcp=TcpDuty.RST)),
        (on_ping, "delay=10,skip=3", OnPing(delay=10, skip=3)),
        (on_violation, "code=1008", OnViolation(ViolationReply.OWN, 1008)),
        (on_message, "text=a,b", OnMessage(MessageReply.FIXED, b"a,b")),
        (on_message, "hex=00 ff", OnMessage(MessageReply.FIXED, b"\x00\xff", False)),
        (keep_alive, "5000/2000", KeepAlive(5000, 2000)),
        (keep_alive, "5000", KeepAlive(5000)),
    ],
)
def test_what_words_mean(convert, words, value) -> None:
    assert convert(words) == value


@pytest.mark.parametrize(
    "convert, words, says",
    [
        (on_close, "", "is none of echo, own"),
        (on_close, "late", "is none of echo, own"),
        (on_close, "colour=red", "“colour=red” is none of"),
        (on_close, "echo,", "is none of"),
        (on_close, "echo,never", "stands twice"),
        (on_close, "delay=1,delay=2", "stands twice"),
        (on_close, "echo,code=4001", "code= belongs to own, not to echo"),
        (on_close, "own,raw=00", "raw= belongs to bytes"),
        (on_close, "code=70000", "not a close code"),
        (on_close, "code=empty,reason=bye", "has no reason"),
        (on_close, "times=3", "whole number"),
        (on_close, "tcp=stay", "is none of end, leave, bare, rst"),
        (on_ping, "skip=-1", "whole number"),
        (on_ping, "code=1", "is none of pong"),
        (on_violation, "fail,code=1", "belongs to own"),
        (on_violation, "code=empty", "whole number"),
        (on_message, "echo,text=a", "belongs to fixed"),
        (on_message, "hex=00,text=a", "either text= or hex="),
        (keep_alive, "5000/", "whole number"),
        (keep_alive, "soon", "whole number"),
        (presence, "away", "is none of normal"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(convert, words, says) -> None:
    with pytest.raises(ArgumentTypeError) as refused:
        convert(words)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("read", [serve_options, lambda words: connect_options([URL, *words])])
def test_the_options_add_up(read) -> None:
    words = "--on-close never --on-ping never --on-violation carry-on --on-message text=x"
    words += " --keep-alive 9/8 --presence vanished --accept-faulty"
    assert read(words.split()).behaviour == Behaviour(
        OnClose(CloseReply.NEVER),
        OnPing(PingReply.NEVER),
        OnViolation(ViolationReply.CARRY_ON),
        OnMessage(MessageReply.FIXED, b"x"),
        KeepAlive(9, 8),
        Presence.VANISHED,
        True,
    )


def test_a_server_echoes_and_a_client_does_not_unless_told_otherwise() -> None:
    echo = OnMessage(MessageReply.ECHO)
    assert serve_options([]).behaviour == Behaviour(message=echo)
    assert serve_options(["--no-echo"]).behaviour == Behaviour()
    assert connect_options([URL]).behaviour == Behaviour()
    assert connect_options([URL, "--echo"]).behaviour == Behaviour(message=echo)


@pytest.mark.parametrize(
    "words", [["--on-message", "broadcast"], ["--echo", "--on-message", "echo"]]
)
def test_a_client_cannot_broadcast_nor_be_told_twice(words, capsys) -> None:
    with pytest.raises(SystemExit):
        connect_options([URL, *words])
    assert capsys.readouterr().err.count("\n") == 1
