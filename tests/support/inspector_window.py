"""The real window, its server listening on a free port, for the length of a block."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from wsinspector.app.authority_store import AuthorityStore
from wsinspector.app.behaviour_preset_store import BehaviourPresetStore
from wsinspector.app.controllers import Controllers
from wsinspector.app.main_window import MainWindow
from wsinspector.app.panels import Panels
from wsinspector.app.settings_store import SettingsStore
from wsinspector.engine.workbench import Workbench
from wsinspector.models.end_view import EndView
from wsinspector.settings import LISTENER_HOST, LISTENER_PORT, LISTENER_TLS
from wsinspector.widgets.panes.client_pane import ClientPane

_LANE, _SUMMARY = 4, 6


class InspectorWindow:
    """The window as a person uses it: its panes, and what they show.

    Attributes:
        controllers: everything behind it.
    """

    def __init__(self, controllers: Controllers) -> None:
        self.controllers = controllers

    @property
    def address(self) -> str:
        """Where the embedded server can be reached."""
        return self.controllers.panels.server.url

    @property
    def client(self) -> ClientPane:
        """The client pane in front."""
        return self.controllers.panels.clients.current

    def client_view(self) -> EndView | None:
        """Where the client stands, as its indicator shows it."""
        return self.controllers.clients.current.view

    def server_view(self) -> EndView | None:
        """Where the server end of the selected connection stands."""
        return self.controllers.server.view

    def rows(self) -> list[str]:
        """What the rows of the timeline show: lane, and summary where there is one."""
        model = self.controllers.panels.rows
        lines = []
        for row in range(model.rowCount()):
            columns = model.row_as_text(row).split("\t")
            lines.append(" | ".join(filter(None, (columns[_LANE], columns[_SUMMARY]))))
        return lines

    def lanes(self) -> list[str]:
        """The lane labels of all rows, with direction."""
        return [row.split(" | ")[0] for row in self.rows()]

    def lane_steps(self) -> list[str]:
        """The lanes that are steps on the wire: no API events, no lookups."""
        return [lane for lane in self.lanes() if "→" in lane]

    def summary_of(self, lane: str) -> str:
        """The summary of the first row with this lane label."""
        found = next(row for row in self.rows() if row.split(" | ")[0] == lane)
        return found.partition(" | ")[2]

    async def shows(self, *lanes: str) -> None:
        """Wait until the timeline has rows with all these lane labels."""
        try:
            await self.controllers.until(lambda: set(lanes) <= set(self.lanes()))
        except BaseException:
            print(*self.rows(), sep="\n")
            raise

    async def connect(self, url: str) -> None:
        """Write an address into the client pane and press Connect."""
        self.client.set_url(url)
        self.client.connect_button.click()

    async def until_open(self) -> None:
        """Wait until messages can be sent from the client pane, and it shows that."""
        await self.controllers.until(self.client.composer.send_button.isEnabled)

    async def until_server_open(self) -> None:
        """The same of the server pane."""
        await self.controllers.until(self.controllers.panels.server.composer.send_button.isEnabled)

    async def until_over(self) -> None:
        """Wait until the client's connection is over, and the window shows it."""
        await self.controllers.until(
            lambda: (
                (view := self.client_view()) is not None
                and view.over
                and not self.client.is_connected
            )
        )
        # The last rows may still be waiting for the next batch.
        self.controllers.panels.feed.publish()

    def say(self, message: str) -> None:
        """Type a message into the client pane and send it."""
        self.client.composer.editor.setPlainText(message)
        self.client.composer.send_button.click()

    def send_close(self, code: int | None, reason: str = "") -> None:
        """Choose code and reason in the client pane and press Send Close."""
        self.client.close_panel.code_box.set_code(code)
        self.client.close_panel.reason.setText(reason)
        self.client.close_panel.button.click()

    def send_close_from_server(self, code: int | None, reason: str = "") -> None:
        """The same in the server pane."""
        panel = self.controllers.panels.server.close_panel
        panel.code_box.set_code(code)
        panel.reason.setText(reason)
        panel.button.click()


@contextlib.asynccontextmanager
async def inspector_window(home: Path, *, secure: bool = False) -> AsyncIterator[InspectorWindow]:
    """Open the window, its server listening on a free port, and put it away again.

    Args:
        home: where it keeps what it keeps.
        secure: whether the server speaks TLS.
    """
    settings = SettingsStore(home).settings
    settings.set(LISTENER_HOST, "127.0.0.1")
    settings.set(LISTENER_PORT, 0)
    settings.set(LISTENER_TLS, secure)
    window = MainWindow()
    workbench = Workbench(settings)
    panels = Panels(window, workbench.journal, settings)
    controllers = Controllers(
        window,
        panels,
        workbench,
        AuthorityStore(home),
        BehaviourPresetStore(home),
        home / "scenarios",
    )
    window.show()
    controllers.start()
    try:
        await controllers.until(lambda: controllers.server.is_listening)
        yield InspectorWindow(controllers)
    finally:
        window.hide()
        await controllers.stop_scenarios()
        await workbench.shutdown()
        await controllers.stop()
        window.deleteLater()
