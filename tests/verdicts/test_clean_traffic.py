"""Whatever two correct ends say to each other, in whatever pieces, no rule is broken."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.commands import (
    AbortTransport,
    CloseTransport,
    HalfClose,
    Record,
    RecordFrames,
    Write,
)
from wsinspector.protocol.deflate.deflate_terms import DeflateTerms
from wsinspector.protocol.endpoint import Endpoint
from wsinspector.protocol.exchange import (
    BytesReceived,
    Connected,
    EofReceived,
    FinSent,
    SendClose,
    SendControl,
    SendMessage,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.opening_request import OpeningRequest
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.phases import Role
from wsinspector.verdicts.judge import Judge

if TYPE_CHECKING:
    from wsinspector.journal.verdict import Verdict
    from wsinspector.protocol.commands import Command
    from wsinspector.protocol.exchange import Event, Wish

_CODES = st.sampled_from([None, 1000, 1001, 3000, 4000, 4999])


class Wire:
    """Two endpoints, and the bytes between them, which arrive in any pieces."""

    def __init__(self, chance: random.Random, *, compress: bool, two_sided: bool) -> None:
        self.journal = Journal()
        self.now = 0
        self._chance = chance
        terms = DeflateTerms() if compress else None
        request = OpeningRequest("127.0.0.1", "/", chance.randbytes(16), deflate=terms)
        self._ends = {
            Role.CLIENT: Endpoint(Role.CLIENT, request, Behaviour(), Limits(), chance.randbytes),
            Role.SERVER: Endpoint(
                Role.SERVER, ServerPolicy(deflate=terms), Behaviour(), Limits(), chance.randbytes
            ),
        }
        self._ids = {}
        in_view = list(Role) if two_sided else [chance.choice(list(Role))]
        for role in in_view:
            end = self.journal.open_end(EndKind.of(role), 0)
            mine, other = ("127.0.0.1", 1), ("127.0.0.1", 2)
            ends = (mine, other) if role is Role.CLIENT else (other, mine)
            self.journal.attach(end, *ends)
            self._ids[role] = end
        self._flight: dict[Role, bytearray] = {role: bytearray() for role in Role}
        self._marks: dict[Role, list[Event]] = {role: [] for role in Role}
        for role in Role:
            self.tell(role, Connected())

    def tell(self, role: Role, event: Event | Wish) -> None:
        """Hand an event to an end, and carry out what it answers."""
        self.now += 100_000
        events = [event]
        while events:
            for command in self._ends[role].handle(events.pop(0)):
                events += self._carry_out(role, command)

    def _carry_out(self, role: Role, command: Command) -> list[Event]:
        end = self._ids.get(role)
        match command:
            case Record(fact) if end is not None:
                self.journal.append(end, self.now, fact)
            case RecordFrames(frames, inflated) if end is not None:
                self.journal.append_frames(end, self.now, frames, inflated)
            case Write(data):
                self._flight[role] += data
            case HalfClose():
                self._marks[role].append(EofReceived())
                return [FinSent()]
            case CloseTransport() | AbortTransport():
                if not self._marks[role]:
                    self._marks[role].append(EofReceived())
                return [FinSent(), TransportLost()]
        return []

    def step(self) -> bool:
        """Let some bytes arrive; False when nothing is on its way any more."""
        moving = [role for role in Role if self._flight[role] or self._marks[role]]
        if not moving:
            return False
        sender = self._chance.choice(moving)
        flight = self._flight[sender]
        if flight:
            size = self._chance.choice((1, 2, 7, 60, len(flight)))
            data = bytes(flight[:size])
            del flight[:size]
            self.tell(sender.peer, BytesReceived(data))
        else:
            self.tell(sender.peer, self._marks[sender].pop(0))
        return True

    def settle(self) -> None:
        """Let everything arrive."""
        while self.step():
            pass

    def verdict(self) -> Verdict:
        """What is found out about it."""
        judge = Judge(self.journal)
        judge.catch_up()
        return judge.verdict(1, self.now)


_WISHES = st.one_of(
    st.builds(lambda words: SendMessage(words.encode(), is_text=True), st.text(max_size=300)),
    st.builds(lambda data: SendMessage(data, is_text=False), st.binary(max_size=300)),
    st.builds(lambda data: SendControl(Kind.PING, data), st.binary(max_size=125)),
)


@given(
    seed=st.integers(0, 2**32),
    compress=st.booleans(),
    two_sided=st.booleans(),
    said=st.lists(st.tuples(st.sampled_from(list(Role)), _WISHES), max_size=12),
    closer=st.sampled_from(list(Role)),
    code=_CODES,
    reason=st.text(max_size=30),
)
@settings(max_examples=300)
def test_no_rule_is_broken(
    seed: int,
    compress: bool,
    two_sided: bool,
    said: list[tuple[Role, Wish]],
    closer: Role,
    code: int | None,
    reason: str,
) -> None:
    wire = Wire(random.Random(seed), compress=compress, two_sided=two_sided)
    wire.settle()
    chance = random.Random(seed)
    for role, wish in said:
        wire.tell(role, wish)
        if chance.random() < 0.5:
            wire.step()
    wire.tell(closer, SendClose(code, b"" if code is None else reason.encode()[:123]))
    wire.settle()
    verdict = wire.verdict()
    broken = [one for one in verdict.findings if one.severity is Severity.VIOLATION]
    assert broken == []
    assert verdict.ending in (f"clean-{closer}", "clean-crossing")
    assert verdict.handshake_complete
    for end in verdict.ends.values():
        if end.reported is not None:
            assert end.reported[:3] == end.predicted["letter"][:3]
