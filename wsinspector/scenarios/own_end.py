"""Lets an end of ours do the steps of a script, as wishes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from wsinspector.journal.entries import EndKind, Entry
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.exchange import (
    ApiClose,
    SendBytes,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
    Wish,
)
from wsinspector.protocol.exchange import EndTcp as WishEnd
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase, Role
from wsinspector.scenarios.scripted_end import Gate, ScriptError
from wsinspector.scenarios.steps import (
    Awaited,
    CallClose,
    EndTcp,
    Expect,
    FramePart,
    Line,
    Pause,
    Send,
    Step,
    TcpStep,
)
from wsinspector.texts import text

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal

_TCP: Final = {
    TcpStep.FIN: TcpEnd.FIN,
    TcpStep.RST: TcpEnd.RST,
    TcpStep.CLOSE: TcpEnd.CLOSE,
    TcpStep.NOTIFY: TcpEnd.NOTIFY,
}
_KINDS: Final = {
    Awaited.HEAD: (Kind.REQUEST, Kind.RESPONSE),
    Awaited.MESSAGE: (Kind.TEXT, Kind.BINARY),
    Awaited.PING: (Kind.PING,),
    Awaited.PONG: (Kind.PONG,),
    Awaited.CLOSE: (Kind.CLOSE,),
    Awaited.FIN: (Kind.FIN,),
    Awaited.END: (Kind.FIN, Kind.RST),
}


class OwnEnd:
    """One end of ours, as the journal tells of it.

    To be made on a running loop, before anything happens.

    Attributes:
        end: its id; None until it is known.

    Args:
        journal: where it is recorded.
        role: which end.
    """

    def __init__(self, journal: Journal, role: Role) -> None:
        self.end: int | None = None
        self._journal = journal
        self._role = role
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._read = len(journal)
        self._watch = journal.watch(self._arrange)

    def forget(self) -> None:
        """Watch no longer."""
        self._journal.unwatch(self._watch)

    def _arrange(self) -> None:
        self._loop.call_soon(self._wake)

    def _wake(self) -> None:
        self._watch.take()
        self._news.set()

    # -- what is known --------------------------------------------------------------------------

    @property
    def phase(self) -> Phase | None:
        """Where it stands."""
        standing = None if self.end is None else self._journal.lifelines.now(self.end)
        return None if standing is None else standing.phase

    @property
    def over(self) -> bool:
        """Whether nothing can happen at it any more."""
        return self.end is not None and self._journal.end(self.end).over

    async def met(self, client: int, server: int) -> None:
        """Wait until a server of ours has accepted what comes from one port to another."""
        await self._until(lambda entry: self._is_between(entry, client, server))

    def _is_between(self, entry: Entry, client: int, server: int) -> bool:
        if entry.kind is not Kind.TCP or entry.end_kind is not EndKind.SERVER:
            return False
        end = self._journal.end(entry.end)
        if end.local is None or end.remote is None:
            return False
        if (end.remote[1], end.local[1]) != (client, server):
            return False
        self.end = entry.end
        return True

    async def finished(self) -> None:
        """Wait until it is over."""
        while not self.over:
            await self._more()

    # -- steps ----------------------------------------------------------------------------------

    async def play(self, script: Sequence[Line], wish: Callable[[Wish], None], gate: Gate) -> None:
        """Do all steps.

        Args:
            script: see above.
            wish: takes what is to be done.
            gate: asked before every step.

        Raises:
            ScriptError: what a step waits for can never come.
        """
        for line in script:
            await gate(self._role, line)
            try:
                await self._do(line.step, wish)
            except EOFError:
                raise ScriptError(text("scenario.step-in-vain", step=line.words)) from None

    async def _do(self, step: Step, wish: Callable[[Wish], None]) -> None:
        match step:
            case Expect(Awaited.OPEN):
                await self._until(self._is_open)
            case Expect(what):
                kinds = _KINDS.get(what)
                await self._until(
                    lambda entry: (
                        self._is_received(entry) and (kinds is None or entry.kind in kinds)
                    )
                )
            case Pause(ms):
                await asyncio.sleep(ms / 1000)
            case CallClose(code, reason):
                wish(ApiClose(code, reason))
            case EndTcp(how):
                wish(WishEnd(_TCP[how]))
            case Send():
                wish(_wish(step, self._role))
            case _:
                raise AssertionError(step)

    def _is_open(self, entry: Entry) -> bool:
        if entry.end != self.end or entry.kind is not Kind.STATE:
            return False
        return self._journal.details(entry.id).get("phase") == Phase.OPEN.word

    def _is_received(self, entry: Entry) -> bool:
        return entry.end == self.end and entry.sent is False

    async def _until(self, fits: Callable[[Entry], bool]) -> None:
        """Wait for an entry that has not been looked at before.

        Raises:
            EOFError: it can never come.
        """
        while True:
            while self._read < len(self._journal):
                entry = self._journal.entry(self._read)
                self._read += 1
                if fits(entry):
                    return
            if self.over:
                raise EOFError
            await self._more()

    async def _more(self) -> None:
        self._news.clear()
        await self._news.wait()


def _wish(step: Send, role: Role) -> Wish:
    """What a person would do to send this."""
    if len(step.parts) == 1:
        (part,) = step.parts
        if isinstance(part, FramePart) and part.is_plain:
            match part.opcode:
                case Kind.TEXT | Kind.BINARY:
                    return SendMessage(part.payload, part.opcode == Kind.TEXT)
                case Kind.PING | Kind.PONG:
                    return SendControl(part.opcode, part.payload)
                case Kind.CLOSE:
                    payload = ClosePayload.parse(part.payload)
                    return SendClose(payload.code, payload.reason)
                case _:
                    pass
    return SendBytes.split(step.encode(role))
