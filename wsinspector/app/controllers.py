"""Joins the window with the engine: wishes go down, what was recorded comes up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wsinspector.app.action_bar import ActionBar
from wsinspector.app.action_handlers import action_handlers
from wsinspector.app.authority_store import AuthorityStore
from wsinspector.app.behaviour_preset_store import BehaviourPresetStore
from wsinspector.app.behaviour_presets_controller import BehaviourPresetsController
from wsinspector.app.clients_controller import ClientsController
from wsinspector.app.clipboard_forms import has_text
from wsinspector.app.focus_courtesy import may_take_focus
from wsinspector.app.main_window import MainWindow
from wsinspector.app.panels import Panels
from wsinspector.app.server_controller import ServerController
from wsinspector.app.situation import EndSituation, Situation
from wsinspector.engine.task_keeper import TaskKeeper
from wsinspector.engine.workbench import Workbench
from wsinspector.models.end_view import EndView, EndViews
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.settings import CLIENT_ADDRESS, COLOUR_SCHEME, KEEP_TLS
from wsinspector.widgets.panes.client_pane import ClientPane

if TYPE_CHECKING:
    from wsinspector.app.scenarios_controller import ScenariosController


class Controllers:
    """All controllers of a window, and the moment it speaks of.

    To be made on a running loop.

    Attributes:
        window: the window.
        panels: what is seen in it.
        workbench: what does it.
        clients: the client tabs.
        server: the server pane.
        actions: the menus.
        scenarios: plays them; None until they were asked for.
        scenario_folder: where the person's own ones are; None for nowhere.

    Args:
        window: see above.
        panels: see above.
        workbench: see above; has the journal that the panels show.
        authorities: has the program's own authority; one for this run if absent.
        presets: has the person's own behaviours; for this run alone if absent.
        scenarios: the folder of the person's own scenarios; none if absent.
    """

    def __init__(
        self,
        window: MainWindow,
        panels: Panels,
        workbench: Workbench,
        authorities: AuthorityStore | None = None,
        presets: BehaviourPresetStore | None = None,
        scenarios: Path | None = None,
    ) -> None:
        self.scenario_folder = scenarios
        self.scenarios: ScenariosController | None = None
        self.window = window
        self.panels = panels
        self.workbench = workbench
        self._views = EndViews(workbench.journal)
        self._keeper = TaskKeeper()
        self._situation: Situation | None = None
        authorities = authorities or AuthorityStore()
        self._refreshed = asyncio.Event()
        self.clients = ClientsController(panels.clients, workbench, self._views, authorities)
        self.server = ServerController(
            panels.server, workbench, self._views, self._keeper, self.refresh, authorities
        )
        self._presets = BehaviourPresetsController(presets or BehaviourPresetStore())
        self.server.on_address = self._tell_address
        self.clients.on_entry = self._show_entry
        self.actions = ActionBar(window, action_handlers(self))
        self._connect()
        self._check_choices()
        self.refresh()

    def start(self) -> None:
        """Begin with what the settings ask for: the embedded server, the first address."""
        address = self.workbench.settings.get(CLIENT_ADDRESS)
        if address:
            self.clients.set_address(address)
        self.server.start_as_set()

    async def stop(self) -> None:
        """End what is going on between window and engine; the window shows nothing new."""
        self.panels.feed.stop()
        self.panels.verdicts.stop()
        await self._keeper.cancel_all(0.1)

    def show_scenarios(self) -> ScenariosController:
        """Open the browser of the scenarios."""
        if self.scenarios is None:
            from wsinspector.app.scenarios_controller import ScenariosController

            self.scenarios = ScenariosController(self, self.scenario_folder)
        self.scenarios.show()
        return self.scenarios

    def reload_scenarios(self) -> None:
        """There may be other files in the folders of the scenarios now."""
        if self.scenarios is not None:
            self.scenarios.load()

    async def stop_scenarios(self) -> None:
        """End what is being played; to be done before the engine is shut down."""
        if self.scenarios is not None:
            await self.scenarios.stop()

    # -- the moment -----------------------------------------------------------------------------

    @property
    def moment(self) -> int | None:
        """The entry after which everything is shown; None for now."""
        return self.panels.timeline.selected_entry

    def refresh(self, _news: object = None) -> None:
        """Show where everything stands, at the moment that is looked at."""
        self.clients.refresh(self.moment)
        self.server.refresh(self.moment)
        self.panels.frame.refresh()
        self.panels.verdicts.look_at(self._looked_at())
        self.actions["verdict.findings"].setChecked(self.panels.rows.filter.findings)
        situation = self._situation_now()
        if situation != self._situation:
            self._situation = situation
            self.actions.update(situation)
        self._refreshed.set()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until this holds; it is asked whenever the window shows something new."""
        while not condition():
            self._refreshed.clear()
            await self._refreshed.wait()

    def _looked_at(self) -> int | None:
        """The connection of the selected row, else the one that is shown alone, or None."""
        if self.moment is None:
            return self.panels.rows.filter.connection
        return self.workbench.journal.connection_of(self.moment)

    def _show_alone(self, connection: int) -> None:
        """Show one connection alone, and how it stands now."""
        self.panels.timeline.go_live()
        self.panels.timeline.show_only(connection)
        self.refresh()

    def _show_verdict(self) -> None:
        self.panels.outcomes.select(self._looked_at())
        verdicts = self.panels.verdicts
        self.panels.verdict.show_verdict(
            self.workbench.journal, verdicts.verdict, behind=verdicts.is_behind
        )
        self.refresh()

    def _look_back(self, entry: int) -> None:
        """Show the ends of this entry's connection as they were right after it."""
        connection = self.workbench.journal.connection_of(entry)
        if connection:
            self.clients.bring_up(connection)
            self.panels.server.select(connection)
        self.panels.frame.show_entry(self.workbench.journal, entry)
        self.refresh()

    def _show_entry(self, entry: int) -> None:
        """Select the row of an entry, even if the filter hides it."""
        timeline = self.panels.timeline
        if not timeline.select_entry(entry):
            timeline.clear_filter()
            timeline.select_entry(entry)
        timeline.focus_rows()

    def _back_to_live(self) -> None:
        self.panels.frame.show_entry(self.workbench.journal, None)
        self.refresh()

    # -- wiring ---------------------------------------------------------------------------------

    def _connect(self) -> None:
        panels, timeline = self.panels, self.panels.timeline
        panels.feed.advanced.connect(self.refresh)
        self._presets.serve(panels.server.behaviours.sentence)
        panels.server.behaviours.shown.connect(self.refresh)
        for pane in panels.clients.panes():
            self._add_client(pane)
        panels.clients.client_added.connect(self._add_client)
        panels.clients.client_closed.connect(lambda pane: self._presets.leave(pane.sentence))
        panels.clients.current_changed.connect(self.refresh)
        panels.server.connection_selected.connect(self._show_selected)
        timeline.entry_selected.connect(self._look_back)
        timeline.back_to_live.connect(self._back_to_live)
        timeline.connect_requested.connect(self._connect_current)
        timeline.close_requested.connect(self._close_current)
        timeline.guided_to_rows.connect(self._lead_to_rows)
        panels.rows.filter_changed.connect(self.refresh)
        panels.frame.set_copy_actions(
            [self.actions[f"timeline.copy-{form}"] for form in ("row", "text", "hex")]
        )
        panels.verdicts.judged.connect(self.refresh)
        panels.verdicts.changed.connect(self._show_verdict)
        panels.verdict.entry_wanted.connect(self._show_entry)
        panels.outcomes.connection_wanted.connect(self._show_alone)
        panels.verdict.set_copy_actions(
            [self.actions[f"verdict.copy-{form}"] for form in ("text", "markdown")]
        )
        for name, dock in panels.docks.items():
            dock.visibilityChanged.connect(self.actions[f"view.{name}"].setChecked)

    def _add_client(self, pane: ClientPane) -> None:
        self._presets.serve(pane.sentence)
        pane.oddity_changed.connect(self.refresh)

    def _check_choices(self) -> None:
        settings = self.workbench.settings
        self.actions["session.keep-tls"].setChecked(settings.get(KEEP_TLS))
        scheme = settings.get(COLOUR_SCHEME)
        self.actions[f"view.{scheme}"].setChecked(True)
        for name, dock in self.panels.docks.items():
            self.actions[f"view.{name}"].setChecked(not dock.isHidden())

    def _tell_address(self, url: str) -> None:
        self.panels.clients.set_embedded(url)
        self.panels.timeline.set_address(url)
        self.panels.status.set_reachable(bool(url) and self.server.is_reachable)

    def _show_selected(self, connection: int) -> None:
        """A timeline that shows one connection alone follows the list of the server."""
        self.server.select(connection)
        if self.panels.rows.filter.connection is not None and self.moment is None:
            self.panels.timeline.show_only(connection)

    def _connect_current(self) -> None:
        self.panels.clients.current.request_connect()

    def _lead_to_rows(self) -> None:
        if may_take_focus():
            self.panels.timeline.focus_rows()

    def _close_current(self) -> None:
        self.panels.clients.current.close_panel.send()

    # -- what can be done -----------------------------------------------------------------------

    def _situation_now(self) -> Situation:
        client, live = self.clients.current.client, self.clients.current.view
        timeline, entry = self.panels.timeline, self.moment
        journal = self.workbench.journal
        return Situation(
            client=_end_situation(live, self.panels.clients.current.behaviour),
            server=_end_situation(self.server.view, self.panels.server.behaviour),
            can_connect=client.can_connect,
            can_disconnect=client.is_live and not (live is not None and live.has_vanished),
            client_tabs=self.clients.count,
            listening=self.server.is_listening,
            starting=self.server.busy,
            row_selected=entry is not None,
            frame_selected=entry is not None and journal.entry(entry).kind.is_frame,
            bytes_selected=entry is not None and journal.entry(entry).size > 0,
            text_selected=entry is not None and has_text(journal, entry),
            connection_selected=entry is not None and journal.connection_of(entry) != 0,
            looking_back=entry is not None,
            filtered=timeline.is_filtered,
            has_verdict=self.panels.verdicts.verdict is not None,
            has_tls_keys=self.workbench.recorder.has_keys,
        )


def _end_situation(view: EndView | None, behaviour: Behaviour) -> EndSituation:
    presence = behaviour.presence
    if view is None:
        return EndSituation(presence=presence)
    return EndSituation(
        view.can_send_frame,
        view.can_end_tcp,
        view.can_send_fin,
        view.can_notify,
        view.can_send_bytes,
        presence,
    )
