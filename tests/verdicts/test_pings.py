from __future__ import annotations

from wsinspector.protocol.phases import Role
from wsinspector.verdicts.findings import Findings
from wsinspector.verdicts.frame_stream import SeenFrame
from wsinspector.verdicts.pings import Pings
from wsinspector.verdicts.thresholds import Thresholds

MS = 10**6


class Heartbeat:
    """Pings of a server, and what is found about them."""

    def __init__(self) -> None:
        self.findings = Findings()
        self.pings = Pings(Role.SERVER, self.findings, Thresholds())
        self.entry = 0

    def _frame(self, at_ms: int, opcode: int, payload: bytes | None) -> SeenFrame:
        self.entry += 1
        return SeenFrame(self.entry, at_ms * MS, opcode, b"", 0, payload, None)

    def ping(self, at_ms: int, payload: bytes | None = b"") -> None:
        self.pings.ping(self._frame(at_ms, 9, payload))

    def pong(self, at_ms: int, payload: bytes | None = b"") -> None:
        self.pings.pong(self._frame(at_ms, 10, payload))

    @property
    def found(self) -> dict[str, tuple[int, ...]]:
        return {finding.rule: finding.entries for finding in self.findings}


def test_a_pong_answers_its_ping() -> None:
    beat = Heartbeat()
    beat.ping(0, b"a")
    beat.pong(7, b"a")
    assert beat.found == {}
    assert beat.pings.quickest_ns == 7 * MS
    assert not beat.pings.waiting


def test_a_late_pong() -> None:
    beat = Heartbeat()
    beat.ping(0)
    beat.pong(1001)
    assert beat.found == {"pong-late": (1, 2)}


def test_the_newest_may_answer_for_all() -> None:
    beat = Heartbeat()
    for payload in (b"a", b"b", b"c"):
        beat.ping(0, payload)
    beat.pong(1, b"b")
    assert beat.found == {"pong-skipped": (1, 4)}
    assert [ping.payload for ping in beat.pings.waiting] == [b"c"]


def test_another_payload_is_no_answer() -> None:
    beat = Heartbeat()
    beat.ping(0, b"a")
    beat.pong(1, b"b")
    assert beat.pings.mismatch == (1, 2)
    beat.pong(2, b"a")
    assert beat.pings.mismatch is None
    assert beat.found == {}


def test_nobody_asked() -> None:
    beat = Heartbeat()
    beat.pong(0)
    assert beat.found == {"pong-unsolicited": (1,)}


def test_a_payload_that_was_not_kept_may_be_any() -> None:
    beat = Heartbeat()
    beat.ping(0, None)
    beat.pong(1, b"x")
    assert not beat.pings.waiting


def test_more_than_a_hundred_in_a_second() -> None:
    beat = Heartbeat()
    for number in range(100):
        beat.ping(number * 9)
    assert beat.found == {}
    beat.ping(950)
    assert beat.found == {"ping-flood": (101,)}
