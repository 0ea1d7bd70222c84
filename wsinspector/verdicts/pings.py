"""The Pings of one end and the Pongs that answer them, as seen at one place (RFC 6455 §5.5.2)."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wsinspector.protocol.phases import Role
    from wsinspector.verdicts.findings import Findings
    from wsinspector.verdicts.frame_stream import SeenFrame
    from wsinspector.verdicts.thresholds import Thresholds

_REMEMBERED = 1000
_FLOOD = 100
_SECOND = 10**9


class SeenPing(NamedTuple):
    """A Ping that is not answered yet.

    Attributes:
        entry: id of its entry.
        time_ns: when.
        payload: what the Pong has to repeat; None if it was not kept.
    """

    entry: int
    time_ns: int
    payload: bytes | None


class Pings:
    """Joins Pings with Pongs.

    Attributes:
        waiting: the Pings that no Pong has answered, oldest first.
        quickest_ns: the shortest time between a Ping and its Pong; None before the first.

    Args:
        pinger: whose Pings.
        findings: where broken rules go.
        thresholds: from when on a Pong is late.
    """

    def __init__(self, pinger: Role, findings: Findings, thresholds: Thresholds) -> None:
        self.waiting: deque[SeenPing] = deque(maxlen=_REMEMBERED)
        self.quickest_ns: int | None = None
        self._pinger = pinger
        self._findings = findings
        self._thresholds = thresholds
        self._times: deque[int] = deque(maxlen=_FLOOD)
        self._strange: list[int] = []

    def ping(self, frame: SeenFrame) -> None:
        """A Ping was sent."""
        self.waiting.append(SeenPing(frame.entry, frame.time_ns, frame.payload))
        times = self._times
        if len(times) == _FLOOD and frame.time_ns - times[0] < _SECOND:
            self._findings.add("ping-flood", self._pinger, frame.entry)
        times.append(frame.time_ns)

    def pong(self, frame: SeenFrame) -> None:
        """A Pong came from the other end."""
        ponger = self._pinger.peer
        if not self.waiting:
            self._findings.add("pong-unsolicited", ponger, frame.entry)
            return
        # §5.5.3: it is enough to answer the newest one.
        answered = len(self.waiting)
        while answered and not _answers(frame, self.waiting[answered - 1]):
            answered -= 1
        if not answered:
            if len(self._strange) < _REMEMBERED:
                self._strange.append(frame.entry)
            return
        ping = self.waiting[answered - 1]
        took = frame.time_ns - ping.time_ns
        if self.quickest_ns is None or took < self.quickest_ns:
            self.quickest_ns = took
        if took > self._thresholds.pong_soft:
            self._findings.add("pong-late", ponger, ping.entry, frame.entry)
        if answered > 1:
            skipped = [self.waiting[at].entry for at in range(answered - 1)]
            self._findings.add("pong-skipped", ponger, *skipped[-10:], frame.entry)
        for _ in range(answered):
            self.waiting.popleft()
        self._strange.clear()

    @property
    def mismatch(self) -> tuple[int, int] | None:
        """A Ping that was never answered and the Pong that should have been its answer."""
        if self._strange and self.waiting:
            return self.waiting[0].entry, self._strange[0]
        return None


def _answers(pong: SeenFrame, ping: SeenPing) -> bool:
    """Whether the payload is repeated; what was not kept may have been any."""
    return None in (ping.payload, pong.payload) or ping.payload == pong.payload
