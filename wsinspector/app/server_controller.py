"""The server pane on one side, the embedded server of the engine on the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wsinspector.app.answer_controller import AnswerController
from wsinspector.app.authority_store import AuthorityStore
from wsinspector.app.browsing import Browse, open_in_browser
from wsinspector.app.saving import ask_where_to_save
from wsinspector.app.view_news import is_news
from wsinspector.engine.certificate_error import CertificateError
from wsinspector.engine.listener import ListenError
from wsinspector.engine.reachability import is_reachable, own_addresses, reachable_urls
from wsinspector.engine.task_keeper import TaskKeeper
from wsinspector.engine.workbench import Workbench
from wsinspector.journal.entries import EndKind
from wsinspector.models.end_view import EndView, EndViews
from wsinspector.models.unseen_end import UnseenEnd
from wsinspector.protocol.opening.listening_hosts import is_loopback
from wsinspector.protocol.phases import Role
from wsinspector.protocol.wishes import Wish
from wsinspector.resources import page_files
from wsinspector.settings import (
    LISTENER_AT_START,
    LISTENER_CERTIFICATE,
    LISTENER_HOST,
    LISTENER_KEY,
    LISTENER_PATH,
    LISTENER_PORT,
    LISTENER_TLS,
    PAYLOAD_FILE_BYTES,
)
from wsinspector.texts import text
from wsinspector.widgets.controls.tinted_label import Tint
from wsinspector.widgets.panes.server_pane import ServerPane

if TYPE_CHECKING:
    from wsinspector.engine.certificates import Identity


class ServerController:
    """Carries the pane's wishes to the server, and shows in the pane what became of them.

    Attributes:
        pane: what is seen.
        busy: it is about to listen or to stop.
        on_address: called with the server's address; empty when it no longer listens.
        browse: opens an address in a browser.

    Args:
        pane: see above.
        workbench: has the server.
        views: how its ends are looked at.
        keeper: keeps the tasks that start and stop it.
        on_change: called when what can be done has changed.
        authorities: has the program's own authority.
    """

    def __init__(
        self,
        pane: ServerPane,
        workbench: Workbench,
        views: EndViews,
        keeper: TaskKeeper,
        on_change: Callable[[], None],
        authorities: AuthorityStore | None = None,
    ) -> None:
        self.pane = pane
        self.busy = False
        self.on_address: Callable[[str], None] = lambda _url: None
        self.browse: Browse = open_in_browser
        self._server = workbench.server
        self._settings = workbench.settings
        self._journal = workbench.journal
        self._views = views
        self._keeper = keeper
        self._on_change = on_change
        self._authorities = authorities or AuthorityStore()
        self._end: int | None = None
        self._target: int | None = None
        self._shown: EndView | None = None
        self._past: EndView | UnseenEnd | None = None
        pane.start_requested.connect(self.start)
        pane.stop_requested.connect(self.stop)
        pane.export_requested.connect(self.export_authority)
        pane.listener.page.open_requested.connect(self.open_page)
        pane.connection_selected.connect(self.select)
        pane.wish.connect(self.wish)
        pane.default_behaviour_changed.connect(self._server.set_behaviour)
        pane.default_followed.connect(self._follow_default)
        pane.raw.limit = self._settings.get(PAYLOAD_FILE_BYTES)
        pane.set_default_behaviour(self._server.behaviour)
        self._answers = AnswerController(pane.answering, self._server, self._settings)
        pane.deflate.bind(workbench.settings)

    # -- listening ------------------------------------------------------------------------------

    @property
    def is_listening(self) -> bool:
        """Whether connections are accepted."""
        return self._server.listening is not None

    @property
    def is_reachable(self) -> bool:
        """Whether other machines can reach it."""
        listening = self._server.listening
        return listening is not None and is_reachable(listening)

    def start_as_set(self) -> None:
        """Begin to listen as the settings say, on the next free port if that one is taken."""
        host = self._settings.get(LISTENER_HOST)
        port = self._settings.get(LISTENER_PORT)
        path = self._settings.get(LISTENER_PATH)
        self.pane.listener.set_fields(host, port, path)
        self.pane.listener.tls.set_choice(
            self._settings.get(LISTENER_TLS),
            self._settings.get(LISTENER_CERTIFICATE),
            self._settings.get(LISTENER_KEY),
        )
        if not is_loopback(host):
            self.pane.set_problem(text("listen.not-alone", host=host))
        elif self._settings.get(LISTENER_AT_START):
            self._begin(host, port, path, first_free=True)
        else:
            self.pane.set_stopped()

    def start(self, host: str, port: int, path: str) -> None:
        """Begin to listen exactly there; why that cannot be is said in the pane."""
        self._begin(host, port, path, first_free=False)

    def stop(self) -> None:
        """Listen no more and end every connection."""
        if not self.busy and self.is_listening:
            _ = self._keeper.start("stop the server", self._stop())

    def _begin(self, host: str, port: int, path: str, *, first_free: bool) -> None:
        if self.busy or self.is_listening:
            return
        _ = self._keeper.start("start the server", self._start(host, port, path, first_free))

    async def _start(self, host: str, port: int, path: str, first_free: bool) -> None:
        self._be_busy(True)
        try:
            self._server.pages.files = page_files()
            own = () if is_loopback(host) else await own_addresses()
            listening = await self._server.start(
                host, port, path, first_free=first_free, identity=self._identity(host, *own)
            )
        except (ListenError, CertificateError) as error:
            self.pane.set_problem(error.text)
        else:
            served = listening.path
            self.pane.set_listening(host, listening.port, served, port, secure=listening.secure)
            if is_reachable(listening):
                self.pane.listener.reachable.show_reachable(reachable_urls(listening, own))
            self.pane.listener.page.set_url(listening.page_url)
            self.on_address(self.pane.url)
        finally:
            self._be_busy(False)

    def open_page(self) -> None:
        """Open the page for browsers, as long as the server listens."""
        listening = self._server.listening
        if listening is not None and not self.browse(listening.page_url):
            words = self.pane.tr("No browser could be started. Copy the address into one instead.")
            self.pane.listener.tell(f"▲ {words}", Tint.VIOLATION)

    def _identity(self, *hosts: str) -> Identity | None:
        """What to prove oneself with, as the pane says; None without TLS.

        Raises:
            CertificateError: the files cannot be used.
        """
        box = self.pane.listener.tls
        if not box.secure:
            return None
        from wsinspector.engine.certificates import read_identity

        if box.is_issued:
            return self._authorities.authority.issue(hosts)
        return read_identity(Path(box.certificate), Path(box.key or box.certificate))

    def export_authority(self) -> None:
        """Ask where to, and write the certificate of the program's own authority there."""
        ask_where_to_save(self.pane, "wsinspector-ca.pem", self._write_authority)

    def _write_authority(self, path: str) -> None:
        try:
            Path(path).write_bytes(self._authorities.authority.certificate)
        except OSError as error:
            template = self.pane.tr("{file} cannot be written ({error}).")
            words = template.format(file=path, error=error.strerror or error)
            self.pane.listener.tell(f"▲ {words}", Tint.VIOLATION)
        else:
            words = self.pane.tr("The authority was saved as {file}.").format(file=path)
            self.pane.listener.tell(words, Tint.DIM)

    async def _stop(self) -> None:
        self._be_busy(True)
        try:
            self.on_address("")
            await self._server.stop()
            self.pane.set_stopped()
        finally:
            self._be_busy(False)

    def _be_busy(self, busy: bool) -> None:
        self.busy = busy
        self._on_change()

    # -- connections ----------------------------------------------------------------------------

    @property
    def selected(self) -> int | None:
        """Id of the connection that wishes go to; None for none."""
        return None if self._end is None else self._journal.end(self._end).connection

    @property
    def view(self) -> EndView | None:
        """Where the server end of the selected connection stands now."""
        return None if self._end is None else self._views.live(self._end, time.monotonic_ns())

    def select(self, connection: int) -> None:
        """Let wishes go to this connection from now on."""
        end = self._journal.table.end_of(connection, EndKind.SERVER)
        # Kept by its end: the connection may yet be joined with the client's and get its number.
        self._end = None if end is None else end.id
        self._on_change()

    def wish(self, wish: Wish) -> None:
        """Do what the person wishes at the server end of the selected connection."""
        if self.selected is not None:
            self._server.wish(self.selected, wish)

    def _follow_default(self) -> None:
        if self.selected is not None:
            self._server.follow_default(self.selected)

    def refresh(self, entry: int | None) -> None:
        """Show where the selected connection stands, or the one that is looked back at.

        Args:
            entry: when this entry happened at each end of its connection; None for now.
        """
        # A target named anew would take the choice of scope out of the person's hand.
        if self.selected != self._target:
            self._target = self.selected
            self.pane.set_target(self.selected)
        live = self.view
        if is_news(self._shown, live):
            self._shown = live
            self.pane.set_view(live)
        past = None if entry is None else self._past_at(entry)
        if past != self._past:
            self._past = past
            self.pane.look_back(past)

    def _past_at(self, entry: int) -> EndView | UnseenEnd | None:
        """The server end of an entry's connection; for one of the session itself, the target's."""
        if self._journal.connection_of(entry):
            return self._views.past(Role.SERVER, entry)
        return None if self._end is None else self._views.at(self._end, entry)
