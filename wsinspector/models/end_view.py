"""What there is to say about one end at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from wsinspector.journal.entries import EndKind
from wsinspector.journal.fates import buffered_amount
from wsinspector.journal.journal import Journal
from wsinspector.journal.lifelines import Standing
from wsinspector.models.row_moments import RowMoments
from wsinspector.models.sent_fins import SentFins
from wsinspector.models.unseen_end import Unseen, UnseenEnd
from wsinspector.protocol.behaviours.behaviour import Presence
from wsinspector.protocol.phases import Debt, Phase, ReadyState, Role, owed

_WITHOUT_TRANSPORT = (Phase.CONNECTING_DNS, Phase.CONNECTING_TCP)
_CLOSE_OUT = (Phase.CLOSE_SENT, Phase.BOTH_CLOSED, Phase.FIN_SENT, Phase.FIN_RECEIVED)


@dataclass(frozen=True, slots=True)
class EndView:
    """Where an end stands at one moment. Times are monotonic nanoseconds since the session began.

    Attributes:
        end: id of the end.
        connection: id of its connection.
        role: client or server.
        ours: whether the end is an endpoint of ours, which can be told what to do.
        phase: its phase.
        since_ns: when it entered the phase.
        ready_since_ns: when it entered the readyState.
        owed: who owes what, or None.
        owed_since_ns: since when; meaningless where nothing is owed.
        buffered: ``bufferedAmount``: bytes of messages that the network has not taken.
        fin_sent: its FIN is out, so it can send nothing more.
        over: its transport is gone.
        at_ns: the moment this speaks of.
        live: whether that moment is now, so that time goes on; else it is a look back.
        secure: its TLS handshake has succeeded.
        notified: its close_notify is out, so that its stream is over, though its FIN may be to come.
        deflate: permessage-deflate is agreed.
        presence: whether it takes part now; a look back does not tell.
        in_message: it has sent the beginning of a message and not its end; likewise.
    """

    end: int
    connection: int
    role: Role
    ours: bool
    phase: Phase
    since_ns: int
    ready_since_ns: int
    owed: tuple[Role, Debt] | None
    owed_since_ns: int
    buffered: int
    fin_sent: bool
    over: bool
    at_ns: int
    live: bool
    secure: bool = False
    notified: bool = False
    deflate: bool = False
    presence: Presence = Presence.NORMAL
    in_message: bool = False

    @property
    def ready(self) -> ReadyState:
        """The readyState of the phase."""
        return self.phase.ready

    @property
    def standing(self) -> tuple[Role, Phase, bool, Presence, bool, bool, bool, bool, bool]:
        """All that decides what can be done; views that differ in time alone have the same."""
        ends = self.in_message, self.fin_sent, self.over, self.secure, self.notified
        return self.role, self.phase, self.ours, self.presence, *ends

    @property
    def has_vanished(self) -> bool:
        """Whether it does nothing at all until it is back."""
        return self.presence is Presence.VANISHED and not self.over

    @property
    def can_end_tcp(self) -> bool:
        """Whether there is a transport that can be closed or reset."""
        has_transport = not self.over and self.phase not in _WITHOUT_TRANSPORT
        return self.ours and has_transport and not self.has_vanished

    @property
    def can_send_fin(self) -> bool:
        """Whether its side of the transport can be closed, which happens once."""
        return self.can_end_tcp and not self.fin_sent

    @property
    def can_notify(self) -> bool:
        """Whether TLS can say that its stream is over, which happens once."""
        return self.secure and self.can_send_fin and not self.notified

    @property
    def can_send_bytes(self) -> bool:
        """Whether any bytes can go out, in whatever stream there is."""
        is_in_tls = self.phase is Phase.CONNECTING_TLS
        return self.can_send_fin and not self.notified and not is_in_tls and not self.is_given_up

    @property
    def is_given_up(self) -> bool:
        """Whether it was given up before it was open."""
        return self.phase is Phase.CONNECTING_ABORTED

    @property
    def has_sent_close(self) -> bool:
        """Whether its phase tells that a Close of its own is out."""
        return self.phase in _CLOSE_OUT

    @property
    def can_send_frame(self) -> bool:
        """Whether a control frame can go out, be it legal or not."""
        return (
            self.can_send_fin
            and not self.notified
            and self.ready is not ReadyState.CONNECTING
            and self.phase not in (Phase.NEVER_OPENED, Phase.CONNECTING_ABORTED)
        )

    @property
    def can_send_message(self) -> bool:
        """Whether a data message can go out: RFC 6455 §5.5.1 forbids it after a Close."""
        return self.can_send_frame and self.ready is ReadyState.OPEN


class EndViews:
    """Makes the views of a journal's ends, of now and of any entry.

    Args:
        journal: what to look at.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._moments = RowMoments(journal)
        self._fins = SentFins(journal)

    def live(self, end_id: int, now_ns: int) -> EndView | None:
        """The end now; None before its first state.

        Args:
            end_id: which end.
            now_ns: the monotonic clock now, as the journal is given it.
        """
        standing = self._journal.lifelines.now(end_id)
        if standing is None:
            return None
        at_ns = max(now_ns - self._journal.start_ns, standing.since_ns)
        return self._view(end_id, standing, at_ns, None)

    def at(self, end_id: int, entry_id: int) -> EndView | None:
        """The end when it had done, or got, what an entry's row says; None before its first state.

        What one end sends reaches the other one later: each is seen at its own moment, after the
        changes of phase that came of it.

        Args:
            end_id: which end.
            entry_id: an entry, usually that of a row of the timeline.
        """
        upto, at_ns = self._moments.at(end_id, entry_id)
        standing = self._journal.lifelines.at(end_id, upto)
        return None if standing is None else self._view(end_id, standing, at_ns, upto)

    def past(self, role: Role, entry_id: int) -> EndView | UnseenEnd:
        """An end of an entry's connection as with :meth:`at`, or why it has no state to show.

        Args:
            role: which end.
            entry_id: an entry of a connection.
        """
        journal = self._journal
        connection = journal.connection_of(entry_id)
        end, peer = (journal.table.end_of(connection, EndKind.of(one)) for one in (role, role.peer))
        if end is not None:
            view = self.at(end.id, entry_id)
            return UnseenEnd(role, connection, Unseen.NOT_YET) if view is None else view
        if peer is not None:
            upto, _ = self._moments.at(peer.id, entry_id)
            if not journal.lifelines.has_been(peer.id, Phase.CONNECTING_HTTP, upto):
                return UnseenEnd(role, connection, Unseen.NOT_YET)
        return UnseenEnd(role, connection, Unseen.NOT_OURS)

    def _view(self, end_id: int, standing: Standing, at_ns: int, upto: int | None) -> EndView:
        journal = self._journal
        kind = journal.end(end_id).kind
        role = kind.role or Role.CLIENT
        fin = self._fins.of(end_id)
        fin_sent = fin is not None and (upto is None or fin <= upto)
        debt, since_ns = owed(standing.phase, role, fin_sent=fin_sent), standing.since_ns
        if fin is not None and debt != owed(standing.phase, role):
            since_ns = journal.time_of(fin)
        elif debt is not None:
            since_ns = self._owed_since(end_id, standing)
        return EndView(
            end=end_id,
            connection=journal.end(end_id).connection,
            role=role,
            ours=kind in (EndKind.CLIENT, EndKind.SERVER),
            phase=standing.phase,
            since_ns=standing.since_ns,
            ready_since_ns=standing.ready_since_ns,
            owed=debt,
            owed_since_ns=since_ns,
            buffered=buffered_amount(journal, end_id, upto),
            fin_sent=fin_sent,
            over=journal.end(end_id).over,
            at_ns=at_ns,
            live=upto is None,
            secure=journal.end(end_id).secure,
            notified=journal.end(end_id).notified,
            deflate=bool(journal.end(end_id).deflate),
            in_message=upto is None and journal.end(end_id).in_message,
            presence=Presence((upto is None and journal.end(end_id).presence) or Presence.NORMAL),
        )

    def _owed_since(self, end_id: int, standing: Standing) -> int:
        """Since when the same has been owed: a debt may outlast a phase."""
        role = self._journal.end(end_id).kind.role or Role.CLIENT
        debt, since = owed(standing.phase, role), standing.since_ns
        while True:
            before = self._journal.lifelines.at(end_id, standing.entry - 1)
            if before is None or owed(before.phase, role) != debt:
                return since
            standing, since = before, before.since_ns
