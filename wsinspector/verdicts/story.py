"""Both ends of a connection together: who did what, wherever it was seen.

What an end did is known best from itself; where it is not in view, from what the other received.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.verdict import Certainty
from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wsinspector.verdicts.end_record import EndRecord
    from wsinspector.verdicts.frame_stream import SeenClose
    from wsinspector.verdicts.moment import Moment
    from wsinspector.verdicts.thresholds import Thresholds

_BLAMING: Final = frozenset((1002, 1003, 1007, 1009))
"""Codes by which an end says that the peer broke a rule (RFC 6455 §7.4.1)."""


class Story:
    """What is known of a connection.

    Args:
        records: what the ends in view have seen; at least one.
        thresholds: what is late or at once.
        now_ns: until when it is told, nanoseconds since the session began.
    """

    def __init__(
        self, records: Mapping[Role, EndRecord], thresholds: Thresholds, now_ns: int
    ) -> None:
        self.records = records
        self.thresholds = thresholds
        self.now_ns = now_ns

    @property
    def is_two_sided(self) -> bool:
        """Whether both ends are in view."""
        return len(self.records) == 2

    @property
    def is_open(self) -> bool:
        """Whether the opening handshake succeeded at any end."""
        return any(record.opened for record in self.records.values())

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen at any end in view."""
        return all(record.over for record in self.records.values())

    # -- Close frames ---------------------------------------------------------------------------

    def closes(self, role: Role) -> Sequence[SeenClose]:
        """The Close frames that an end has sent, the first two."""
        if role in self.records:
            return self.records[role].sent.closes
        return self.records[role.peer].received.closes

    def close(self, role: Role) -> SeenClose | None:
        """The first Close that an end has sent."""
        return next(iter(self.closes(role)), None)

    def got_close(self, role: Role) -> SeenClose | None:
        """The peer's first Close as this end received it; None also where that is not known."""
        record = self.records.get(role)
        return None if record is None else next(iter(record.received.closes), None)

    def replied(self, role: Role) -> bool:
        """Whether an end's Close came after the peer's, for all that is known."""
        own, peers = self.close(role), self.close(role.peer)
        if own is None or peers is None or self.crossing is not None or role is self.failer:
            return False
        got = self.got_close(role)
        if got is not None:
            return got.time_ns <= own.time_ns and got.entry < own.entry
        return peers.time_ns <= own.time_ns and peers.entry < own.entry

    @property
    def failer(self) -> Role | None:
        """Whose Close says that the peer broke a rule, and did so before it closed.

        Such a Close begins to close even if the peer's own was on its way (RFC 6455 §7.1.7): it
        answers what came before that.
        """
        for role in Role:
            close = self.close(role)
            if close is not None and close.payload.code in _BLAMING and self._was_wronged(role):
                return role
        return None

    def _was_wronged(self, role: Role) -> bool:
        """Whether a breach of the peer's came before either Close."""
        record = self.records.get(role)
        if record is None:
            other = self.records[role.peer]
            breach, streams = other.first_own_breach, (other.received, other.sent)
        else:
            breach, streams = record.first_breach, (record.sent, record.received)
        closes = [stream.closes[0].entry for stream in streams if stream.closes]
        return breach is not None and breach[0].entry < min(closes, default=0)

    @property
    def first_closer(self) -> Role | None:
        """Whose Close came first; None without any."""
        if (failer := self.failer) is not None:
            return failer
        closes = {role: close for role in Role if (close := self.close(role)) is not None}
        if len(closes) < 2:
            return next(iter(closes), None)
        for role in Role:
            if self.replied(role):
                return role.peer
        return min(closes, key=lambda role: (closes[role].time_ns, closes[role].entry))

    def waiting_ping(self, pinger: Role) -> int | None:
        """A Ping of this end that was never answered and had time to be; None without any."""
        record = self.records.get(pinger)
        pings = self.records[pinger.peer].peer_pings if record is None else record.own_pings
        if not pings.waiting:
            return None
        oldest = pings.waiting[0]
        end = self.close(pinger) or self.tcp_end(pinger)
        until = self.now_ns if end is None else end.time_ns
        return oldest.entry if until - oldest.time_ns >= self.thresholds.reply_soft else None

    @property
    def both_closed(self) -> bool:
        """Whether two Close frames were sent, and received where that can be known."""
        if not all(map(self.close, Role)):
            return False
        return all(record.received.closes for record in self.records.values())

    @property
    def both_closed_ns(self) -> int | None:
        """When the closing handshake was complete for the server, as far as that is known."""
        if not self.both_closed:
            return None
        record = self.records.get(Role.SERVER) or self.records[Role.CLIENT]
        return max(record.sent.closes[0].time_ns, record.received.closes[0].time_ns)

    @property
    def crossing(self) -> Certainty | None:
        """How sure it is that each sent its Close before it received the other's; None if not."""
        if not all(map(self.close, Role)) or self.failer is not None:
            return None
        if self.is_two_sided:
            certain = all(
                (got := self.got_close(role)) is None or got.time_ns > self.closes(role)[0].time_ns
                for role in Role
            )
            return Certainty.CERTAIN if certain else None
        (record,) = self.records.values()
        own, peers = record.sent.closes[0], record.received.closes[0]
        trip = self.quickest_trip_ns(record)
        waited = peers.time_ns - own.time_ns
        if waited < 0 or peers.entry < own.entry or trip is None or waited >= trip:
            return None
        # On one machine an answer may well be quicker than the handshake was, so time alone is
        # no proof of a crossing unless the two also say different things.
        if own.payload.code == peers.payload.code:
            return None
        if 2 * waited < trip:
            return Certainty.LIKELY
        return Certainty.POSSIBLE if own.payload.reason != peers.payload.reason else None

    @staticmethod
    def quickest_trip_ns(record: EndRecord) -> int | None:
        """The shortest time that anything took to the peer and back; None if nothing did.

        A Pong tells how quickly the peer's program answers. Without one the way itself is known at
        least, by TCP's own handshake, and that of the WebSocket if it was quicker still.
        """
        if record.own_pings.quickest_ns is not None:
            return record.own_pings.quickest_ns
        trips = []
        if record.role is Role.CLIENT and record.request and record.response:
            trips.append(record.response.time_ns - record.request.time_ns)
        if record.tcp.connecting is not None and record.tcp.connected is not None:
            trips.append(record.tcp.connected.time_ns - record.tcp.connecting.time_ns)
        return min(trips, default=None)

    # -- TCP ------------------------------------------------------------------------------------

    def fin(self, role: Role) -> Moment | None:
        """The FIN of an end, as sent or as received."""
        own, other = self.records.get(role), self.records.get(role.peer)
        if own is not None and own.tcp.fin_sent is not None:
            return own.tcp.fin_sent
        return None if other is None else other.tcp.fin_received

    def rst(self, role: Role) -> Moment | None:
        """The reset by an end, as sent or as received."""
        own, other = self.records.get(role), self.records.get(role.peer)
        if own is not None and own.tcp.rst_sent is not None:
            return own.tcp.rst_sent
        return None if other is None else other.tcp.rst_received

    def tcp_end(self, role: Role) -> Moment | None:
        """How an end has first ended TCP: its FIN or its reset."""
        found = [end for end in (self.fin(role), self.rst(role)) if end is not None]
        return min(found, key=_by_time, default=None)

    def left_early(self, role: Role) -> bool:
        """Whether an end out of view ended TCP before our answer to its Close can have come.

        A Pong tells how long the way takes, there and back; what comes sooner has crossed.
        """
        record, end = self.records.get(role.peer), self.tcp_end(role)
        if self.is_two_sided or record is None or end is None or not record.sent.closes:
            return False
        trip = record.own_pings.quickest_ns
        if trip is None or not self.replied(role.peer):
            return False
        return end.time_ns - record.sent.closes[0].time_ns < trip // 2

    @property
    def tcp_closer(self) -> Role | None:
        """Who ended TCP first; None if nobody did."""
        ends = {role: end for role in Role if (end := self.tcp_end(role)) is not None}
        if len(ends) == 2:
            for role in ends:
                if self.left_early(role):
                    return role
        return min(ends, key=lambda role: _by_time(ends[role]), default=None)


def _by_time(moment: Moment) -> tuple[int, int]:
    return moment.time_ns, moment.entry
