"""Connections and their ends in view, which become known one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wsinspector.journal.entries import Direction, EndKind
from wsinspector.protocol.facts import FrameFact, Kind
from wsinspector.protocol.phases import Role

Address = tuple[str, int]
"""Host and port of one side of a TCP connection, as the operating system names it."""

_FourTuple = tuple[Address, Address]

_PAGE = EndKind.PAGE
_FIN = 0x80

_LATE_MAX = 256
"""One end may be over before the other is announced; so many of those are remembered ..."""
_LATE_NS = 1_000_000_000
"""... and so long: the system may give the port away again."""


@dataclass(slots=True)
class End:
    """One place from where a connection is seen.

    Attributes:
        id: number of the end, from 1; 0 is the session itself.
        kind: client, server, wire or page.
        connection: id of its connection.
        label: what the person calls it, for example the name of a client tab.
        local: own address, once known.
        remote: the peer's address, once known.
        sent: bytes recorded as sent (or, on a wire, client to server): a stream offset.
        received: bytes recorded as received, likewise.
        handed: bytes of ``sent`` that the kernel has taken, as last reported.
        dropped: stream offset up to which our own queue was thrown away; 0 if it never was.
        deflate: what was agreed on permessage-deflate, as in the header; empty without it.
        over: nothing can be recorded of its transport any more.
        secure: its TLS handshake succeeded.
        notified: its close_notify is out, so its stream is over.
        presence: whether it takes part, as it was recorded last; empty if it always has.
        in_message: it has sent the beginning of a message and not its end.
    """

    id: int
    kind: EndKind
    connection: int
    label: str = ""
    local: Address | None = None
    remote: Address | None = None
    sent: int = 0
    received: int = 0
    handed: int = 0
    dropped: int = 0
    deflate: str = ""
    over: bool = False
    secure: bool = False
    notified: bool = False
    presence: str = ""
    in_message: bool = False

    def note_sent(self, frames: Sequence[FrameFact]) -> None:
        """Frames were recorded, some of which this end has sent."""
        for sent, opcode, _, header, _ in reversed(frames):
            if sent and opcode < Kind.CLOSE:
                self.in_message = bool(header) and not header[0] & _FIN
                return

    def upto(self, direction: Direction) -> int:
        """Stream offset up to which this end has seen the bytes of a direction."""
        role = self.kind.role or Role.CLIENT
        return self.sent if direction.sender is role else self.received


@dataclass(slots=True)
class Connection:
    """One TCP (or TLS) connection from opening handshake to its end.

    Attributes:
        id: number of the connection, from 1, as shown; negative for one that was set aside.
        began_ns: time of its first entry or attachment.
        url: what the client of ours was asked to connect to, else empty.
        ends: ids of its ends, in the order in which they became known.
        client: address of the client side, once known.
        server: address of the server side, once known.
        first_entry: no earlier entry of the journal belongs to it.
    """

    id: int
    began_ns: int
    url: str = ""
    ends: list[int] = field(default_factory=list)
    client: Address | None = None
    server: Address | None = None
    first_entry: int = 0


class ConnectionTable:
    """All connections and ends of a session.

    A client of ours has a connection from its first step, a server of ours from the accept; the
    four-tuple tells that the two are one, whichever was announced first.
    """

    def __init__(self) -> None:
        self.connections: dict[int, Connection] = {}
        self.ends: list[End] = [End(0, EndKind.WIRE, 0, "session")]
        self._open: dict[_FourTuple, int] = {}
        self._late: dict[_FourTuple, tuple[int, int]] = {}
        self._next = 1
        self.asides: dict[int, Connection] = {}
        """Connections that were set aside, by their negative ids."""

    def add_end(
        self,
        kind: EndKind,
        now_ns: int,
        *,
        label: str = "",
        url: str = "",
        first_entry: int = 0,
        connection: int | None = None,
    ) -> End:
        """A new end, in a new connection of its own; see :class:`End` and :class:`Connection`.

        Args:
            kind: from where it is seen.
            now_ns: when the connection began.
            label: what the person calls it.
            url: what the client was asked to connect to.
            first_entry: no earlier entry belongs to it.
            connection: id of a connection that it belongs to instead of a new one, which has all
                of this but the label.
        """
        if connection is None:
            connection = self._next
            self._next += 1
            self.connections[connection] = Connection(
                connection, now_ns, url, first_entry=first_entry
            )
        end = End(len(self.ends), kind, connection, label)
        self.ends.append(end)
        self.connections[connection].ends.append(end.id)
        return end

    def attach(self, end: End, local: Address, remote: Address) -> tuple[int, int] | None:
        """Tell the addresses of an end and join it with the other end of the same connection.

        Returns:
            (left, joined): ids of the connection that was dissolved and of the one that now has
            both ends; None when there was nothing to join. The client's connection stays, because
            it is the older one in the person's mind: its first step came before TCP.
        """
        end.local, end.remote = local, remote
        tuple_ = (remote, local) if end.kind is EndKind.SERVER else (local, remote)
        mine = self.connections[end.connection]
        self._forget(mine)  # the address that a client tried before
        mine.client, mine.server = tuple_
        other = self._other(end, mine, tuple_)
        if other is None:
            self._open[tuple_] = mine.id
            return None
        left, joined = (other, mine) if end.kind is EndKind.CLIENT else (mine, other)
        for end_id in left.ends:
            self.ends[end_id].connection = joined.id
        joined.ends.extend(left.ends)
        joined.began_ns = min(joined.began_ns, left.began_ns)
        joined.first_entry = min(joined.first_entry, left.first_entry)
        joined.url = joined.url or left.url
        del self.connections[left.id]
        if left.id == self._next - 1:
            self._next = left.id
        self._open[tuple_] = joined.id
        return left.id, joined.id

    def of(self, connection_id: int) -> Connection:
        """The connection with this id, also if it was set aside."""
        found = self.connections.get(connection_id)
        return self.asides[connection_id] if found is None else found

    def set_aside(self, end: End) -> bool:
        """A connection is none that a person wants to see: its number is given to the next one.

        Returns:
            False for one that both ends are in view of: somebody here asked for it.
        """
        connection = self.connections[end.connection]
        if len(connection.ends) > 1:
            return False
        self._forget(connection)
        del self.connections[connection.id]
        while self._next > 1 and self._next - 1 not in self.connections:
            self._next -= 1
        connection.id = end.connection = -1 - len(self.asides)
        self.asides[connection.id] = connection
        return True

    def forget(self, end: End) -> None:
        """No connection came of the addresses of this end, so none can be joined by them."""
        connection = self.connections[end.connection]
        if len(connection.ends) == 1:
            self._forget(connection)

    def finish(self, end: End, now_ns: int) -> bool:
        """The transport of this end is over; its four-tuple may be used by a new connection.

        Args:
            end: which one.
            now_ns: when that was.

        Returns:
            whether all ends of its connection are over now.
        """
        end.over = True
        connection = self.of(end.connection)
        # A page that reports has no transport in view.
        ends = [one for one in map(self.ends.__getitem__, connection.ends) if one.kind != _PAGE]
        if not all(one.over for one in ends):
            return False
        tuple_ = self._forget(connection)
        if tuple_ is not None and len(ends) == 1:
            self._late[tuple_] = connection.id, now_ns
            if len(self._late) > _LATE_MAX:
                del self._late[next(iter(self._late))]
        return True

    def end_of(self, connection: int, kind: EndKind) -> End | None:
        """The end of this kind of a connection, if it is in view."""
        for end_id in self.of(connection).ends:
            if self.ends[end_id].kind is kind:
                return self.ends[end_id]
        return None

    def is_foreign(self, connection: Connection) -> bool:
        """Whether the other end is a program outside, even if that reports what it sees."""
        kinds = [self.ends[end_id].kind for end_id in connection.ends]
        return EndKind.CLIENT not in kinds or EndKind.SERVER not in kinds

    def _forget(self, connection: Connection) -> _FourTuple | None:
        """Let the four-tuple of a connection be used again; returns it if it was in use."""
        if connection.client is None or connection.server is None:
            return None
        tuple_ = (connection.client, connection.server)
        if self._open.get(tuple_) != connection.id:
            return None
        del self._open[tuple_]
        return tuple_

    def _other(self, end: End, mine: Connection, tuple_: _FourTuple) -> Connection | None:
        """The connection with this four-tuple that an end of ``mine`` belongs to, too."""
        late, over_ns = self._late.pop(tuple_, (0, 0))
        other = self.connections.get(self._open.get(tuple_, 0))
        if other is None:
            other = self.connections.get(late)
            # The system gives ports again and again: what a client meets was accepted after it
            # began, and not long after it was over, else it was another program's.
            if other is None or (
                other.began_ns < mine.began_ns
                if end.kind is EndKind.CLIENT
                else mine.began_ns - over_ns > _LATE_NS
            ):
                return None
        is_there = any(self.ends[end_id].kind is end.kind for end_id in other.ends)
        return None if is_there else other


def address_text(address: Address) -> str:
    """An address as in a URL: ``host:port``, an IPv6 host in brackets (RFC 3986 §3.2.2)."""
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
