"""The client of the command line, with servers that nobody here wrote."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path

import pytest
import trustme

from tests.support.command_process import ROOT, command_line, command_process, run_command
from tests.support.peer_process import peer_process
from tests.support.peer_programs import node24, node_modules
from tests.support.raw_peer import listening

NODE_URL = "ws://127.0.0.1:{port}/"


async def test_a_conversation_with_npm_ws() -> None:
    node_modules()
    async with peer_process(node24(), "ws_server.js", "echo") as server:
        url = NODE_URL.format(port=(await server.until("listening"))["port"])
        steps = ["--send", "안녕", "--send-binary", "00ff", "--ping", "hi", "--receive", "2"]
        status, lines, words = await run_command("connect", url, *steps, "--close", "4000:끝")
        assert (status, words) == (0, "")
        told = [line.split("  ", 2)[-1].strip() for line in lines]
        at = [
            next(number for number, line in enumerate(told) if start in line)
            for start in (
                "client → server: GET /",
                "server → client: 101",
                "client → server: Text",
                "client → server: Binary",
                "client → server: Ping",
                "server → client: Text",
                "server → client: Binary",
                "client → server: Close 4000",
                "server → client: Close 4000",
                "client: API close 4000 clean",
            )
        ]
        assert at == sorted(at)
        assert (await server.until("close"))["code"] == 4000


async def test_a_conversation_with_python_websockets_in_json() -> None:
    async with peer_process(sys.executable, "websockets_server.py") as server:
        url = NODE_URL.format(port=(await server.until("listening"))["port"])
        async with command_process("connect", url, "--json", "--send", "Goodbye") as client:
            assert await client.ended() == (0, "")
        records = client.records()
        assert [record["kind"] for record in records if record.get("sent")] == [
            "tcp",
            "request",
            "text",
            "close",
            "fin",
        ]
        assert [record["id"] for record in records] == sorted({r["id"] for r in records})
        closed = records[-1]
        assert closed["kind"] == "api"
        assert closed["details"] == {
            "event": "close",
            "code": 1000,
            "reason": "Goodbye",
            "wasClean": True,
        }
        (verdict,) = client.verdicts()
        assert (verdict["ending"], verdict["vantage"]) == ("clean-server", "client")
        assert verdict["ends"]["client"]["profiles"]["chromium"]["reason"] == "Goodbye"


async def test_without_an_action_it_stays_until_the_peer_ends_it() -> None:
    async with listening() as listener, command_process("connect", listener.url) as client:
        peer = await listener.accept()
        request = await peer.open_as_server()
        assert b"Sec-WebSocket-Version: 13" in request
        await client.until(lambda line: "client: API open" in line)
        await peer.send_frame(8, b"\x03\xe8", masked=False)
        await peer.read(8)
        peer.fin()
        assert await client.ended() == (0, "")


async def test_what_was_not_done_is_said() -> None:
    async with listening() as listener:
        steps = ("--send", "a", "--receive", "1", "--send", "b", "--close", "1000")
        async with command_process("connect", listener.url, "--quiet", *steps) as client:
            peer = await listener.accept()
            await peer.open_as_server()
            await peer.read(7)
            await peer.send_frame(8, b"\x0f\xa2", masked=False)
            await peer.read(8)
            peer.fin()
            status, words = await client.ended()
            assert status == 7
            assert words == (
                "wsinspector connect: The connection was closed before 2 steps were done.\n"
            )


@pytest.mark.parametrize(
    "answer, ending",
    [
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "open-http-rejected"),
        (
            b"HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            "open-bad-101",
        ),
        (b"nonsense\r\n\r\n", "open-not-http"),
        (b"", ""),
    ],
)
async def test_what_never_opens_has_a_verdict(answer: bytes, ending: str) -> None:
    async with listening() as listener:
        async with command_process("connect", listener.url, "--json") as client:
            peer = await listener.accept()
            await peer.read_head()
            await peer.send(answer)
            peer.fin()
            assert (await client.ended())[0] == 3
        (verdict,) = client.verdicts()
        assert str(verdict["ending"]).startswith(ending or "open-")


async def test_echo_sends_every_message_back() -> None:
    async with listening() as listener:
        async with command_process("connect", listener.url, "--echo", "--quiet") as client:
            peer = await listener.accept()
            await peer.open_as_server()
            for opcode, data in ((1, b"one"), (2, b"\xff"), (1, b"")):
                await peer.send_frame(opcode, data, masked=False)
                head = await peer.read(6)
                assert (head[0], head[1] & 0x7F) == (0x80 | opcode, len(data))
                await peer.read(len(data))
            await peer.send_frame(8, b"", masked=False)
            assert (await peer.read(6))[0] == 0x88
            peer.fin()
            assert await client.ended() == (0, "")
        assert client.lines == []


async def test_the_request_is_as_told() -> None:
    options = [
        "--subprotocol",
        "a",
        "--subprotocol",
        "b",
        "--header",
        "X-A: 1",
        "--header",
        "X-A: 방",
        "--no-header",
        "upgrade",
        "--key",
        "mine",
        "--auth",
        "u:p",
    ]
    async with (
        listening() as listener,
        command_process("connect", f"{listener.url}x?y", *options) as client,
    ):
        peer = await listener.accept()
        request = await peer.open_as_server()
        assert request.startswith(b"GET /x?y HTTP/1.1\r\n")
        assert b"\r\nSec-WebSocket-Protocol: a, b\r\n" in request
        assert b"\r\nUpgrade:" not in request
        assert b"\r\nSec-WebSocket-Key: mine\r\n" in request
        assert b"\r\nAuthorization: Basic dTpw\r\n" in request
        assert request.endswith("\r\nX-A: 1\r\nX-A: 방\r\n\r\n".encode())
        peer.rst()
        status, words = await client.ended()
    assert status == 4
    assert words == (
        "wsinspector connect: The connection ended without a whole closing handshake.\n"
    )


async def test_any_bytes_go_out_as_they_are() -> None:
    steps = ("--send-bytes", "c3 01 78,20:88 80,00 00 00 00", "--quiet")
    async with (
        listening() as listener,
        command_process("connect", listener.url, *steps) as client,
    ):
        peer = await listener.accept()
        await peer.open_as_server()
        assert await peer.read(9) == bytes.fromhex("c3 01 78 88 80 00 00 00 00")
        await peer.send_frame(8, masked=False)
        peer.fin()
        assert await client.ended() == (0, "")


async def test_redirects_are_followed_if_asked_for() -> None:
    moved = b"HTTP/1.1 307 Moved\r\nLocation: /here\r\n\r\n"
    async with listening() as listener:
        words = ("--follow-redirects", "1", "--close", "1000")
        async with command_process("connect", listener.url, *words) as client:
            peer = await listener.accept()
            await peer.read_head()
            await peer.send(moved)
            peer.fin()
            peer = await listener.accept()
            assert (await peer.open_as_server()).startswith(b"GET /here ")
            await peer.read(8)
            await peer.send_frame(8, b"\x03\xe8", masked=False)
            peer.fin()
            assert await client.ended() == (0, "")
        assert any("follows the answer 307" in line for line in client.lines)


async def test_an_illegal_close_goes_out_as_it_is() -> None:
    async with listening() as listener:
        async with command_process("connect", listener.url, "--close", "1005:x") as client:
            peer = await listener.accept()
            await peer.open_as_server()
            head = await peer.read(9)
            key, body = head[2:6], head[6:]
            plain = bytes(byte ^ key[at] for at, byte in enumerate(body))
            assert plain == b"\x03\xedx"
            peer.rst()
            assert (await client.ended())[0] == 4
        assert any("▲" in line and "Close 1005" in line for line in client.lines)


@pytest.mark.parametrize(
    "answer", ["HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "", "?\n"]
)
async def test_what_never_opens_says_why(answer: str) -> None:
    async with (
        listening() as listener,
        command_process("connect", listener.url, "--json") as client,
    ):
        peer = await listener.accept()
        await peer.read_head()
        await peer.send(answer.encode())
        peer.close()
        status, words = await client.ended()
    assert status == 3
    assert words.startswith("wsinspector connect: The connection was never open. ")
    assert len(words.splitlines()) == 1
    failures = [record for record in client.records() if record["kind"] == "failure"]
    assert failures[0]["message"] in words


async def test_nobody_listens() -> None:
    async with listening() as listener:
        url = listener.url
    status, lines, words = await run_command("connect", url, "--quiet")
    assert (status, lines) == (3, [])
    assert "Nobody listens" in words


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_says_goodbye(number: signal.Signals) -> None:
    async with listening() as listener, command_process("connect", listener.url) as client:
        peer = await listener.accept()
        await peer.open_as_server()
        await client.until(lambda line: "client: API open" in line)
        client.interrupt(number)
        head = await peer.read(8)
        code = bytes(byte ^ head[2 + at] for at, byte in enumerate(head[6:]))
        assert code == b"\x03\xe9"
        await peer.send_frame(8, code, masked=False)
        peer.fin()
        assert await client.ended() == (0, "")


async def test_a_signal_gives_up_the_opening_handshake() -> None:
    async with listening() as listener, command_process("connect", listener.url) as client:
        peer = await listener.accept()
        await peer.read_head()
        client.interrupt()
        status, words = await client.ended()
        assert status == 3
        assert "gave up" in words


async def test_a_reader_that_has_enough_ends_it_quietly() -> None:
    async with listening() as listener:
        process = await asyncio.create_subprocess_exec(
            *command_line("connect", listener.url),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=ROOT,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        peer = await listener.accept()
        await peer.open_as_server()
        await process.stdout.readline()
        process._transport.get_pipe_transport(1).close()  # type: ignore[attr-defined]
        await peer.send_frame(1, b"unseen", masked=False)
        head = await peer.read(8)
        assert head[0] == 0x88
        await peer.send_frame(8, b"\x03\xe9", masked=False)
        peer.fin()
        assert await process.stderr.read() == b""
        assert await process.wait() == 0


async def test_both_ends_are_ours() -> None:
    async with command_process("serve", "--port", "0") as server:
        url = await server.url()
        clients = [
            run_command("connect", url, "--send", str(number), "--receive", "1", "--close", "empty")
            for number in range(3)
        ]
        for status, lines, words in await asyncio.gather(*clients):
            assert (status, words) == (0, "")
            assert sum("API close 1005 clean" in line for line in lines) == 1
        for number in (1, 2, 3):
            await server.until(
                lambda line, number=number: f"#{number} " in line and "API close 1005" in line
            )


async def test_both_ends_are_ours_on_tls_and_compress(tmp_path: Path) -> None:
    authority, (ca, own) = trustme.CA(), (tmp_path / "ca.pem", tmp_path / "server.pem")
    authority.cert_pem.write_to_path(ca)
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(own)
    async with command_process("serve", "--port", "0", "--tls", str(own), "--json") as server:
        url = await server.url()
        assert url.startswith("wss://localhost:")
        steps = ["--send", "hello " * 100, "--receive", "1", "--close", "1000"]
        status, lines, words = await run_command("connect", url, "--ca", str(ca), "--json", *steps)
        assert (status, words) == (0, "")
        records = [json.loads(line) for line in lines]
        texts = [record for record in records if record["kind"] == "text"]
        assert [(record["direction"], record["length"] < 50) for record in texts] == [
            ("c2s", True),
            ("s2c", True),
        ]
        assert await _refused(url)


async def test_a_certificate_for_one_run_is_believed_by_who_believes_all() -> None:
    async with command_process("serve", "--port", "0", "--tls") as server:
        url = await server.url()
        assert await _refused(url)
        status, lines, words = await run_command("connect", url, "--insecure", "--close", "1000")
        assert (status, words) == (0, "")
        assert any("TLS 1.3" in line for line in lines)


async def _refused(url: str) -> bool:
    status, _, words = await run_command("connect", url)
    return status == 3 and "certificate" in words


@pytest.mark.parametrize("command", [("serve", "--tls"), ("connect", "wss://localhost:1/", "--ca")])
async def test_a_certificate_file_that_is_none(command: tuple[str, ...], tmp_path: Path) -> None:
    status, lines, words = await run_command(*command, str(tmp_path / "absent.pem"))
    assert (status, lines) == (2, [])
    assert "absent.pem" in words
    assert len(words.splitlines()) == 1
