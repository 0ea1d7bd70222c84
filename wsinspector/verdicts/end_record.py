"""What one end has seen of a connection, as far as a verdict needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.api_events import Report
from wsinspector.protocol.facts import Detail, Kind
from wsinspector.protocol.opening.opening_stage import NOT_HTTP
from wsinspector.protocol.phases import Phase, ReadyState, Role
from wsinspector.verdicts.call_findings import note_call
from wsinspector.verdicts.compressed_messages import CompressedMessages
from wsinspector.verdicts.findings import Findings
from wsinspector.verdicts.frame_stream import FrameStream, SeenFrame
from wsinspector.verdicts.moment import Moment
from wsinspector.verdicts.opening_findings import (
    note_bare_tcp,
    note_own_response,
    note_request,
    note_response,
)
from wsinspector.verdicts.pings import Pings
from wsinspector.verdicts.prediction import Step, What
from wsinspector.verdicts.rules import RULES
from wsinspector.verdicts.tcp_record import TcpRecord

if TYPE_CHECKING:
    from wsinspector.journal.entries import Entry
    from wsinspector.verdicts.thresholds import Thresholds

MUST_FAIL = frozenset(rule.id for rule in RULES.values() if rule.must_fail)
"""Rules whose breach makes the receiver fail the connection."""

_STEPS_MAX = 1000
_LIMITS = frozenset(("frame-length-huge", "pmd-bomb"))
_BEGINNINGS = frozenset((Kind.TEXT, Kind.BINARY))
_NO_ANSWERS = frozenset((Kind.CLOSE, Kind.PING))


class EndRecord:
    """Everything is taken once, in order, at constant cost.

    Attributes:
        role: which end.
        findings: the rules that this end has seen broken, by whomever.
        sent: its own frames.
        received: the peer's.
        own_pings: its Pings and the peer's Pongs.
        peer_pings: the other way round.
        tcp: how the transport came and went.
        steps: what its API's report depends on.
        phase: where it stands.
        opened: when its opening handshake succeeded; None if it has not.
        request: when the request was sent or came.
        response: when the answer was.
        failure: details of what failed the opening handshake; empty if nothing did.
        failure_at: when.
        aborted: close() was called before it was open.
        first_breach: the first frame of the peer's that has to fail the connection, and its rule.
        first_own_breach: the same of its own frames.
        discarded: messages began to come between its own Close and the peer's.
        last_begun: the last one of them.
        last_heard: the last frame of the peer's that was no Close.
        refused: the rule because of which it failed the connection; empty if it did not.
        refused_frame: the frame that did not come whole was refused by this end.
        timeouts: when its patience ran out, by the name of the timer.
        partial: when a frame was given up that had not come whole.
        data_after_close: when its first data frame or Pong went after its own Close.
        frames_sent: how many frames it has sent.
        frames_received: how many have come.
        status: of the HTTP answer; 0 without one.
        close_in_open_message: its own message was unfinished when the peer's Close came.
        api: what its API reported at the end; None if it did not.
        api_at: the entries that say so.
        api_told_clean: it also said whether it was clean, which not every program's API does.
        last_ns: when the last thing happened at this end that was no frame.
        over: nothing more can happen.

    Args:
        role: see above.
        thresholds: from when on something is late.
    """

    def __init__(self, role: Role, thresholds: Thresholds) -> None:
        self.role = role
        self.findings = Findings()
        self.sent = FrameStream(role, self.findings)
        self.received = FrameStream(role.peer, self.findings)
        self.own_pings = Pings(role, self.findings, thresholds)
        self.peer_pings = Pings(role.peer, self.findings, thresholds)
        self.steps: list[Step] = []
        self.tcp = TcpRecord(self.findings)
        self.phase = Phase.CONNECTING_TCP
        self.opened: Moment | None = None
        self.request: Moment | None = None
        self.response: Moment | None = None
        self.failure: dict[str, Detail] = {}
        self.failure_at: Moment | None = None
        self.aborted: Moment | None = None
        self.first_breach: tuple[Moment, str] | None = None
        self.first_own_breach: tuple[Moment, str] | None = None
        self.discarded = False
        self.last_begun: Moment | None = None
        self.last_heard: Moment | None = None
        self.refused = ""
        self.refused_frame = False
        self.timeouts: dict[str, Moment] = {}
        self.partial: Moment | None = None
        self._last_bytes: tuple[int, int] | None = None
        self._last_sent: tuple[int, int] | None = None
        self.data_after_close: Moment | None = None
        self.frames_sent = 0
        self.frames_received = 0
        self.status = 0
        self.close_in_open_message = False
        self.api: Report | None = None
        self.api_at: tuple[int, ...] = ()
        self.api_told_clean = True
        self.last_ns = 0
        self.over = False
        self._asked = b""
        self._is_bare = False
        self._error_at: int | None = None

    @property
    def ready(self) -> ReadyState:
        """Its readyState."""
        return self.phase.ready

    @property
    def last_bytes(self) -> Moment | None:
        """When the last frame went or came."""
        return None if self._last_bytes is None else Moment(*self._last_bytes)

    @property
    def last_sent(self) -> Moment | None:
        """When its last data frame or Pong went."""
        return None if self._last_sent is None else Moment(*self._last_sent)

    # -- frames ---------------------------------------------------------------------------------

    def take_plain(
        self,
        entry: int,
        time_ns: int,
        header: bytes,
        length: int,
        wire: object,
        content: bytes | None,
        sent: bool,
    ) -> bool:
        """A whole frame went or came that nothing is wrong with; False if that is not so.

        The quick way for what almost all frames are, see :meth:`FrameStream.take_plain`.
        """
        if self.sent.closes or self.received.closes:
            return False
        if sent:
            if not self.sent.take_plain(entry, header, length, wire, content):
                return False
            self.frames_sent += 1
            self._last_sent = self._last_bytes = (entry, time_ns)
        else:
            if not self.received.take_plain(entry, header, length, wire, content):
                return False
            self.frames_received += 1
            self._last_bytes = (entry, time_ns)
        return True

    def take_frame(self, frame: SeenFrame, *, sent: bool) -> None:
        """A whole frame went or came."""
        stream = self.sent if sent else self.received
        self._last_bytes = moment = Moment(frame.entry, frame.time_ns)
        had = len(stream.closes)
        rules = stream.take(frame)
        if sent:
            self.frames_sent += 1
            if frame.opcode not in _NO_ANSWERS:
                self._last_sent = moment
                if had and self.data_after_close is None:
                    self.data_after_close = moment
        else:
            self.frames_received += 1
            if frame.opcode != Kind.CLOSE:
                self.last_heard = moment
        if sent and self.received.closes and frame.opcode in _BEGINNINGS:
            self.findings.add("new-message-after-close-received", self.role, frame.entry)
        if frame.opcode == Kind.CLOSE or (frame.opcode > Kind.CLOSE and not rules & MUST_FAIL):
            self._take_control(frame, stream, sent=sent, had=had)
            if frame.opcode == Kind.CLOSE:
                return
        if rules & MUST_FAIL:
            self._note_breach(frame, rules, sent=sent)
        if sent:
            return
        if self.sent.closes and not self.received.closes and frame.opcode in _BEGINNINGS:
            self.discarded = True
            self.last_begun = moment
        if rules or self.received.closes:
            self._step(Step(What.FRAME_RECEIVED, None, rules))

    def _take_control(self, frame: SeenFrame, stream: FrameStream, *, sent: bool, had: int) -> None:
        if frame.opcode == Kind.PING:
            (self.own_pings if sent else self.peer_pings).ping(frame)
        elif frame.opcode == Kind.PONG:
            pings = self.peer_pings if sent else self.own_pings
            if stream.closes and not pings.waiting:
                self.findings.add("control-after-close", stream.sender, frame.entry)
            (self.peer_pings if sent else self.own_pings).pong(frame)
        elif len(stream.closes) > had:
            close = stream.closes[-1]
            if not had and close.rules & MUST_FAIL:
                self._note_breach(frame, close.rules, sent=sent)
            if not had and not sent:
                self.close_in_open_message = self.sent.message_open is not None
            what = What.CLOSE_SENT if sent else What.CLOSE_RECEIVED
            self._step(Step(what, close.payload, close.rules))

    def _note_breach(self, frame: SeenFrame, rules: frozenset[str], *, sent: bool) -> None:
        breach = (Moment(frame.entry, frame.time_ns), min(rules & MUST_FAIL))
        if sent:
            self.first_own_breach = self.first_own_breach or breach
        else:
            self.first_breach = self.first_breach or breach

    def _step(self, step: Step) -> None:
        if len(self.steps) < _STEPS_MAX:
            self.steps.append(step)

    def _step_if(self, what: What | None) -> None:
        if what is not None:
            self._step(Step(what))

    # -- everything else ------------------------------------------------------------------------

    def take_fact(self, entry: Entry, details: dict[str, Detail], data: bytes) -> None:
        """Something else was recorded.

        Args:
            entry: what.
            details: what it carries.
            data: its raw bytes, of a head.
        """
        moment = Moment(entry.id, entry.time_ns)
        self.last_ns = entry.time_ns
        match entry.kind:
            case Kind.STATE:
                self._take_phase(moment, Phase.of(str(details["phase"])))
            case Kind.REQUEST:
                self.request = self.request or moment
                note_request(self.findings, entry.id, data)
                self._asked = b"" if details.get("plain") else data
            case Kind.RESPONSE:
                self.response = self.response or moment
                status = details.get("status")
                self.status = status if isinstance(status, int) else 0
                note_response(self.findings, entry.id, details)
                if self.role is Role.SERVER and self._asked and self.status:
                    note_own_response(self.findings, entry.id, data, self._asked)
                self._asked = b""
                agreed = str(details.get("deflate") or "")
                if agreed:
                    for stream in (self.sent, self.received):
                        stream.compressed = CompressedMessages(agreed, stream.sender)
            case Kind.CONNECT if details.get("step") == "begin":
                self._is_bare = str(details.get("url")).startswith("ws:")
            case Kind.TCP if entry.sent:
                if self._is_bare:
                    note_bare_tcp(self.findings, entry.id, details)
                self.tcp.connected = moment
            case Kind.FIN | Kind.RST:
                self._step_if(self.tcp.take_end(entry, self.last_bytes))
            case Kind.FAILURE:
                self._take_failure(moment, details)
            case Kind.TIMEOUT:
                self.timeouts.setdefault(str(details.get("timer")), moment)
            case Kind.PARTIAL:
                self.partial = self.partial or moment
                self.refused_frame = self.refused_frame or details.get("why") in RULES
            case Kind.CALL if self.role is Role.CLIENT:
                note_call(self.findings, entry.id, details, self.ready)
            case Kind.API:
                self._take_api(entry, details)
            case Kind.TLS:
                self._step_if(self.tcp.take_tls(entry, details))
            case Kind.NOTE:
                self._take_note(moment, details)
            case _:
                pass

    def _take_phase(self, moment: Moment, phase: Phase) -> None:
        self.phase = phase
        if phase is Phase.CONNECTING_TCP:
            self.tcp.connecting = moment
        elif phase is Phase.OPEN:
            self.opened = moment
            rules = (one.rule for one in self.findings if one.by is Role.SERVER)
            self._step(Step(What.OPENED, None, frozenset(rules)))
        elif phase is Phase.CONNECTING_ABORTED:
            self.aborted = moment
        elif phase is Phase.NEVER_OPENED:
            self._step(Step(What.NOT_OPENED))
        if phase.ready is ReadyState.CLOSED:
            self.over = True

    def _take_failure(self, moment: Moment, details: dict[str, Detail]) -> None:
        if "step" in details and self.opened is None:
            self.failure, self.failure_at = details, moment
            # What a client sends instead of a request is no answer.
            if details.get("reason") == NOT_HTTP and self.role is Role.CLIENT:
                self.findings.add("resp-not-http", Role.SERVER, moment.entry)
        elif (rule := str(details.get("rule"))) in RULES:
            self._take_refusal(moment, rule)

    def _take_refusal(self, moment: Moment, rule: str) -> None:
        """This end fails the connection, and says because of which rule."""
        self.first_breach = self.first_breach or (moment, rule)
        self.refused = self.refused or rule
        if rule not in self.findings and not (
            rule == "pmd-inflate-failed" and "pmd-context-takeover-forbidden" in self.findings
        ):
            self.findings.add(rule, self.role.peer, moment.entry)
        if rule in _LIMITS and not self.received.closes:
            self._step(Step(What.LIMITED))
        elif not self.received.closes:
            self._step(Step(What.FRAME_RECEIVED, None, frozenset((rule,))))

    def _take_api(self, entry: Entry, details: dict[str, Detail]) -> None:
        event = details.get("event")
        if event == "error":
            self._error_at = entry.id
        elif event == "close":
            code, reason = details.get("code"), details.get("reason")
            self.api = Report(
                code if isinstance(code, int) else 0,
                str(reason or ""),
                details.get("wasClean") is True,
                self._error_at is not None,
            )
            self.api_told_clean = "wasClean" in details
            self.api_at = (entry.id,) if self._error_at is None else (self._error_at, entry.id)

    def _take_note(self, moment: Moment, details: dict[str, Detail]) -> None:
        """Some rules are found by who reads the bytes, and noted."""
        rule = details.get("rule")
        if rule == "req-early-data":
            self.findings.add(rule, Role.CLIENT, moment.entry)
        elif rule == "tls-data-after-close-notify":
            self.findings.add(rule, self.role.peer, moment.entry)
