"""What holds for an endpoint whatever happens to it, in whatever order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.chunking import CUTS, chunks_of, octets
from tests.support.pair import Pair
from tests.support.playbook import (
    REQUEST,
    facts,
    frames,
    from_peer,
    new_endpoint,
    open_endpoint,
    response_head,
    written,
)
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
from wsinspector.protocol.commands import (
    AbortTransport,
    CancelTimer,
    CloseTransport,
    HalfClose,
    Record,
    RecordFrames,
    SetPresence,
    StartTimer,
    Write,
)
from wsinspector.protocol.exchange import (
    ApiClose,
    BytesReceived,
    ChangeBehaviour,
    Connected,
    EndTcp,
    EofReceived,
    FinSent,
    SendBytes,
    SendClose,
    SendControl,
    SendMessage,
    TcpEnd,
    Timer,
    TimerFired,
    TransportLost,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.lifecycle import TRANSITIONS
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.phases import Phase, ReadyState, Role

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
STEPS = {(before, after) for (before, _), after in TRANSITIONS.items()}
RESPONSE = response_head()
OFFER = {Role.SERVER: REQUEST.head(), Role.CLIENT: RESPONSE}
LIMIT = 150


class World:
    """One endpoint between a peer and a user, and all that must hold at every moment.

    It plays an engine that keeps the contract of commands: ``FinSent`` follows what asks for it,
    only running timers fire, and of a transport that is gone nothing is heard.
    """

    def __init__(self, role: Role, behaviour: Behaviour) -> None:
        self.role = role
        self.endpoint = new_endpoint(role, behaviour, Limits(message_bytes=LIMIT, head_bytes=1024))
        self.dutiful = dutiful(behaviour)
        self.phases = [self.endpoint.phase]
        self.api: list[dict[str, object]] = []
        self.running: set[object] = set()
        self.ends: list[type] = []
        self.fed = 0
        self.sent = 0
        self.recorded = 0
        self.dropped = 0
        self.closes_by_hand = 0
        self.bytes_by_hand = False
        self.recorded_sent = 0
        self.closes_sent: list[int] = []
        self.up = self.fin_known = self.eof = self.lost = False
        self.presence = Presence.NORMAL

    # -- what happens ----------------------------------------------------------------------------

    def happen(self, what: tuple[str, object]) -> None:
        name, value = what
        up = self.up and not self.lost and self.presence is Presence.NORMAL
        if name == "bytes" and up and not self.eof:
            data = b"".join(self.wire(word) for word in value)
            self.fed += len(data)
            self.tell(BytesReceived(data))
        elif name == "eof" and up:
            self.eof = True
            self.tell(EofReceived())
        elif name == "fin" and self.fin_due:
            self.fin_known = True
            self.tell(FinSent())
        elif name == "lost" and not self.lost:
            self.lost = True
            self.tell(TransportLost(**value))
        elif name == "timer" and self.running:
            timer = sorted(self.running)[value % len(self.running)]
            self.running.remove(timer)
            self.tell(TimerFired(timer))
        elif name == "wish":
            self.dutiful &= not isinstance(value, ChangeBehaviour) or dutiful(value.behaviour)
            self.closes_by_hand += isinstance(value, SendClose | ApiClose)
            self.bytes_by_hand |= isinstance(value, SendBytes)
            self.tell(value)
        elif name == "connected" and not self.lost:
            self.up = True
            self.tell(Connected())

    def wire(self, word: object) -> bytes:
        if word == "head":
            return OFFER[self.role]
        if isinstance(word, bytes):
            return word
        opcode, payload, wishes = word
        wishes = dict(wishes)
        role = self.role.peer if wishes.pop("wrongly_masked", False) else self.role
        return from_peer(role, opcode, payload, **wishes)

    @property
    def fin_due(self) -> bool:
        asked = HalfClose in self.ends or CloseTransport in self.ends
        return asked and not self.fin_known and not self.lost and AbortTransport not in self.ends

    # -- what must hold --------------------------------------------------------------------------

    def tell(self, event: object) -> None:
        for command in self.endpoint.handle(event):
            self.check_command(command)
        self.check_moment()

    def check_command(self, command: object) -> None:
        match command:
            case Write(data):
                assert data, "a write of nothing"
                assert self.presence is not Presence.VANISHED, "a write of nobody"
                assert not self.ends, "a write after the end of our direction"
                self.sent += len(data)
            case SetPresence(presence):
                assert presence is not self.presence
                self.presence = presence
            case HalfClose() | CloseTransport() | AbortTransport():
                assert not self.lost
                assert type(command) not in self.ends, "asked for twice"
                order = [HalfClose, CloseTransport, AbortTransport].index
                assert [*self.ends, type(command)] == sorted([*self.ends, type(command)], key=order)
                self.ends.append(type(command))
            case StartTimer(timer, ms):
                assert not self.lost
                assert ms > 0 or timer is Timer.NEXT_PIECE
                self.running.add(timer)
            case CancelTimer(timer):
                self.running.remove(timer)
            case RecordFrames(many):
                assert many
                for sent, opcode, start, header, payload in many:
                    self.check_frame(sent, opcode)
                    self.check_bytes(sent, start, len(header) + len(payload))
            case Record(fact):
                self.check_fact(fact)

    def check_frame(self, sent: bool, opcode: int) -> None:
        if sent:
            if opcode in (TEXT, BINARY):
                late = self.closes_sent and not self.bytes_by_hand
                assert not late, "data after our Close (RFC 6455 §5.5.1)"
            if opcode == CLOSE:
                self.closes_sent.append(len(self.phases))

    def check_bytes(self, sent: bool, start: int, length: int) -> None:
        if sent:
            assert start == self.recorded_sent, "a hole or an overlap in what is recorded as sent"
            self.recorded_sent += length
        else:
            assert start == self.recorded, "a hole or an overlap in the record"
            self.recorded += length

    def check_fact(self, fact: object) -> None:
        assert not fact.kind.is_frame
        if fact.kind is Kind.STATE:
            phase = Phase.of(fact.details["phase"])
            assert fact.details["ready"] == phase.ready
            assert (self.phases[-1], phase) in STEPS
            assert self.phases[-1].ready <= phase.ready
            self.phases.append(phase)
        elif fact.kind is Kind.API:
            self.check_api(dict(fact.details))
        elif fact.kind in (Kind.BYTES, Kind.PARTIAL, Kind.REQUEST, Kind.RESPONSE):
            assert fact.data
            self.check_bytes(fact.sent, fact.start, len(fact.data))
        self.dropped += fact.details.get("dropped", 0)

    def check_api(self, event: dict[str, object]) -> None:
        before = [earlier["event"] for earlier in self.api]
        assert "close" not in before, "nothing is reported after close"
        match event["event"]:
            case "open":
                assert before == []
                assert self.phases[-1] is Phase.OPEN
            case "message":
                assert before[:1] == ["open"]
                assert self.phases[-1] is Phase.OPEN
                assert "error" not in before
            case "error":
                assert self.role is Role.CLIENT
                assert "error" not in before
        self.api.append(event)

    def check_moment(self) -> None:
        endpoint = self.endpoint
        phase = endpoint.phase
        assert phase is self.phases[-1]
        assert endpoint.bytes_sent == self.sent
        assert endpoint.bytes_received == self.fed
        over = phase.ready is ReadyState.CLOSED
        report = endpoint.report()
        assert (report is not None) == over
        if self.lost:
            assert over
            assert not self.running
            assert self.recorded + self.dropped == self.fed
            assert self.recorded_sent == self.sent
        if over:
            self.check_report(report)
        elif (
            self.dutiful
            and phase not in (Phase.CONNECTING_TCP, Phase.OPEN)
            and AbortTransport not in self.ends
            and self.up
        ):
            assert self.running, f"nothing leads out of {phase}"
        opened = Phase.OPEN in self.phases
        by_hand = self.closes_by_hand
        assert len(self.closes_sent) <= by_hand + 2 or self.bytes_by_hand
        assert not self.closes_sent or opened

    def check_report(self, report: object) -> None:
        endpoint = self.endpoint
        opened = Phase.OPEN in self.phases
        events = [event["event"] for event in self.api]
        if self.role is Role.CLIENT or opened:
            assert events[-1:] == ["close"]
            said = self.api[-1]
            assert (said["code"], said["reason"], said["wasClean"]) == report[:3]
            if self.role is Role.CLIENT:
                assert (events[-2:-1] == ["error"]) == report.error
        else:
            assert events == []
        failed = Phase.FAILING in self.phases
        both = None not in (endpoint.close_sent, endpoint.close_received)
        assert report.was_clean == (both and not failed)
        received = endpoint.close_received
        if received is None:
            assert report[:2] == (1006, "")
        else:
            assert report.code == (1005 if received.code is None else received.code)
            reason = b"" if received.code is None else received.reason
            assert report.reason == reason.decode(errors="replace")
        if failed or not opened:
            assert report.error
        if report.was_clean:
            assert not report.error


def dutiful(behaviour: Behaviour) -> bool:
    return (
        behaviour.close.ends_tcp
        and behaviour.close.reply is not CloseReply.NEVER
        and behaviour.presence is not Presence.VANISHED
    )


PAYLOADS = st.sampled_from(
    [b"", b"a", b"\xff", "再见".encode(), b"\xe5\x86", bytes(125), bytes(126)]
)
BODIES = st.sampled_from(
    [
        b"",
        b"\x03",
        b"\x03\xe8",
        b"\x03\xe8ok",
        b"\x03\xed",
        b"\x0f\xa0\xff",
        b"\x03\xe8" + b"r" * 123,
    ]
)
FAULTY = st.fixed_dictionaries(
    {},
    optional={
        "fin": st.booleans(),
        "rsv": st.sampled_from([0, 0, 4, 7]),
        "length_encoding": st.just(64),
        "declared_length": st.sampled_from([3, LIMIT + 1, 2**63, 2**64 - 1]),
        "wrongly_masked": st.sampled_from([False, False, True]),
    },
)
FRAMES = st.one_of(
    st.tuples(st.sampled_from([TEXT, BINARY, PING, PONG]), PAYLOADS, st.just({})),
    st.tuples(st.sampled_from([0, TEXT, BINARY]), PAYLOADS, st.just({"fin": False})),
    st.tuples(st.just(CLOSE), BODIES, st.just({})),
    st.tuples(st.integers(0, 15), PAYLOADS, FAULTY),
)
WORDS = st.one_of(
    FRAMES,
    st.just("head"),
    st.binary(min_size=1, max_size=6),
    st.sampled_from(
        [b"HTTP/1.1 404 Not Found\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", bytes(70_000), b"\r\n"]
    ),
)
BEHAVIOURS = st.builds(
    Behaviour,
    close=st.builds(
        OnClose,
        reply=st.sampled_from(CloseReply),
        code=st.sampled_from([None, 1000, 1005]),
        raw=st.sampled_from([b"", b"\x88\x02\x03\xe8", b"\x88\x80aaaa", b"HTTP"]),
        delay=st.sampled_from([0, 0, 50]),
        messages_first=st.sampled_from([0, 0, 3]),
        ping_first=st.booleans(),
        times=st.sampled_from([1, 1, 2]),
        tcp=st.sampled_from([TcpDuty.END, *TcpDuty]),
    ),
    ping=st.builds(
        OnPing, st.sampled_from(PingReply), st.sampled_from([0, 9]), st.sampled_from([0, 1])
    ),
    violation=st.builds(OnViolation, st.sampled_from(ViolationReply), st.just(4000)),
    message=st.builds(OnMessage, st.sampled_from(MessageReply), st.just(b"\xff"), st.booleans()),
    keep_alive=st.sampled_from([KeepAlive(), KeepAlive(10), KeepAlive(10, 30)]),
    presence=st.sampled_from([Presence.NORMAL, Presence.NORMAL, *Presence]),
    accept_faulty=st.booleans(),
)
CODES = st.sampled_from([None, 0, 1000, 1006, 4000])
REASONS = st.sampled_from([b"", b"bye", b"\xff", bytes(130)])
WISHES = st.one_of(
    st.builds(SendMessage, st.sampled_from([b"", b"a", bytes(200)]), st.booleans()),
    st.builds(SendControl, st.sampled_from([PING, PONG]), st.sampled_from([b"", bytes(126)])),
    st.builds(SendClose, CODES, REASONS),
    st.builds(ApiClose, CODES, REASONS),
    st.builds(EndTcp, st.sampled_from(TcpEnd)),
    st.builds(ChangeBehaviour, BEHAVIOURS),
)
# Of a frame that is not whole the two ends tell different stories: a part, or what came of it.
BYTES = st.builds(
    SendBytes.split,
    st.sampled_from([b"", b"\x89\x00", b"\x82\x05a", b"\x8f", b"\xff" * 14]),
    st.sampled_from([(), (0,)]),
    st.sampled_from([0, 5]),
)
HAPPENINGS = st.one_of(
    st.tuples(st.just("bytes"), st.lists(WORDS, min_size=1, max_size=4)),
    st.tuples(st.just("bytes"), st.lists(FRAMES, min_size=1, max_size=4)),
    st.tuples(st.just("wish"), st.one_of(WISHES, BYTES)),
    st.tuples(st.just("timer"), st.integers(0, 3)),
    st.sampled_from([("eof", None), ("fin", None), ("connected", None)]),
    st.tuples(
        st.just("lost"),
        st.sampled_from([{}, {"reset": True}, {"reset": True, "error": "e"}, {"error": "e"}]),
    ),
)
BEGINNINGS = st.sampled_from(
    [
        [],
        [("connected", None)],
        [("connected", None), ("bytes", ["head"])],
        [("connected", None), ("bytes", ["head"])],
        [("connected", None), ("bytes", ["head"]), ("wish", SendClose(1000))],
    ]
)
ENDINGS = st.sampled_from([[], [("lost", {})], [("eof", None), ("fin", None), ("lost", {})]])


@settings(max_examples=300)
@given(st.sampled_from(Role), BEHAVIOURS, BEGINNINGS, st.lists(HAPPENINGS, max_size=8), ENDINGS)
@example(
    Role.SERVER,
    Behaviour(),
    [("connected", None)],
    [("wish", EndTcp(TcpEnd.FIN)), ("bytes", ["head"])],
    [("fin", None), ("lost", {})],
)
@example(
    Role.CLIENT,
    Behaviour(OnClose(CloseReply.NEVER, tcp=TcpDuty.LEAVE)),
    [("connected", None), ("bytes", ["head", (CLOSE, b"\x03\xe8", {})])],
    [("eof", None), ("wish", SendClose(1001))],
    [("lost", {})],
)
def test_whatever_happens(role, behaviour, beginning, middle, ending):
    world = World(role, behaviour)
    for what in [*beginning, *middle, *ending]:
        world.happen(what)


@settings(max_examples=150)
@given(st.sampled_from(Role), st.booleans(), st.lists(FRAMES, min_size=1, max_size=8), CUTS)
@example(Role.SERVER, True, [(TEXT, b"a", {})] * 3 + [(CLOSE, b"\x03\xe8", {})], [3, 9, 20])
@example(Role.SERVER, True, [(TEXT, "\u518d".encode(), {}), (TEXT, b"\xff", {})], [])
def test_how_the_stream_is_cut_changes_nothing(role, echo, words, cuts):
    """Only what fails a connection at its header may be recorded in one piece or in two."""
    world = World(role, Behaviour())
    data = b"".join(world.wire(word) for word in words)
    seen = set()
    for pieces in ([data], chunks_of(data, cuts), octets(data)):
        endpoint = open_endpoint(
            role,
            Behaviour(message=OnMessage(MessageReply.ECHO if echo else MessageReply.NOTHING)),
            Limits(message_bytes=LIMIT),
        )
        said = [command for piece in pieces for command in endpoint.handle(BytesReceived(piece))]
        failures = [fact for fact in facts(said) if fact.kind is Kind.FAILURE]
        until = failures[0].start if failures else len(data) + endpoint.bytes_received
        ours = [fact for fact in frames(said) if fact[0]]
        theirs = [fact for fact in frames(said) if not fact[0] and fact[2] < until]
        api = [str(fact.details) for fact in facts(said) if fact.kind is Kind.API]
        faults = [str((fact.start, fact.details)) for fact in failures]
        seen.add(
            (written(said), endpoint.phase, *map(tuple, (ours, theirs, api, faults))),
        )
    assert len(seen) == 1


def restful(behaviour: Behaviour) -> Behaviour:
    """One that comes to rest by itself, and does not keep the other end from it."""
    return replace(behaviour, keep_alive=KeepAlive(), presence=Presence.NORMAL)


PAIR_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["client", "server"]),
        st.one_of(st.just("deliver"), st.just("deliver"), st.integers(0, 3), WISHES),
    ),
    max_size=10,
)


@settings(max_examples=120)
@given(BEHAVIOURS.map(restful), BEHAVIOURS.map(restful), PAIR_STEPS, st.sampled_from([None, 1]))
def test_two_ends_tell_the_same_story(client, server, steps, chunk):
    """Whatever users do at both ends: it ends, and each end saw what the other one did.

    Two ends that both echo would never come to rest, so the client does not.
    """
    pair = Pair(replace(client, message=OnMessage()), server, chunk=chunk)
    both = {"client": pair.client, "server": pair.server}
    for name, step in steps:
        end = both[name]
        if step == "deliver":
            pair.deliver(end)
        elif isinstance(step, ChangeBehaviour):
            message = step.behaviour.message if name == "server" else OnMessage()
            pair.tell(end, ChangeBehaviour(replace(restful(step.behaviour), message=message)))
        elif not isinstance(step, int):
            pair.tell(end, step)
        elif end.timers:
            pair.fire(end, sorted(end.timers)[step % len(end.timers)])
    pair.run()
    for _ in range(20):
        for end in both.values():
            if end.timers:
                pair.fire(end, min(end.timers))
    for end, other in ((pair.client, pair.server), (pair.server, pair.client)):
        assert end.timers == {}
        theirs = [frame[1:] for frame in end.frames if not frame[0]]
        sent = [frame[1:] for frame in other.frames if frame[0]]
        # A frame that failed the connection at its header is recorded in part, so it may be absent.
        assert theirs == [frame for frame in sent if frame in theirs], "seen what was not done"
        report = end.endpoint.report()
        assert (report is not None) == end.gone
        if end.endpoint.close_received is not None:
            theirs = other.endpoint.close_sent.serialize()
            assert end.endpoint.close_received.serialize() == theirs
    if pair.client.gone and all(map(dutiful, (client, server))):
        assert pair.server.gone or any(isinstance(step, ChangeBehaviour) for _, step in steps)
