"""From when on something counts as late, withheld or cut."""

from __future__ import annotations

from dataclasses import dataclass

_MS = 1_000_000
_S = 1000 * _MS


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Times in nanoseconds. They judge; what our own ends do is set elsewhere.

    Attributes:
        reply_soft: until then the answer to a Close is prompt (RFC 6455 §5.5.1, SHOULD).
        reply_hard: from then on it counts as withheld.
        tcp: how long "immediately" may take for a server that has to end TCP (§5.5.1).
        pong_soft: until then a Pong is prompt (§5.5.2, SHOULD).
        pong_hard: from then on it counts as missing.
        handshake: from half of it on the answer to the opening handshake is late.
        same: what lies no further apart happened in the same moment.
        silence: from then on silence before the end is worth a thought.
        idle_marks: silences after which proxies and load balancers typically cut.
        idle_slack: how far from such a mark the cut may be.
        reconnect: who connects again sooner after an abnormal end does not back off.
    """

    reply_soft: int = _S
    reply_hard: int = 10 * _S
    tcp: int = _S
    pong_soft: int = _S
    pong_hard: int = 10 * _S
    handshake: int = 10 * _S
    same: int = 50 * _MS
    silence: int = 25 * _S
    idle_marks: tuple[int, ...] = tuple(
        mark * _S for mark in (30, 55, 60, 100, 120, 300, 350, 600, 3600)
    )
    idle_slack: int = 2 * _S
    reconnect: int = 100 * _MS

    def scaled(self, factor: float) -> Thresholds:
        """The same with all times longer or shorter, for what is played faster than it happens."""

        def scale(time: int) -> int:
            return round(time * factor)

        return Thresholds(
            reply_soft=scale(self.reply_soft),
            reply_hard=scale(self.reply_hard),
            tcp=scale(self.tcp),
            pong_soft=scale(self.pong_soft),
            pong_hard=scale(self.pong_hard),
            handshake=scale(self.handshake),
            same=scale(self.same),
            silence=scale(self.silence),
            idle_marks=tuple(map(scale, self.idle_marks)),
            idle_slack=scale(self.idle_slack),
            reconnect=scale(self.reconnect),
        )

    def idle_mark(self, silence: int) -> int | None:
        """The mark that a silence is at; None if it is at none."""
        for mark in self.idle_marks:
            if abs(silence - mark) <= self.idle_slack and silence >= self.silence:
                return mark
        return None
