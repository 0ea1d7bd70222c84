"""Journals filled by hand, with the stories that the timeline has to tell.

A :class:`Talk` is one connection; each of its verbs records what both ends would have recorded,
in the order of a loopback connection: sent, then received, each followed by the change of phase.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Detail, Fact, FrameFact, Kind
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.protocol.phases import Phase, Role
from wsinspector.texts import Text

MS = 1_000_000
CLIENT, SERVER = Role.CLIENT, Role.SERVER
KEY = bytes.fromhex("37fa213d")
REASON_ZH = "孩子,地球太危险了,快回火星去吧!"
REASON_KO = "안녕히 가세요, 다음에 또 만나요"


@dataclass
class Talk:
    """One connection, told step by step.

    Attributes:
        journal: where it is recorded.
        ends: end id by role, for the ends in view.
        clock: the journal's clock in nanoseconds, shared by the talks of one journal.
    """

    journal: Journal
    ends: dict[Role, int]
    clock: list[int]
    offsets: dict[Role, int] = field(default_factory=lambda: {CLIENT: 0, SERVER: 0})
    phases: dict[Role, Phase] = field(default_factory=dict)

    @property
    def connection(self) -> int:
        """Its id."""
        return self.journal.end(next(iter(self.ends.values()))).connection

    def wait(self, ms: float) -> Talk:
        """Let time pass."""
        self.clock[0] += round(ms * MS)
        return self

    def record(
        self,
        role: Role,
        kind: Kind,
        sent: bool | None = None,
        data: bytes = b"",
        start: int = 0,
        **details: Detail,
    ) -> int:
        """One fact at one end; returns its entry."""
        fact = Fact(kind, sent, start, data, details)
        return self.journal.append(self.ends[role], self.clock[0], fact)

    def phase(self, role: Role, phase: Phase) -> Talk:
        """An end in view enters a phase."""
        if role in self.ends and self.phases.get(role) is not phase:
            self.phases[role] = phase
            self.record(role, Kind.STATE, phase=phase.word, ready=int(phase.ready))
        return self

    def api(self, role: Role, event: str, **details: Detail) -> Talk:
        """An end's API tells its program something."""
        if role in self.ends:
            fact = Fact(Kind.API, details={"event": event, **details})
            self.journal.append(self.ends[role], self.clock[0], fact)
        return self

    def travel(self, sender: Role, kind: Kind, data: bytes, arrives: bool = True) -> Talk:
        """Something that is no frame goes from one end to the other."""
        start = self.offsets[sender]
        for role in (sender, sender.peer):
            if role in self.ends and (role is sender or arrives):
                self.record(role, kind, role is sender, data, start)
                self.wait(0.11)
        self.offsets[sender] = start + len(data)
        return self

    def connect(self, path: str = "/") -> Talk:
        """TCP and a successful opening handshake."""
        self.phase(CLIENT, Phase.CONNECTING_TCP)
        if CLIENT in self.ends:
            self.record(CLIENT, Kind.TCP, True)
        if SERVER in self.ends:
            self.record(SERVER, Kind.TCP, False)
        self.phase(CLIENT, Phase.CONNECTING_HTTP).phase(SERVER, Phase.CONNECTING_HTTP)
        self.wait(0.8)
        request = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:8765\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n"
        )
        self.travel(CLIENT, Kind.REQUEST, request.encode()).wait(0.6)
        response = (
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
        )
        start = self.offsets[SERVER]
        if SERVER in self.ends:
            self.record(SERVER, Kind.RESPONSE, True, response.encode(), start)
            self.phase(SERVER, Phase.OPEN).api(SERVER, "open").wait(0.3)
        if CLIENT in self.ends:
            self.record(CLIENT, Kind.RESPONSE, False, response.encode(), start)
            self.phase(CLIENT, Phase.OPEN).api(CLIENT, "open")
        self.offsets[SERVER] = start + len(response)
        return self

    def frame(
        self,
        sender: Role,
        opcode: int,
        payload: bytes,
        *,
        arrives: bool = True,
        fin: bool = True,
        then: dict[Role, Phase] | None = None,
    ) -> Talk:
        """A frame goes from one end to the other; ``then`` is what the ends become by it."""
        header, _ = encode_frame(opcode, payload, fin=fin, mask=KEY if sender is CLIENT else None)
        start = self.offsets[sender]
        for role in (sender, sender.peer):
            if role in self.ends and (role is sender or arrives):
                fact: FrameFact = (role is sender, opcode, start, header, payload)
                self.journal.append_frames(self.ends[role], self.clock[0], [fact])
                if then and role in then:
                    self.phase(role, then[role])
                self.wait(0.13)
        self.offsets[sender] = start + len(header) + len(payload)
        return self

    def text(self, sender: Role, words: str) -> Talk:
        """A text message."""
        return self.frame(sender, Kind.TEXT, words.encode())

    def close(
        self, sender: Role, code: int | None = 1000, reason: str = "", *, arrives: bool = True
    ) -> Talk:
        """A Close frame, and the phases of RFC 6455 §7.1.3."""
        body = b"" if code is None else struct.pack("!H", code) + reason.encode()
        is_reply = self.phases.get(sender, self.phases.get(sender.peer)) in (
            Phase.CLOSE_RECEIVED,
            Phase.CLOSE_SENT if sender not in self.ends else Phase.CLOSE_RECEIVED,
        )
        then = (
            {sender: Phase.BOTH_CLOSED, sender.peer: Phase.BOTH_CLOSED}
            if is_reply
            else {sender: Phase.CLOSE_SENT, sender.peer: Phase.CLOSE_RECEIVED}
        )
        return self.frame(sender, Kind.CLOSE, body, arrives=arrives, then=then)

    def fin(self, sender: Role, *, arrives: bool = True) -> Talk:
        """A FIN."""
        return self.travel(sender, Kind.FIN, b"", arrives)

    def rst(self, sender: Role, *, arrives: bool = True) -> Talk:
        """A RST."""
        return self.travel(sender, Kind.RST, b"", arrives)

    def over(self, phase: Phase = Phase.CLOSED_CLEAN) -> Talk:
        """Both ends are done with it."""
        for role, end in self.ends.items():
            self.phase(role, phase)
            self.journal.finish(end)
        return self


class Story:
    """A journal and the talks in it.

    Attributes:
        journal: what was recorded.
    """

    def __init__(self) -> None:
        self.journal = Journal()
        self.clock = [0]
        self._port = 52_000

    def talk(self, *roles: Role, label: str = "") -> Talk:
        """A new connection with these ends in view; both when none is named."""
        self._port += 2
        client, server = ("127.0.0.1", self._port), ("127.0.0.1", 8765)
        ends = {}
        for role in roles or (CLIENT, SERVER):
            url = "ws://127.0.0.1:8765/" if role is CLIENT else ""
            end = self.journal.open_end(EndKind.of(role), self.clock[0], label=label, url=url)
            ends[role] = end
            mine, theirs = (client, server) if role is CLIENT else (server, client)
            self.journal.attach(end, mine, theirs)
        return Talk(self.journal, ends, self.clock)


def client_begun(story: Story) -> Talk:
    """The client begins, the server answers and ends TCP, as RFC 6455 §7.1.2 wants it."""
    talk = story.talk().connect()
    talk.wait(2112).text(CLIENT, "你好, server").wait(0.7).text(SERVER, "你好, server")
    talk.wait(800).frame(CLIENT, Kind.PING, b"1").wait(0.3).frame(SERVER, Kind.PONG, b"1")
    talk.wait(31_000).close(CLIENT, 1000, REASON_ZH).wait(0.4).close(SERVER, 1000, REASON_ZH)
    talk.wait(0.2).fin(SERVER).phase(SERVER, Phase.FIN_SENT).wait(0.2).fin(CLIENT)
    talk.over()
    talk.api(CLIENT, "close", code=1000, reason=REASON_ZH, wasClean=True)
    talk.api(SERVER, "close", code=1000, reason=REASON_ZH, wasClean=True)
    return talk


def server_begun(story: Story) -> Talk:
    """The server says goodbye but never hangs up; the client's patience ends."""
    talk = story.talk().connect("/chat")
    talk.wait(5).text(SERVER, REASON_KO).wait(1500).close(SERVER, 1000, REASON_KO)
    talk.wait(0.4).close(CLIENT, 1000, REASON_KO).wait(2002)
    talk.record(CLIENT, Kind.TIMEOUT, timer="tcp-end", ms=2000)
    talk.wait(0.1).fin(CLIENT).phase(CLIENT, Phase.FIN_SENT).wait(0.4).fin(SERVER)
    talk.over()
    talk.api(CLIENT, "close", code=1000, reason=REASON_KO, wasClean=True)
    return talk


def lost_close(story: Story) -> Talk:
    """The client's Close never reaches the server, which resets the connection."""
    talk = story.talk().connect()
    talk.wait(10).text(SERVER, "tick").wait(3)
    talk.close(CLIENT, 1001, "going away", arrives=False).wait(0.5).rst(SERVER)
    talk.over(Phase.CLOSED_UNCLEAN)
    talk.api(CLIENT, "error").api(CLIENT, "close", code=1006, reason="", wasClean=False)
    return talk


def one_ended(story: Story, role: Role = CLIENT) -> Talk:
    """Only one end is ours; the other one is seen from here alone."""
    talk = story.talk(role).connect("/echo")
    talk.wait(4).text(CLIENT, "hello").wait(1).text(SERVER, "hello")
    talk.wait(900).close(CLIENT, 4000, "bye").wait(1).close(SERVER, 4000, "bye")
    talk.wait(0.2).fin(SERVER).wait(0.1).fin(CLIENT).over()
    talk.api(role, "close", code=4000, reason="bye", wasClean=True)
    return talk


def failed(story: Story) -> Talk:
    """A client finds nobody to talk to."""
    talk = story.talk(CLIENT).phase(CLIENT, Phase.CONNECTING_TCP).wait(1)
    said = Text("journal.full", {"bytes": 1})
    talk.record(CLIENT, Kind.FAILURE, text=[said.id, dict(said.args)], step="tcp")
    talk.over(Phase.NEVER_OPENED).api(CLIENT, "error")
    return talk.api(CLIENT, "close", code=1006, reason="", wasClean=False)


def many_connections(story: Story, count: int = 3) -> list[Talk]:
    """Connections that talk at the same time."""
    talks = [story.talk().connect() for _ in range(count)]
    for turn in range(3):
        for number, talk in enumerate(talks):
            talk.wait(7).text(CLIENT, f"message {turn} of {number + 1}")
    for number, talk in enumerate(talks):
        talk.wait(4).close(CLIENT if number % 2 else SERVER, 1000 + number, "enough")
    for number, talk in enumerate(talks):
        talk.wait(4).close(SERVER if number % 2 else CLIENT, 1000 + number, "enough")
    return talks


def flood(story: Story, count: int, batch: int = 1000) -> Talk:
    """One connection, seen from the server, with ``count`` short messages in batches."""
    talk = story.talk(SERVER).connect()
    flow(talk, count, batch)
    return talk


def flow(talk: Talk, count: int, batch: int = 1000) -> None:
    """More short messages of a connection that the server alone sees: text in, text out."""
    payload = b"m" * 64
    inward, _ = encode_frame(1, payload, mask=KEY)
    outward, _ = encode_frame(1, payload)
    size_in, size_out = len(inward) + 64, len(outward) + 64
    while count > 0:
        now = min(batch, count)
        frames: list[FrameFact] = []
        for _ in range(now // 2):
            frames.append((False, 1, talk.offsets[CLIENT], inward, payload))
            frames.append((True, 1, talk.offsets[SERVER], outward, payload))
            talk.offsets[CLIENT] += size_in
            talk.offsets[SERVER] += size_out
        if now % 2:
            frames.append((False, 1, talk.offsets[CLIENT], inward, payload))
            talk.offsets[CLIENT] += size_in
        talk.wait(1)
        talk.journal.append_frames(talk.ends[SERVER], talk.clock[0], frames)
        count -= now
