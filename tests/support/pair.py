"""A client and a server joined by a wire in memory, for whole conversations."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from tests.support.playbook import facts, frames, new_endpoint, spoken
from wsinspector.protocol.commands import (
    AbortTransport,
    CancelTimer,
    CloseTransport,
    HalfClose,
    StartTimer,
    Write,
)
from wsinspector.protocol.exchange import (
    BytesReceived,
    Connected,
    EofReceived,
    FinSent,
    TimerFired,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from wsinspector.protocol.behaviours.behaviour import Behaviour
    from wsinspector.protocol.commands import Command
    from wsinspector.protocol.endpoint import Endpoint
    from wsinspector.protocol.exchange import Event, Timer
    from wsinspector.protocol.facts import Fact, FrameFact
    from wsinspector.protocol.limits import Limits

_EOF = None
_RESET = "reset"


class End:
    """One end, and all that it said."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.said: list[Command] = []
        self.inbox: deque[bytes | str | None] = deque()
        self.timers: dict[Timer, int] = {}
        self.fin_out = self.eof_in = self.gone = False

    @property
    def facts(self) -> list[Fact]:
        """What it recorded, frames aside."""
        return facts(self.said)

    @property
    def frames(self) -> list[FrameFact]:
        """The frames that it recorded."""
        return frames(self.said)

    @property
    def phases(self) -> list[str]:
        """The phases that it went through."""
        return [str(f.details["phase"]) for f in self.facts if f.kind is Kind.STATE]

    @property
    def lines(self) -> list[str]:
        """All that it said, as lines."""
        return spoken(self.said)


class Pair:
    """Both ends and the wire between them.

    Args:
        client: the client's behaviour.
        server: the server's behaviour.
        limits: of both.
        chunk: how many bytes arrive at once; None for as many as were written.
    """

    def __init__(
        self,
        client: Behaviour | None = None,
        server: Behaviour | None = None,
        limits: Limits | None = None,
        chunk: int | None = None,
    ) -> None:
        self.client = End(new_endpoint(Role.CLIENT, client, limits))
        self.server = End(new_endpoint(Role.SERVER, server, limits))
        self._chunk = chunk
        self.tell(self.server, Connected())
        self.tell(self.client, Connected())
        self.run()

    def tell(self, end: End, event: Event) -> None:
        """Something happens at one end; what it writes waits on the wire."""
        for command in end.endpoint.handle(event):
            end.said.append(command)
            self._do(end, command)

    def run(self) -> None:
        """Let the wire deliver until nothing is under way."""
        while self.deliver(self.server) or self.deliver(self.client):
            pass

    def deliver(self, end: End) -> bool:
        """Let one end take what waits for it; False if nothing did."""
        if not end.inbox:
            return False
        item = end.inbox.popleft()
        if end.gone:
            return True
        if item is _EOF:
            end.eof_in = True
            self.tell(end, EofReceived())
        elif isinstance(item, str):
            end.gone = True
            self.tell(end, TransportLost(reset=True, error="Connection reset by peer"))
        else:
            step = self._chunk or len(item)
            for at in range(0, len(item), step):
                self.tell(end, BytesReceived(item[at : at + step]))
        return True

    def fire(self, end: End, timer: Timer) -> None:
        """The time of a running timer is over."""
        del end.timers[timer]
        self.tell(end, TimerFired(timer))
        self.run()

    def _do(self, end: End, command: Command) -> None:
        other = self.server if end is self.client else self.client
        match command:
            case Write(data):
                assert not end.fin_out, "written after our FIN"
                other.inbox.append(data)
            case HalfClose():
                self._fin(end, other)
            case CloseTransport():
                if not end.fin_out:
                    self._fin(end, other)
                end.gone = True
                self.tell(end, TransportLost())
            case AbortTransport():
                end.gone = True
                other.inbox.append(_RESET)
                self.tell(end, TransportLost())
            case StartTimer(timer, ms):
                end.timers[timer] = ms
            case CancelTimer(timer):
                del end.timers[timer]

    def _fin(self, end: End, other: End) -> None:
        assert not end.fin_out, "two FINs of one end"
        end.fin_out = True
        other.inbox.append(_EOF)
        self.tell(end, FinSent())
