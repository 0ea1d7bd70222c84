"""One client tab: its pane on one side, a client of the engine on the other."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from wsinspector.app.authority_store import AuthorityStore
from wsinspector.app.focus_courtesy import may_take_focus
from wsinspector.app.view_news import is_news
from wsinspector.engine.address import AddressError
from wsinspector.engine.certificate_error import CertificateError
from wsinspector.engine.client import Client
from wsinspector.engine.redirection import redirection
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.models.connect_failure import ConnectFailure, connect_failure
from wsinspector.models.end_view import EndView, EndViews
from wsinspector.models.redirect_offer import RedirectOffer
from wsinspector.models.unseen_end import Unseen, UnseenEnd
from wsinspector.protocol.phases import ReadyState, Role
from wsinspector.protocol.wishes import ChangeBehaviour, Wish
from wsinspector.texts import text
from wsinspector.widgets.panes.client_pane import ClientPane

if TYPE_CHECKING:
    from wsinspector.engine.tls_contexts import Trust


class ClientController:
    """Carries the pane's wishes to the client, and shows in the pane where the client stands.

    Attributes:
        pane: what is seen.
        client: what does it.

    Args:
        pane: see above.
        client: see above.
        journal: what the client records into.
        views: how its ends are looked at.
        authorities: has the program's own authority, which its clients trust.
    """

    def __init__(
        self,
        pane: ClientPane,
        client: Client,
        journal: Journal,
        views: EndViews,
        authorities: AuthorityStore | None = None,
    ) -> None:
        self.pane = pane
        self.client = client
        self._journal = journal
        self._views = views
        self._authorities = authorities or AuthorityStore()
        self._ends: list[int] = []
        self._shown: EndView | None = None
        self._past: EndView | UnseenEnd | None = None
        self._entry: int | None = None
        self._focus_pending = False
        self._failure_shown: int | None = None
        pane.connect_requested.connect(self.connect)
        pane.disconnect_requested.connect(client.disconnect)
        pane.wish.connect(self.wish)

    # -- wishes ---------------------------------------------------------------------------------

    def connect(self, url: str) -> None:
        """Connect to an address; why that cannot be is said in the pane."""
        if not self.client.can_connect:
            return
        self.pane.set_failure(None)
        try:
            trust = self._trust() if url.strip().lower().startswith("wss:") else None
            plan = self.pane.request.plan
            self._ends.append(self.client.connect(url, trust=trust, plan=plan))
        except (AddressError, CertificateError) as error:
            self.pane.set_failure(ConnectFailure(error.text))
            return
        self._focus_pending = True
        self.refresh(self._entry)

    def _trust(self) -> Trust:
        """Whom to believe, as the pane says.

        Raises:
            CertificateError: the file of authorities cannot be used.
        """
        from wsinspector.engine.certificates import read_authorities
        from wsinspector.engine.tls_contexts import Trust, Trusted

        box = self.pane.verification
        trusted = Trusted(box.verify)
        match trusted:
            case Trusted.FILE if not box.authorities.strip():
                raise CertificateError(text("certificate.no-file"))
            case Trusted.FILE:
                return Trust(trusted, read_authorities(Path(box.authorities)))
            case Trusted.SYSTEM:
                return Trust(trusted, self._authorities.authority.certificate)
            case Trusted.NOBODY:
                return Trust(trusted)

    def wish(self, wish: Wish) -> None:
        """Do what the person wishes at this end."""
        if isinstance(wish, ChangeBehaviour):
            self.client.set_behaviour(wish.behaviour)
        else:
            self.client.wish(wish)

    # -- showing --------------------------------------------------------------------------------

    @property
    def view(self) -> EndView | None:
        """Where the client stands now."""
        end = self.client.end_id
        return None if end is None else self._views.live(end, time.monotonic_ns())

    def has_end(self, end_id: int) -> bool:
        """Whether an end in the journal is, or once was, this client's."""
        return end_id in self._ends

    def refresh(self, entry: int | None) -> None:
        """Show where the client stands.

        Args:
            entry: when this entry happened at each end of its connection; None for now.
        """
        self._entry = entry
        self._notice_redirect()
        live = self.view
        if is_news(self._shown, live):
            self._shown = live
            self.pane.set_view(live)
        past = None if entry is None else self._past_at(entry)
        if past != self._past:
            self._past = past
            self.pane.look_back(past)
        self._show_failure(live)
        self._move_focus(live)

    def _past_at(self, entry: int) -> EndView | UnseenEnd | None:
        """The client end of an entry's connection; for one of the session itself, the last then."""
        connection = self._journal.connection_of(entry)
        if connection:
            end = self._journal.table.end_of(connection, EndKind.CLIENT)
            if end is not None and not self.has_end(end.id):
                return UnseenEnd(Role.CLIENT, connection, Unseen.ELSEWHERE)
            return self._views.past(Role.CLIENT, entry)
        begun = (end for end in reversed(self._ends) if self._journal.lifelines.at(end, entry))
        last = next(begun, None)
        return None if last is None else self._views.at(last, entry)

    def _notice_redirect(self) -> None:
        """A redirect that was followed is a further end of this client."""
        end = self.client.end_id
        if end is not None and end not in self._ends:
            self._ends.append(end)
            self.pane.set_failure(None)

    def _show_failure(self, live: EndView | None) -> None:
        if live is None or live.end == self._failure_shown:
            return
        failure = connect_failure(self._journal, live.end)
        if failure is not None:
            self._failure_shown = live.end
            self.pane.set_failure(failure)
            self.pane.offer_redirect(self._redirect(live.end))

    def _redirect(self, end: int) -> RedirectOffer | None:
        url = self._journal.connection(self._journal.end(end).connection).url
        try:
            found = redirection(self._journal, end, url)
        except AddressError as error:
            return RedirectOffer(why_not=error.text)
        if found is None:
            return None
        plan = self.pane.request.plan
        drops = found.other_server and plan.without_secrets() != plan
        return RedirectOffer(found.address.url, loses_tls=found.loses_tls, drops_secrets=drops)

    def _move_focus(self, live: EndView | None) -> None:
        """After a connect that succeeded, the next thing to do is to close."""
        if not self._focus_pending or live is None or live.ready is ReadyState.CONNECTING:
            return
        self._focus_pending = False
        if live.ready is ReadyState.OPEN and may_take_focus(self.pane):
            self.pane.focus_close()
