"""The words for where an end stands: role, readyState, phase, and what is owed."""

from __future__ import annotations

from enum import Enum, IntEnum, StrEnum


class Role(StrEnum):
    """Which side of the connection an endpoint plays (RFC 6455 §1.3)."""

    CLIENT = "client"
    SERVER = "server"

    @property
    def peer(self) -> Role:
        """The other side."""
        return Role.SERVER if self is Role.CLIENT else Role.CLIENT


class ReadyState(IntEnum):
    """The client API's number for the state of a connection (WHATWG WebSockets, ``readyState``).

    No standard defines it for a server; there it is the same idea, shown without authority.
    """

    CONNECTING = 0
    OPEN = 1
    CLOSING = 2
    CLOSED = 3


class Phase(Enum):
    """Our finer sub-state of an end; each belongs to one readyState.

    The value is ``(word stored in the journal, readyState)``.
    """

    CONNECTING_DNS = ("connecting.dns", ReadyState.CONNECTING)
    CONNECTING_TCP = ("connecting.tcp", ReadyState.CONNECTING)
    CONNECTING_TLS = ("connecting.tls", ReadyState.CONNECTING)
    CONNECTING_HTTP = ("connecting.http", ReadyState.CONNECTING)
    CONNECTING_ABORTED = ("connecting.aborted", ReadyState.CLOSING)
    OPEN = ("open", ReadyState.OPEN)
    CLOSE_SENT = ("close-sent", ReadyState.CLOSING)
    CLOSE_RECEIVED = ("close-received", ReadyState.CLOSING)
    BOTH_CLOSED = ("both-closed", ReadyState.CLOSING)
    FIN_SENT = ("both-closed.fin-sent", ReadyState.CLOSING)
    FIN_RECEIVED = ("both-closed.fin-received", ReadyState.CLOSING)
    FAILING = ("failing", ReadyState.CLOSING)
    PEER_EOF = ("peer-eof", ReadyState.CLOSING)
    CLOSED_CLEAN = ("closed.clean", ReadyState.CLOSED)
    CLOSED_UNCLEAN = ("closed.unclean", ReadyState.CLOSED)
    NEVER_OPENED = ("closed.never-opened", ReadyState.CLOSED)

    @property
    def word(self) -> str:
        """The name as stored and shown, for example ``close-sent``."""
        return self.value[0]

    @property
    def ready(self) -> ReadyState:
        """The readyState that this phase belongs to.

        ``FAILING`` and ``PEER_EOF`` can be entered from OPEN; they are shown as CLOSING, because
        from then on nothing can be sent and only the end of TCP is left.
        """
        return self.value[1]

    @staticmethod
    def of(word: str) -> Phase:
        """The phase with this word.

        Raises:
            ValueError: there is no such phase.
        """
        for phase in Phase:
            if phase.word == word:
                return phase
        raise ValueError(f"no phase is called {word!r}")


class Debt(StrEnum):
    """What somebody owes while an end is CLOSING."""

    CLOSE_REPLY = "close-reply"
    TCP_END = "tcp-end"


def owed(phase: Phase, role: Role, *, fin_sent: bool = False) -> tuple[Role, Debt] | None:
    """Who owes what to an end of ``role`` in ``phase``; None when nothing is due.

    RFC 6455 §5.5.1: a Close is answered by a Close; after both, the server ends TCP at once.

    Args:
        phase: where the end stands.
        role: which end it is.
        fin_sent: its own FIN is out; what is left of the end of TCP is up to the peer.
    """
    match phase:
        case Phase.CLOSE_SENT:
            return role.peer, Debt.CLOSE_REPLY
        case Phase.CLOSE_RECEIVED:
            return role, Debt.CLOSE_REPLY
        case Phase.BOTH_CLOSED:
            ends = Role.SERVER
        case Phase.FIN_SENT:
            ends = role.peer
        case Phase.FIN_RECEIVED | Phase.PEER_EOF | Phase.FAILING:
            ends = role
        case _:
            return None
    return role.peer if fin_sent and ends is role else ends, Debt.TCP_END
