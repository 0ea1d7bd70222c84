from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from wsinspector.protocol.opening.asked_request import accept_for
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.scripted_end import ScriptedEnd, ScriptError
from wsinspector.scenarios.step_words import parse_step
from wsinspector.scenarios.steps import Line
from wsinspector.texts import render

pytestmark = pytest.mark.limit(100_000)  # of a time that is skipped
_REQUEST = b"GET / HTTP/1.1\r\nsec-websocket-key: abc\r\n\r\n"


class FakeWire:
    """Gives what it is told to, piece by piece, and notes what is done with it."""

    def __init__(self, *pieces: bytes | OSError) -> None:
        self.pieces = list(pieces)
        self.done: list[str] = []
        self.sent = b""

    async def send(self, data: bytes) -> None:
        self.sent += data

    async def read(self) -> bytes:
        if not self.pieces:
            await asyncio.Event().wait()
        piece = self.pieces.pop(0)
        if isinstance(piece, OSError):
            raise piece
        return piece

    async def wait_unread(self) -> None:
        self.done.append("unread")

    async def notify(self) -> None:
        self.done.append("notify")

    def fin(self) -> None:
        self.done.append("fin")

    def rst(self) -> None:
        self.done.append("rst")

    def close(self) -> None:
        self.done.append("close")


def _lines(*words: str) -> Sequence[Line]:
    return [Line(one, parse_step(one)) for one in words]


def _end(wire: FakeWire, role: Role = Role.SERVER) -> ScriptedEnd:
    return ScriptedEnd(role, wire, "example.org")


async def test_a_server_answers_and_waits_for_frames_in_any_chunking() -> None:
    wire = FakeWire(_REQUEST[:20], _REQUEST[20:] + b"\x89\x80abcd\x88", b"\x80", b"abcd")
    await _end(wire).play(_lines('accept "X: 1" + hex 8a 00', "expect close", "send close", "fin"))
    head, _, rest = wire.sent.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 101 Switching Protocols\r\n")
    assert f"Sec-WebSocket-Accept: {accept_for('abc')}".encode() in head
    assert head.endswith(b"X: 1")
    assert rest == b"\x8a\0\x88\0"
    assert wire.done == ["fin"]


async def test_an_answer_of_ones_own_may_prove_the_key() -> None:
    wire = FakeWire(_REQUEST)
    await _end(wire).play(_lines("expect head", 'answer "HTTP/1.1 101 Yes" "A: {accept}"'))
    assert wire.sent == f"HTTP/1.1 101 Yes\r\nA: {accept_for('abc')}\r\n\r\n".encode()


async def test_a_client_asks_and_masks() -> None:
    wire = FakeWire(b"HTTP/1.1 101 Yes\r\n\r\n\x88\0")
    await _end(wire, Role.CLIENT).play(_lines('request "X: 1"', "expect close", "send close"))
    head, _, rest = wire.sent.partition(b"\r\n\r\n")
    assert b"\r\nHost: example.org\r\n" in head
    assert (rest[:2], len(rest)) == (b"\x88\x80", 6)


async def test_all_ways_to_end() -> None:
    wire = FakeWire()
    await _end(wire).play(_lines("expect unread", "close-notify", "hang-up"))
    assert wire.done == ["unread", "notify", "close"]
    wire = FakeWire()
    await _end(wire).play(_lines("rst"))
    assert wire.done == ["rst"]


@pytest.mark.parametrize("piece", [b"", ConnectionResetError("reset")])
async def test_what_can_never_come_stops_the_script(piece: bytes | OSError) -> None:
    with pytest.raises(ScriptError) as caught:
        await _end(FakeWire(piece)).play(_lines("expect close", "fin"))
    assert "stopped at “expect close”" in render(caught.value.text)


async def test_fin_and_reset_are_told_apart() -> None:
    await _end(FakeWire(b"x", b"")).play(_lines("expect fin"))
    await _end(FakeWire(ConnectionResetError("reset"))).play(_lines("expect end"))
    with pytest.raises(ScriptError):
        await _end(FakeWire(ConnectionResetError("reset"))).play(_lines("expect fin"))


async def test_it_stays_until_the_other_end_has_left() -> None:
    wire = FakeWire(b"x", b"")
    end = _end(wire)
    await end.stay()
    assert end.ended
    assert wire.done == ["close"]


async def test_what_has_vanished_does_nothing_any_more() -> None:
    wire = FakeWire(b"")
    end = _end(wire)
    await end.play(_lines("vanish"))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1000):
            await end.stay()
    assert wire.pieces
    end.close()
    assert wire.done == ["close"]


async def test_every_step_passes_the_gate() -> None:
    seen: list[str] = []

    async def gate(role: Role, line: Line) -> None:
        seen.append(f"{role} {line.words}")

    await ScriptedEnd(Role.SERVER, FakeWire(), "", gate).play(_lines("pause 60000", "fin"))
    assert seen == ["server pause 60000", "server fin"]
