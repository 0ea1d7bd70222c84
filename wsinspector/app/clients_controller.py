"""The client tabs on one side, the clients of the engine on the other."""

from __future__ import annotations

from collections.abc import Callable

from wsinspector.app.authority_store import AuthorityStore
from wsinspector.app.client_controller import ClientController
from wsinspector.engine.address import AddressError, WsAddress
from wsinspector.engine.endpoint_deflate import client_deflate
from wsinspector.engine.workbench import Workbench
from wsinspector.journal.entries import EndKind
from wsinspector.models.end_view import EndViews
from wsinspector.models.request_review import RequestPlace
from wsinspector.settings import CLIENT_CA_FILE, CLIENT_VERIFY, PAYLOAD_FILE_BYTES, Settings
from wsinspector.widgets.panes.client_pane import ClientPane
from wsinspector.widgets.panes.client_tabs import ClientTabs


class ClientsController:
    """Gives every tab a client, and takes it back when the tab is closed.

    Args:
        tabs: what is seen; may have tabs already.
        workbench: makes the clients.
        views: how their ends are looked at.
        authorities: has the program's own authority, which the clients trust.
    """

    def __init__(
        self,
        tabs: ClientTabs,
        workbench: Workbench,
        views: EndViews,
        authorities: AuthorityStore | None = None,
    ) -> None:
        self._tabs = tabs
        self._workbench = workbench
        self._views = views
        self._authorities = authorities or AuthorityStore()
        self.on_entry: Callable[[int], None] = lambda _entry: None
        """Is told the entry that somebody wants to see in the timeline."""
        self._controllers: dict[ClientPane, ClientController] = {}
        for pane in tabs.panes():
            self._add(pane)
        tabs.client_added.connect(self._add)
        tabs.client_closed.connect(self._remove)

    @property
    def current(self) -> ClientController:
        """The client in front."""
        return self._controllers[self._tabs.current]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._controllers)

    def refresh(self, entry: int | None) -> None:
        """Show where every client stands.

        Args:
            entry: right after this entry; None for now.
        """
        for controller in self._controllers.values():
            controller.refresh(entry)

    def bring_up(self, connection: int) -> None:
        """Show the tab whose client has, or once had, this connection."""
        end = self._workbench.journal.table.end_of(connection, EndKind.CLIENT)
        for pane, controller in self._controllers.items():
            if end is not None and controller.has_end(end.id):
                self._tabs.bring_up(pane)

    def step(self, by: int) -> None:
        """Show the tab that many places further on, round and round."""
        panes = list(self._tabs.panes())
        at = panes.index(self._tabs.current)
        self._tabs.bring_up(panes[(at + by) % len(panes)])

    def set_address(self, url: str) -> None:
        """Write an address into the tabs' fields."""
        for pane in self._controllers:
            pane.set_url(url)

    def _add(self, pane: ClientPane) -> None:
        client = self._workbench.new_client(self._tabs.name_of(pane))
        client.set_behaviour(pane.behaviour)
        pane.entry_requested.connect(self._want_entry)
        journal, settings = self._workbench.journal, self._workbench.settings
        pane.verification.set_choice(settings.get(CLIENT_VERIFY), settings.get(CLIENT_CA_FILE))
        pane.raw.limit = settings.get(PAYLOAD_FILE_BYTES)
        pane.deflate.bind(settings, lambda: _offer(settings))
        pane.request.locate = lambda: _place(pane.url, settings)
        self._controllers[pane] = ClientController(
            pane, client, journal, self._views, self._authorities
        )

    def _want_entry(self, entry: int) -> None:
        self.on_entry(entry)

    def _remove(self, pane: ClientPane) -> None:
        self._workbench.remove_client(self._controllers.pop(pane).client)


def _offer(settings: Settings) -> str:
    """The field by which a new client offers permessage-deflate; empty if it does not."""
    terms = client_deflate(settings)
    return "" if terms is None else f"Sec-WebSocket-Extensions: {terms.offer}"


def _place(url: str, settings: Settings) -> RequestPlace:
    """Where a new client's request would go, as far as that can be told."""
    deflate = client_deflate(settings)
    try:
        address = WsAddress.parse(url)
    except (AddressError, UnicodeError):
        return RequestPlace(deflate=deflate)
    return RequestPlace(address.authority, address.resource, deflate)
