from __future__ import annotations

import pytest

from wsinspector.cli.conversation import Receive
from wsinspector.cli.options import ConnectOptions, ServeOptions, View
from wsinspector.cli.options import connect_options as connect
from wsinspector.cli.options import serve_options as serve
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    MessageReply,
    OnClose,
    OnMessage,
    TcpDuty,
)
from wsinspector.protocol.exchange import Piece, SendBytes, SendClose, SendControl, SendMessage
from wsinspector.protocol.opening.request_plan import RequestPlan

URL = "ws://localhost:8765/"


def test_a_server_echoes_on_this_machine_unless_told_otherwise() -> None:
    assert serve([]) == ServeOptions(
        "localhost", 8765, "", None, Behaviour(message=OnMessage(MessageReply.ECHO)), View()
    )


def test_everything_of_a_server_can_be_told() -> None:
    words = "--host ::1 --port 0 --path /chat --no-echo --on-close own,code=4000"
    words += ",delay=250,tcp=leave,reason=bye --tls --json --all"
    behaviour = Behaviour(
        OnClose(CloseReply.OWN, code=4000, reason=b"bye", delay=250, tcp=TcpDuty.LEAVE)
    )
    assert serve(words.split()) == ServeOptions(
        "::1", 0, "/chat", "", behaviour, View(True, False, True)
    )


def test_a_client_does_nothing_unless_told_otherwise() -> None:
    assert connect([URL]) == ConnectOptions(
        URL, RequestPlan(), 0, False, None, (), Behaviour(), View()
    )


def test_any_bytes_are_a_step() -> None:
    steps = connect([URL, "--send-bytes", "81 01,20:78", "--ping"]).steps
    assert steps == (
        SendBytes((Piece(b"\x81\x01"), Piece(b"x", 20))),
        SendControl(9, b""),
    )


def test_steps_keep_their_order() -> None:
    words = "--close 1000:bye --send a --receive 2 --ping --send-binary 00 --ping x --send b"
    assert connect([URL, *words.split(), "--close", "empty"]).steps == (
        SendClose(1000, b"bye"),
        SendMessage(b"a", is_text=True),
        Receive(2),
        SendControl(9, b""),
        SendMessage(b"\0", is_text=False),
        SendControl(9, b"x"),
        SendMessage(b"b", is_text=True),
        SendClose(None),
    )


def test_everything_else_of_a_client_can_be_told() -> None:
    words = ["--subprotocol", "a", "--subprotocol", "b", "--header", "X-A: 1", "--header", "X-A: 2"]
    options = connect([URL, *words, "--echo", "--on-close", "never", "--quiet"])
    assert options.plan == RequestPlan().offering(["a", "b"]).adding(("X-A", "1"), ("X-A", "2"))
    assert options.behaviour == Behaviour(
        OnClose(CloseReply.NEVER), message=OnMessage(MessageReply.ECHO)
    )
    assert options.view == View(quiet=True)


def test_tls_is_made_for_one_run_or_taken_from_a_file() -> None:
    assert serve(["--tls", "server.pem"]).tls == "server.pem"
    assert connect([URL, "--insecure"]).insecure
    assert connect([URL, "--ca", "ca.pem"]).authorities == "ca.pem"


def test_two_readings_have_nothing_in_common() -> None:
    assert connect([URL, "--send", "a"]).steps
    assert connect([URL]).steps == ()


@pytest.mark.parametrize(
    "read, words",
    [
        (serve, ["--port", "65536"]),
        (serve, ["--porr", "1"]),
        (serve, ["--por", "1"]),
        (serve, ["extra"]),
        (serve, ["--json", "--quiet"]),
        (serve, ["--on-close", "delay=soon"]),
        (connect, []),
        (connect, ["localhost"]),
        (connect, ["wss://\x1b[31m"]),
        (connect, [URL, URL]),
        (connect, [URL, "--send"]),
        (connect, [URL, "--send-binary", "xy"]),
        (connect, [URL, "--send-bytes", "81,x:00"]),
        (connect, [URL, "--receive", "0"]),
        (connect, [URL, "--header", "X-A: b\nX-B: c"]),
        (connect, [URL, "--origin", "a\nb"]),
        (connect, [URL, "--no-header", "Host\r"]),
        (connect, [URL, "--header", "no colon"]),
        (connect, [URL, "--auth", "nobody"]),
        (connect, [URL, "--auth", "a:b", "--bearer", "c"]),
        (connect, [URL, "--follow-redirects", "21"]),
        (connect, [URL, "--close", "bye"]),
        (connect, [URL, "--insecure", "--ca", "ca.pem"]),
    ],
)
def test_bad_words_end_in_one_line(read, words, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        read(words)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.removesuffix("\n").isprintable()
    assert err.startswith(f"wsinspector {'serve' if read is serve else 'connect'}: ")


def test_help_tells_the_exit_statuses(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        connect(["--help"])
    assert ended.value.code == 0
    assert "  4    the connection ended without" in capsys.readouterr().out
