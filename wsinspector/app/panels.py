"""Where the panels stand in the window. What they do is up to the controllers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from wsinspector.app.panel_dock import PanelDock
from wsinspector.app.side_widths import SideWidths
from wsinspector.app.status_line import StatusLine
from wsinspector.journal.journal import Journal
from wsinspector.models.connections_model import ConnectionsModel
from wsinspector.models.journal_feed import JournalFeed
from wsinspector.models.outcomes_model import OutcomesModel
from wsinspector.models.timeline_model import TimelineModel
from wsinspector.models.verdict_feed import VerdictFeed
from wsinspector.settings import LISTED_CONNECTIONS, Settings
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.frame.frame_panel import FramePanel
from wsinspector.widgets.panes.client_tabs import ClientTabs
from wsinspector.widgets.panes.server_pane import ServerPane
from wsinspector.widgets.timeline.timeline_panel import TimelinePanel
from wsinspector.widgets.verdict.outcomes_panel import OutcomesPanel
from wsinspector.widgets.verdict.verdict_panel import VerdictPanel

_GAP = 8
_LEFT_MIN, _RIGHT_MIN = 280, 240
_CLIENT, _SERVER = 350, 350
"""Their shares of the left column's height."""
_VERDICT, _FRAME = 430, 270
"""Likewise of the right one's."""
_TABLE = 240
"""Pixels that the table at the foot gets when it is shown."""


class Panels:
    """Client and server on the left, the timeline in the middle, verdict and frame on the right.

    Attributes:
        feed: brings the journal's news.
        connections: those of the server.
        clients: the card of the clients.
        server: the card of the server.
        rows: what the timeline shows.
        timeline: how it shows it.
        verdicts: judges the connections.
        verdict: the verdict on the connection that is looked at.
        outcomes: all connections in a table; hidden until it is asked for.
        frame: the frame of the selected row.
        status: the line at the foot.
        docks: the panels at the sides by name: client, server, verdict, frame, and
            connections at the foot.
        widths: those of the columns at the sides.

    Args:
        window: where they stand.
        journal: what is shown.
        settings: the values in force.
    """

    def __init__(self, window: QMainWindow, journal: Journal, settings: Settings) -> None:
        self._window = window
        self.feed = JournalFeed(journal, parent=window)
        self.connections = ConnectionsModel(journal, settings.get(LISTED_CONNECTIONS), window)
        self.clients = ClientTabs()
        self.clients.add_client()
        self.server = ServerPane()
        self.server.set_model(self.connections)
        self.rows = TimelineModel(journal, self.feed, words, window)
        self.timeline = TimelinePanel(self.rows)
        self.verdicts = VerdictFeed(journal, self.feed, parent=window)
        self.rows.follow(self.verdicts)
        self.verdict = VerdictPanel()
        self.outcomes = OutcomesPanel(OutcomesModel(journal, self.verdicts, window))
        self.frame = FramePanel()
        self.status = StatusLine(journal, window)
        self.docks: dict[str, PanelDock] = {}
        self._place()
        self.widths = SideWidths(window, self.docks)
        self.arrange()
        self.feed.advanced.connect(self.connections.advance)
        self.feed.advanced.connect(self.status.advance)

    def arrange(self) -> None:
        """Put the panels where they are in the beginning."""
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        sides = {"client": left, "server": left, "verdict": right, "frame": right}
        for name, area in sides.items():
            self._window.addDockWidget(area, self.docks[name])
            self.docks[name].show()
        foot = Qt.DockWidgetArea.BottomDockWidgetArea
        self._window.addDockWidget(foot, self.docks["connections"])
        self.docks["connections"].hide()
        client, server = self.docks["client"], self.docks["server"]
        # Docks that are new have no width yet that could be changed.
        if (layout := self._window.layout()) is not None:
            layout.activate()
        self.widths.set_own(None)
        self.widths.fit()
        vertical = Qt.Orientation.Vertical
        self._window.resizeDocks([client, server], [_CLIENT, _SERVER], vertical)
        verdict, frame = self.docks["verdict"], self.docks["frame"]
        self._window.resizeDocks([verdict, frame], [_VERDICT, _FRAME], vertical)

    def show(self, name: str, shown: bool) -> None:
        """Show or hide a panel at the sides."""
        dock = self.docks[name]
        dock.setVisible(shown)
        if shown and name == "connections" and dock.height() < _TABLE:
            self._window.resizeDocks([dock], [_TABLE], Qt.Orientation.Vertical)

    def _place(self) -> None:
        window = self._window
        for name, title, panel, least in (
            ("client", window.tr("Client"), self.clients, _LEFT_MIN),
            ("server", window.tr("Server"), self.server, _LEFT_MIN),
            ("verdict", window.tr("Verdict"), self.verdict, _RIGHT_MIN),
            ("connections", window.tr("Connections"), self.outcomes, _RIGHT_MIN),
            ("frame", window.tr("Frame"), self.frame, _RIGHT_MIN),
        ):
            self.docks[name] = PanelDock(name, title, panel, least, window)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        window.setStatusBar(self.status)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, _GAP, 0, 0)
        layout.addWidget(self.timeline)
        window.setCentralWidget(centre)
        # In a window that is shown already they would count only in the next turn of the loop.
        centre.show()
        self.status.show()
