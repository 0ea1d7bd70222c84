"""The server of the command line, with clients that nobody here wrote, in processes of their own."""

from __future__ import annotations

import asyncio
import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_process import ROOT, command_line, command_process, run_command
from tests.support.peer_process import peer_process
from tests.support.peer_programs import node24, node_modules
from tests.support.raw_peer import connected
from wsinspector.cli.command_line import run
from wsinspector.cli.line_output import LineOutput
from wsinspector.cli.options import serve_options
from wsinspector.cli.serve import serve
from wsinspector.engine.address import WsAddress

SCRIPT = json.dumps({"open": [["send", "안녕 \x1b[2J"]], "message": [["close", 4001, "再见"]]})
ANY_PORT = ("serve", "--host", "127.0.0.1", "--port", "0")


async def test_it_echoes_to_npm_ws_and_tells_in_words() -> None:
    node_modules()
    async with command_process(*ANY_PORT) as server:
        url = await server.url()
        async with peer_process(node24(), "ws_client.js", "ws", url, SCRIPT) as client:
            assert (await client.until("message"))["data"] == "안녕 \x1b[2J"
            closed = await client.until("close")
            assert (closed["code"], closed["reason"], closed["wasClean"]) == (4001, "再见", True)
        line = await server.until(lambda line: "server: API close 4001 clean" in line)
        assert "#1" in line
        assert "再见" in line
        assert any("server → client: Text" in line for line in server.lines)
        assert all(line.isprintable() for line in server.lines)
        assert any("“안녕 ⟨ESC⟩[2J”" in line for line in server.lines)
        assert not any("readyState" in line or "Call" in line for line in server.lines)
        server.interrupt()
        assert await server.ended() == (0, "")


async def test_it_tells_python_websockets_in_json() -> None:
    async with command_process(*ANY_PORT, "--json") as server:
        url = await server.url()
        command = (sys.executable, "websockets_client.py", url, SCRIPT)
        async with peer_process(*command) as client:
            assert (await client.until("close"))["received"] == [4001, "再见"]
        await server.until(lambda line: '"wasClean":true' in line)
        server.interrupt()
        assert await server.ended() == (0, "")
        records = server.records()[1:]
        assert server.records()[0]["addresses"] == [["127.0.0.1", WsAddress.parse(url).port]]
        frames = [record for record in records if "opcode" in record]
        assert [(frame["kind"], frame["direction"]) for frame in frames] == [
            ("text", "c2s"),
            ("text", "s2c"),
            ("close", "c2s"),
            ("close", "s2c"),
        ]
        # This library compresses, and so does the answer.
        assert frames[0]["inflated"] == frames[1]["inflated"] == "안녕 \x1b[2J"
        assert frames[0]["encoding"] == frames[1]["encoding"] == "base64"
        assert (frames[3]["code"], frames[3]["reason"]) == (4001, "再见")
        assert {record["kind"] for record in records} & {"state", "call", "queue"} == set()
        assert records[-1]["details"]["code"] == 4001


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_it_with_goodbye_to_everybody(number: signal.Signals) -> None:
    async with command_process(*ANY_PORT, "--json", "--all") as server:
        url = await server.url()
        client = (sys.executable, "websockets_client.py", url)
        async with peer_process(*client, "{}") as first, peer_process(*client, "{}") as second:
            await first.until("open")
            await second.until("open")
            server.interrupt(number)
            assert (await first.until("close"))["received"][0] == 1001
            assert (await second.until("close"))["received"][0] == 1001
            assert await server.ended() == (0, "")
        phases = [record["details"]["phase"] for record in server.records() if is_state(record)]
        assert phases.count("closed.clean") == 2


def is_state(record: dict[str, object]) -> bool:
    return record["kind"] == "state"


async def test_a_second_signal_is_obeyed_at_once() -> None:
    async with command_process(*ANY_PORT, "--json") as server:
        port = WsAddress.parse(await server.url()).port
        async with connected(port) as peer:
            await peer.open_as_client()
            server.interrupt()
            assert (await peer.read(4))[0] == 0x88  # and stays unanswered
            server.interrupt()
            status, words = await server.ended()
            assert status == 130
            # At once means that sockets are left to the system, of which warnings here may tell.
            assert "KeyboardInterrupt" not in words


async def test_a_peer_that_does_not_answer_goodbye_keeps_nobody() -> None:
    async with command_process(*ANY_PORT, "--quiet") as server:
        port = WsAddress.parse(await server.url()).port
        async with connected(port) as peer:
            await peer.open_as_client()
            server.interrupt()
            assert await server.ended() == (0, "")
        assert len(server.lines) == 1


async def test_its_behaviour_is_as_told() -> None:
    options = ("--no-echo", "--on-close", "own,code=4321,reason=mine", "--path", "/only")
    async with command_process(*ANY_PORT, *options) as server:
        url = await server.url()
        assert url.endswith("/only")
        status, lines, _ = await run_command("connect", url, "--send", "x", "--close", "1000")
        assert status == 0
        assert any("server → client: Close 4321" in line and "mine" in line for line in lines)
        assert not any("server → client: Text" in line for line in lines)
        elsewhere = url.replace("/only", "/other")
        status, lines, words = await run_command("connect", elsewhere)
        assert status == 3
        assert "HTTP status 404" in words


async def test_a_busy_port_is_one_sentence() -> None:
    async with command_process(*ANY_PORT) as server:
        port = WsAddress.parse(await server.url()).port
        second = await run_command("serve", "--host", "127.0.0.1", "--port", str(port))
        said = f"wsinspector serve: Port {port} is taken by another program.\n"
        assert second == (2, [], said)


async def test_a_reader_that_has_enough_ends_it_quietly() -> None:
    """As ``wsinspector serve | head -1`` does."""
    process = await asyncio.create_subprocess_exec(
        *command_line(*ANY_PORT, "--json"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    line = json.loads(await process.stdout.readline())
    process._transport.get_pipe_transport(1).close()  # type: ignore[attr-defined]
    async with connected(WsAddress.parse(line["url"]).port) as peer:
        await peer.open_as_client()
        assert (await peer.read(4))[2:] == b"\x03\xe9"
    assert await process.stderr.read() == b""
    assert await process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_an_output_that_fails_says_so() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            command_line("serve", "--host", "127.0.0.1", "--port", "0"),
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
            timeout=10,
        )
    assert ended.returncode == 5
    assert ended.stderr.decode() == (
        "wsinspector serve: The output could not be written: No space left on device.\n"
    )


@pytest.mark.limit(30)
async def test_many_messages_are_all_told_in_order() -> None:
    async with command_process(*ANY_PORT, "--json") as server:
        port = WsAddress.parse(await server.url()).port
        count = 20_000
        async with connected(port) as peer:
            await peer.open_as_client()
            ping = b"\x8a\x84\0\0\0\0"  # a Pong nobody asked for: it is not answered
            await peer.send(b"".join(ping + number.to_bytes(4, "big") for number in range(count)))
            await peer.send_frame(8, masked=True)
            assert (await peer.read(2))[0] == 0x88
        await server.until(lambda line: '"event":"close"' in line)
        pongs = [record for record in server.records() if record["kind"] == "pong"]
        assert [pong["start"] for pong in pongs] == list(
            range(pongs[0]["start"], pongs[0]["start"] + 10 * count, 10)
        )
        server.interrupt()
        assert await server.ended() == (0, "")


def test_no_loop_is_left_behind_when_it_cannot_listen(capsys) -> None:
    assert run("serve", ["--host", "192.0.2.1", "--port", "0"]) == 2
    assert capsys.readouterr().err == (
        "wsinspector serve: 192.0.2.1 is not an address of this machine.\n"
    )


async def test_it_says_when_other_machines_can_reach_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("wsinspector.cli.serve.is_reachable", lambda _listening: True)
    monkeypatch.setattr(
        "wsinspector.cli.serve.reachable_urls", lambda _listening, _own: ("ws://192.168.1.5:1/",)
    )
    said = io.StringIO()
    output = LineOutput(said, utf8=True)
    serving = asyncio.ensure_future(serve(serve_options(ANY_PORT[1:]), output))
    while not said.getvalue():
        await asyncio.sleep(0)
    output.on_end()
    await serving
    assert capsys.readouterr().err == (
        "wsinspector serve: other machines can reach this server: ws://192.168.1.5:1/\n"
    )
