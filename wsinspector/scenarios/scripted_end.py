"""An end that does what a script says, byte by byte, and nothing else."""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.frames.frames import FrameHeader, header_length
from wsinspector.protocol.opening.asked_request import accept_for
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.steps import (
    Accept,
    Answer,
    Awaited,
    EndTcp,
    Expect,
    Line,
    Part,
    Pause,
    Request,
    Send,
    Step,
    TcpStep,
    Vanish,
)
from wsinspector.scenarios.wire import Wire
from wsinspector.texts import ExplainedError, text

Gate = Callable[[Role, Line], Awaitable[None]]
"""Asked before every step, and waited for."""

_HEAD_END: Final = b"\r\n\r\n"
_AWAITED: Final = {
    Awaited.MESSAGE: (Kind.TEXT, Kind.BINARY),
    Awaited.PING: (Kind.PING,),
    Awaited.PONG: (Kind.PONG,),
    Awaited.CLOSE: (Kind.CLOSE,),
}
_MOST_UNREAD: Final = 64 * 1024 * 1024


class ScriptError(ExplainedError):
    """A script could not be played to its end, because the other end did something else."""


async def no_gate(_role: Role, _line: Line) -> None:
    """Every step may be done at once."""


class ScriptedEnd:
    """Plays a script.

    Attributes:
        ended: the peer's FIN or RST was read.

    Args:
        role: which end.
        wire: its transport, established.
        host: what a client's request names.
        gate: asked before every step.
        resource: what a client's request asks for.
    """

    def __init__(
        self, role: Role, wire: Wire, host: str, gate: Gate = no_gate, resource: str = "/"
    ) -> None:
        self.ended = False
        self._role = role
        self._wire = wire
        self._host = host
        self._gate = gate
        self._resource = resource
        self._received = bytearray()
        self._head = b""
        self._opened = False
        self._reset = False
        self._vanished = False

    async def play(self, script: Sequence[Line]) -> None:
        """Do all steps.

        Raises:
            ScriptError: the other end did something else.
        """
        for line in script:
            await self._gate(self._role, line)
            try:
                await self._do(line.step)
            except OSError as error:
                words = error.strerror or str(error)
                raise ScriptError(text("scenario.step-failed", step=line.words, error=words)) from (
                    None
                )
            except EOFError:
                raise ScriptError(text("scenario.step-in-vain", step=line.words)) from None

    async def stay(self) -> None:
        """Read on until the peer ends TCP, then close; what has vanished stays as it is."""
        if self._vanished:
            await asyncio.Event().wait()
        try:
            while not self.ended:
                self._received.clear()
                await self._read()
        except (EOFError, OSError):
            pass
        self._wire.close()

    def close(self) -> None:
        """Let go of the socket."""
        self._wire.close()

    # -- steps ----------------------------------------------------------------------------------

    async def _do(self, step: Step) -> None:
        match step:
            case Accept(lines, glued):
                self._head = await self._read_head()
                head = _head(
                    "HTTP/1.1 101 Switching Protocols",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    f"Sec-WebSocket-Accept: {self._accept()}",
                    *lines,
                )
                await self._wire.send(head + self._encode(glued))
            case Answer(lines):
                filled = (line.replace("{accept}", self._accept()) for line in lines)
                await self._wire.send(_head(*filled))
                self._opened = True
            case Request(lines, glued):
                await self._wire.send(self._request(lines) + self._encode(glued))
                await self._read_head()
            case Send():
                await self._wire.send(step.encode(self._role))
            case Pause(ms):
                await asyncio.sleep(ms / 1000)
            case Expect(what):
                await self._await(what)
            case EndTcp(how):
                await self._end(how)
            case Vanish():
                self._vanished = True
            case _:
                raise AssertionError(step)

    def _encode(self, parts: tuple[Part, ...]) -> bytes:
        return b"".join(part.encode(self._role) for part in parts)

    def _request(self, lines: tuple[str, ...]) -> bytes:
        key = base64.b64encode(os.urandom(16)).decode()
        return _head(
            f"GET {self._resource} HTTP/1.1",
            f"Host: {self._host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            *lines,
        )

    def _accept(self) -> str:
        """The right value for the key of the request, as far as there is one."""
        for line in self._head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"sec-websocket-key":
                return accept_for(value.strip().decode("latin-1"))
        return accept_for("")

    async def _end(self, how: TcpStep) -> None:
        match how:
            case TcpStep.FIN:
                self._wire.fin()
            case TcpStep.RST:
                self._wire.rst()
                self.ended = True
            case TcpStep.CLOSE:
                self._wire.close()
                self.ended = True
            case TcpStep.NOTIFY:
                await self._wire.notify()

    # -- reading --------------------------------------------------------------------------------

    async def _await(self, what: Awaited) -> None:
        match what:
            case Awaited.HEAD:
                self._head = await self._read_head()
            case Awaited.UNREAD:
                await self._wire.wait_unread()
            case Awaited.BYTES:
                while not self._received:
                    await self._read()
                self._received.clear()
            case Awaited.FIN | Awaited.END:
                await self._read_end()
                if what is Awaited.FIN and self._reset:
                    raise ConnectionResetError("RST")
            case _:
                wanted = _AWAITED[what]
                while await self._read_frame() not in wanted:
                    pass

    async def _read(self) -> None:
        """Read something more.

        Raises:
            EOFError: it was the peer's FIN.
        """
        if self.ended:
            raise EOFError
        try:
            data = await self._wire.read()
        except OSError:
            self.ended = self._reset = True
            raise
        if not data or len(self._received) + len(data) > _MOST_UNREAD:
            self.ended = True
            raise EOFError
        self._received += data

    async def _read_end(self) -> None:
        try:
            while True:
                self._received.clear()
                await self._read()
        except (EOFError, OSError):
            return

    async def _read_head(self) -> bytes:
        while _HEAD_END not in self._received:
            await self._read()
        end = self._received.index(_HEAD_END) + len(_HEAD_END)
        head = bytes(self._received[:end])
        del self._received[:end]
        return head

    async def _read_frame(self) -> int:
        """Take the next frame; returns its opcode."""
        while True:
            size = header_length(bytes(self._received[:2]))
            if size is not None and len(self._received) >= size:
                header = FrameHeader.parse(bytes(self._received[:size]))
                if len(self._received) >= size + header.length:
                    del self._received[: size + header.length]
                    return header.opcode
            await self._read()


def _head(*lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode()
