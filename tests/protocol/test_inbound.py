"""The order of record and action, and the end of listening."""

from __future__ import annotations

from tests.support.playbook import KEY, from_peer, spoken
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.inbound import Inbound
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role


class Actions:
    """Says among the commands what it was asked to do."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def _say(self, words: str) -> None:
        self._outbox.record(Kind.NOTE, {"text": [words, {}]})

    def take_message(self, message) -> None:
        self._say(f"message {message.data.decode()}")

    def take_ping(self, payload: bytes) -> None:
        self._say(f"ping {payload.decode()}")

    def take_close(self, payload) -> None:
        self._say(f"close {payload.code}")

    def take_pong(self, payload: bytes) -> None:
        self._say(f"pong {payload.decode()}")

    def passes_over(self, violation) -> bool:
        return violation.rule == "frame-opcode-reserved"

    def take_violation(self, violation) -> None:
        self._say(f"violation {violation.rule}")

    def burst_echo(self) -> bool | None:
        return None


def inbound(start: int = 100) -> tuple[Inbound, Outbox]:
    outbox = Outbox(Role.CLIENT, lambda n: KEY[:n])
    stream = Inbound(Role.CLIENT, Limits(message_bytes=50), outbox, Actions(outbox))
    stream.begin(start)
    return stream, outbox


def test_each_frame_is_recorded_before_it_is_acted_on():
    stream, outbox = inbound()
    stream.take(
        from_peer("client", 1, b"a") + from_peer("client", 9, b"p") + from_peer("client", 10)
    )
    assert spoken(outbox.collect()) == [
        "frame <- 1 61",
        "note message a",
        "frame <- 9 70",
        "note ping p",
        "frame <- 10",
        "note pong",
    ]
    assert not stream.only_records


def test_after_a_close_everything_is_only_recorded():
    stream, outbox = inbound()
    stream.take(from_peer("client", 8, b"\x03\xe8") + from_peer("client", 7, rsv=7))
    stream.take(from_peer("client", 9, b"p"))
    assert stream.only_records
    assert spoken(outbox.collect()) == [
        "frame <- 8 03 e8",
        "note close 1000",
        "frame <- 7",
        "frame <- 9 70",
    ]


def test_a_violating_frame_that_is_there_is_recorded_whole_and_before_the_failure():
    stream, outbox = inbound()
    stream.take(from_peer("client", 1, b"a", rsv=4) + from_peer("client", 1, b"b"))
    commands = outbox.collect()
    assert spoken(commands) == [
        "frame <- 1 61",
        "failure frame-rsv-without-extension",
        "note violation frame-rsv-without-extension",
        "frame <- 1 62",
    ]
    failure = commands[1].fact
    assert (failure.start, failure.sent, failure.details["code"]) == (100, False, 1002)


def test_a_violating_frame_that_is_not_whole_is_partial_and_the_next_one_is_still_found():
    stream, outbox = inbound()
    wire = from_peer("client", 1, b"a\xffbc") + from_peer("client", 8, b"\x03\xea")
    stream.take(wire[:4])
    assert spoken(outbox.collect()) == [
        "partial <- text-invalid-utf8 81 04 61 ff",
        "failure text-invalid-utf8",
        "note violation text-invalid-utf8",
    ]
    stream.take(wire[4:])
    assert spoken(outbox.collect()) == ["bytes <- after-failure 62 63", "frame <- 8 03 ea"]


def test_the_end_of_the_stream_inside_a_frame():
    stream, outbox = inbound()
    stream.take(b"\x81\x05He")
    stream.finish("eof")
    assert spoken(outbox.collect()) == ["partial <- eof 81 05 48 65"]
    stream.finish("lost")
    assert outbox.collect() == []


def test_a_stream_without_frames():
    stream, outbox = inbound()
    stream.record_only(7, "http-body")
    stream.take(b"\x81\x00")
    (command,) = outbox.collect()
    assert (command.fact.start, command.fact.details["why"]) == (7, "http-body")
    assert not stream.is_full
