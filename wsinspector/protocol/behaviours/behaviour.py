"""How an end acts where a person may want it to act otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CloseReply(StrEnum):
    """What answers a Close that arrives before this end has sent one (RFC 6455 §5.5.1)."""

    ECHO = "echo"
    """A Close with the same body."""
    OWN = "own"
    """A Close with a body of one's own."""
    EMPTY = "empty"
    """A Close without a body."""
    BYTES = "bytes"
    """Any bytes in the place of a Close."""
    NEVER = "never"
    """Nothing; TCP stays open."""
    FIN = "fin"
    """No Close, but the end of TCP by FIN."""
    RST = "rst"
    """No Close, but the end of TCP by RST."""


class TcpDuty(StrEnum):
    """What an end does when it is its turn to end TCP (RFC 6455 §5.5.1, §7.1.1)."""

    END = "end"
    """Its duty: a server ends TCP once both Close frames are out, a client ends its side when the
    server has, or when its patience is over."""
    LEAVE = "leave"
    """Nothing: TCP stays open, even after the peer's FIN."""
    BARE = "bare"
    """Its duty, but on TLS without the close_notify that belongs before it (RFC 8446 §6.1)."""
    RST = "rst"
    """It resets TCP once its answer is out."""


@dataclass(frozen=True, slots=True)
class OnClose:
    """What is done about a Close, and at the end of TCP.

    Attributes:
        reply: the answer.
        code: of an own answer, any 16-bit number; None for an empty body.
        reason: of an own answer, the bytes that go on the wire after the code.
        raw: of an answer in bytes, these, as they are.
        delay: milliseconds between the Close and the answer, or what comes in its place.
        messages_first: how many new text messages are sent just before the answer (§5.5.1: not
            allowed, but that the current one be finished).
        ping_first: whether a Ping is sent just before the answer.
        times: how often the answer is sent, 1 or 2.
        tcp: what is done at the end of TCP, whoever began to close.
    """

    reply: CloseReply = CloseReply.ECHO
    code: int | None = 1000
    reason: bytes = b""
    raw: bytes = b""
    delay: int = 0
    messages_first: int = 0
    ping_first: bool = False
    times: int = 1
    tcp: TcpDuty = TcpDuty.END

    @property
    def ends_tcp(self) -> bool:
        """Whether this end ends TCP in any way when it is its turn."""
        return self.tcp is not TcpDuty.LEAVE

    @property
    def is_bare(self) -> bool:
        """Whether TLS does not say that its stream is over."""
        return self.tcp is TcpDuty.BARE


class PingReply(StrEnum):
    """What answers a Ping (RFC 6455 §5.5.2)."""

    PONG = "pong"
    """A Pong with the same payload."""
    WRONG = "wrong"
    """A Pong with another payload."""
    NEVER = "never"
    """Nothing."""


@dataclass(frozen=True, slots=True)
class OnPing:
    """What is done about a Ping.

    Attributes:
        reply: the answer.
        delay: milliseconds between a Ping and its answer. Of the Pings that arrive meanwhile only
            the latest is answered (§5.5.3 allows that).
        skip: how many Pings go unanswered after each that was answered.
    """

    reply: PingReply = PingReply.PONG
    delay: int = 0
    skip: int = 0


class ViolationReply(StrEnum):
    """What answers a violation by the peer that fails the connection (RFC 6455 §7.1.7)."""

    FAIL = "fail"
    """A Close with the fitting code, and the end of TCP."""
    OWN = "own"
    """A Close with a code of one's own, and the end of TCP."""
    DROP = "drop"
    """The end of TCP, without a Close."""
    CARRY_ON = "carry-on"
    """Nothing: the frame is passed over, and the connection goes on."""


@dataclass(frozen=True, slots=True)
class OnViolation:
    """What is done about a violation by the peer.

    Attributes:
        reply: the answer.
        code: of an own answer, any 16-bit number.
    """

    reply: ViolationReply = ViolationReply.FAIL
    code: int = 1002


class MessageReply(StrEnum):
    """What answers a text or binary message."""

    NOTHING = "nothing"
    ECHO = "echo"
    """The same message."""
    FIXED = "fixed"
    """Always the same message."""
    BROADCAST = "broadcast"
    """The same message, to every connection of the listener, as a chat server does. A client has
    nobody else to send to, and answers nothing."""


@dataclass(frozen=True, slots=True)
class OnMessage:
    """What is done about a message.

    Attributes:
        reply: the answer.
        answer: the fixed answer; UTF-8 of the text when ``is_text``, though that is not checked.
        is_text: whether the fixed answer is a text message, else a binary one.
    """

    reply: MessageReply = MessageReply.NOTHING
    answer: bytes = b""
    is_text: bool = True

    @property
    def echoes(self) -> bool:
        """Whether every message is sent back as it came."""
        return self.reply is MessageReply.ECHO


@dataclass(frozen=True, slots=True)
class KeepAlive:
    """Pings of one's own accord (RFC 6455 §5.5.2), as many libraries send them.

    Attributes:
        interval: milliseconds between two Pings; 0 sends none.
        timeout: milliseconds to wait for the Pong; then the connection is failed with 1011. 0
            waits for ever.
    """

    interval: int = 0
    timeout: int = 0


class Presence(StrEnum):
    """Whether an end takes part at all."""

    NORMAL = "normal"
    NOT_READING = "not-reading"
    """It reads nothing, so that not even the peer's FIN or RST can be seen; it still writes."""
    VANISHED = "vanished"
    """It neither reads nor writes, and TCP stays as it is: a machine that has lost its power."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The choices of one end. The defaults are what RFC 6455 asks for.

    Attributes:
        close: on a Close, and at the end of TCP.
        ping: on a Ping.
        violation: on a violation by the peer.
        message: on a text or binary message.
        keep_alive: Pings of one's own accord.
        presence: whether it takes part at all.
        accept_faulty: whether an opening handshake with faults is accepted all the same.
    """

    close: OnClose = OnClose()
    ping: OnPing = OnPing()
    violation: OnViolation = OnViolation()
    message: OnMessage = OnMessage()
    keep_alive: KeepAlive = KeepAlive()
    presence: Presence = Presence.NORMAL
    accept_faulty: bool = False
