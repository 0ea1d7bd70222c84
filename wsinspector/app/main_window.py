"""The window: where the panels stand. What they do is up to the controllers."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from wsinspector.app.panel_dock import PanelDock
from wsinspector.app.status_line import StatusLine
from wsinspector.journal.journal import Journal
from wsinspector.models.connections_model import ConnectionsModel
from wsinspector.models.journal_feed import JournalFeed
from wsinspector.models.timeline_model import TimelineModel
from wsinspector.settings import LISTED_CONNECTIONS, Settings
from wsinspector.widgets.client_tabs import ClientTabs
from wsinspector.widgets.frame_panel import FramePanel
from wsinspector.widgets.server_pane import ServerPane
from wsinspector.widgets.timeline_panel import TimelinePanel
from wsinspector.widgets.wording import words

_MARGIN = 8
_LEFT, _RIGHT = 344, 376
"""Widths of the columns at the sides to begin with."""
_SIZE = QSize(1440, 900)


class MainWindow(QMainWindow):
    """Client and server on the left, the timeline in the middle, the frame on the right.

    Attributes:
        feed: brings the journal's news.
        connections: those of the server.
        clients: the card of the clients.
        server: the card of the server.
        rows: what the timeline shows.
        timeline: how it shows it.
        frame: the frame of the selected row.
        docks: the panels at the sides by name: client, server, frame.

    Args:
        journal: what is shown.
        settings: the values in force.
    """

    close_wished = Signal()
    """The person wants the window closed."""

    def __init__(self, journal: Journal, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("wsinspector")
        self.feed = JournalFeed(journal, parent=self)
        self.connections = ConnectionsModel(journal, settings.get(LISTED_CONNECTIONS), self)
        self.clients = ClientTabs()
        self.clients.add_client()
        self.server = ServerPane()
        self.server.set_model(self.connections)
        self.rows = TimelineModel(journal, self.feed, words, self)
        self.timeline = TimelinePanel(self.rows)
        self.frame = FramePanel()
        self.status = StatusLine(journal, self)
        self.setStatusBar(self.status)
        self.docks: dict[str, PanelDock] = {}
        self._lay_out()
        self.feed.advanced.connect(self.connections.advance)
        self.feed.advanced.connect(self.status.advance)

    def tell(self, sentence: str) -> None:
        """Say something in the status line for a while."""
        self.status.tell(sentence)

    def layout_state(self) -> dict[str, QByteArray]:
        """What is to be remembered beside the docks: widths of columns."""
        return {"columns": self.timeline.layout_state()}

    def restore_layout(self, state: dict[str, QByteArray]) -> None:
        """Take what was remembered."""
        self.timeline.restore_layout(state.get("columns", QByteArray()))

    def reset_layout(self) -> None:
        """Put the panels where they were in the beginning."""
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        places = {"client": left, "server": left, "frame": right}
        for name, place in places.items():
            self.addDockWidget(place, self.docks[name])
            self.docks[name].show()
        self.resizeDocks(
            [self.docks["client"], self.docks["frame"]], [_LEFT, _RIGHT], Qt.Orientation.Horizontal
        )
        # The client's card has the longer list of things to do.
        self.resizeDocks(
            [self.docks["client"], self.docks["server"]], [420, 380], Qt.Orientation.Vertical
        )

    def _lay_out(self) -> None:
        for name, title, panel, width in (
            ("client", self.tr("Client"), self.clients, _LEFT),
            ("server", self.tr("Server"), self.server, _LEFT),
            ("frame", self.tr("Frame"), self.frame, _RIGHT),
        ):
            self.docks[name] = PanelDock(name, title, panel, width, self)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, _MARGIN, 0, 0)
        layout.addWidget(self.timeline)
        self.setCentralWidget(centre)
        self.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self.reset_layout()

    def closeEvent(self, event: QCloseEvent) -> None:
        # It is closed when the connections are, which takes the event loop.
        event.ignore()
        self.close_wished.emit()
