"""The embedded server: where it listens, its connections, and what it can do on one of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.models.connections_model import ConnectionRole, ConnectionsModel
from wsinspector.models.end_view import EndView
from wsinspector.models.unseen_end import UnseenEnd
from wsinspector.protocol.behaviours.behaviour import Behaviour, Presence
from wsinspector.protocol.phases import Role
from wsinspector.protocol.wishes import ChangeBehaviour, EndTcp, TcpEnd
from wsinspector.texts import Text
from wsinspector.widgets.behaviour.listener_behaviours import ListenerBehaviours
from wsinspector.widgets.controls.card import Card
from wsinspector.widgets.controls.kept_focus import kept_focus
from wsinspector.widgets.controls.section import Section
from wsinspector.widgets.controls.section_stack import SectionStack
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.opening.answer_page import AnswerPage
from wsinspector.widgets.panes.close_panel import ClosePanel
from wsinspector.widgets.panes.connection_list import ConnectionList
from wsinspector.widgets.panes.deflate_box import DeflateBox
from wsinspector.widgets.panes.end_tcp_box import EndTcpBox
from wsinspector.widgets.panes.listener_form import ListenerForm
from wsinspector.widgets.panes.message_composer import MessageComposer
from wsinspector.widgets.panes.ready_state_indicator import ReadyStateIndicator
from wsinspector.widgets.raw_frame.raw_frame_panel import RawFramePanel


class ServerPane(Card):
    """The card of the server. Knows no network: it emits wishes and is told what happened."""

    start_requested = Signal(str, int, str)
    """Host, port (0: the system chooses) and path (empty: any)."""
    stop_requested = Signal()
    export_requested = Signal()
    """The certificate of the program's own authority is to be written to a file."""
    connection_selected = Signal(int)
    """Id of the connection that is the target now."""
    wish = Signal(object)
    """A :data:`~wsinspector.protocol.wishes.Wish` for the selected connection."""
    default_behaviour_changed = Signal(object)
    """The :class:`Behaviour` of connections to come."""
    default_followed = Signal()
    """The selected connection is to act as new ones do again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Server"), Role.SERVER, parent)
        self._view: EndView | None = None
        self._past: EndView | UnseenEnd | None = None
        self._status = TintedLabel(tint=Tint.DIM, wrap=False)
        self.listener = ListenerForm()
        self.connections = ConnectionList()
        self.indicator = ReadyStateIndicator(Role.SERVER)
        self.composer = MessageComposer()
        self.raw = RawFramePanel(Role.SERVER)
        self.close_panel = ClosePanel(Role.SERVER)
        self.end_tcp = EndTcpBox()
        self.behaviours = ListenerBehaviours()
        self._behaviour_section = Section(
            "behaviour", self.tr("Behaviour"), self.behaviours, expanded=False
        )
        self.answering = AnswerPage()
        self.deflate = DeflateBox(Role.SERVER)
        self._deflate_section = Section(
            "deflate", self.tr("Compression"), self.deflate, expanded=False
        )
        self.sections = SectionStack(
            [
                Section("close", self.tr("Close"), self.close_panel),
                Section("end-tcp", self.tr("End TCP"), self.end_tcp),
                Section("message", self.tr("Message"), self.composer, expanded=False),
                Section("raw", self.tr("Raw frame"), self.raw, expanded=False),
                self._behaviour_section,
                self.answering.section,
                self._deflate_section,
            ],
            lead=self._lead(),
        )
        self.heading.addWidget(self._status)
        self.body.addWidget(self.sections, 1)
        self._connect_signals()
        self.set_stopped()
        self.set_view(None)
        self._show_behaviour()
        self._show_deflate()

    @property
    def url(self) -> str:
        """The address of the listener for a client on this machine; empty when it is stopped."""
        return self.listener.url

    @property
    def default_behaviour(self) -> Behaviour:
        """How connections to come will act."""
        return self.behaviours.default

    @property
    def behaviour(self) -> Behaviour:
        """How the selected connection acts, or new ones where there is none."""
        return self.behaviours.target_behaviour

    @property
    def target(self) -> int | None:
        """Id of the selected connection."""
        return self.connections.selected

    def set_model(self, model: ConnectionsModel) -> None:
        """The connections to list."""
        model.tell_oddities(self.behaviours.oddity_of)
        self.connections.show_model(model)

    def set_listening(
        self, host: str, port: int, path: str, asked_port: int, *, secure: bool = False
    ) -> None:
        """The server listens; see :meth:`ListenerForm.set_listening`."""
        self.listener.set_listening(host, port, path, asked_port, secure=secure)
        self._status.say(self.tr("listening"), Tint.CLEAN)

    def set_stopped(self) -> None:
        """The server does not listen."""
        self.listener.set_stopped()
        self._status.say(self.tr("stopped"), Tint.DIM)

    def set_problem(self, problem: Text) -> None:
        """The server cannot listen, and this is why."""
        self.listener.set_problem(words(problem))
        self._status.say(self.tr("not listening"), Tint.VIOLATION)

    def set_default_behaviour(self, behaviour: Behaviour) -> None:
        """How connections to come will act; not announced."""
        self.behaviours.set_default(behaviour)

    def set_view(self, view: EndView | None) -> None:
        """Where the selected connection's server end stands; None without one.

        A look back (``view.live`` is False) goes to the indicator alone, as with ``look_back``.
        """
        if view is not None and not view.live:
            self.look_back(view)
            return
        before, self._view = self._view, view
        self.behaviours.set_over(view is not None and view.over)
        if (before and before.standing) != (view and view.standing):
            with kept_focus(self.sections, self.connections):
                self.composer.set_view(view)
                self.raw.set_view(view)
                self.close_panel.set_view(view)
                self.end_tcp.set_view(view)
        self._show_indicator()

    def look_back(self, view: EndView | UnseenEnd | None) -> None:
        """Let the indicator speak of the past; None for back to live. What one does is now."""
        self._past = view
        self._show_indicator()

    def set_target(self, number: int | None) -> None:
        """Name the connection on which the server acts; None for none."""
        self.close_panel.set_target(number)
        end: int | None = self.connections.currentIndex().data(ConnectionRole.END)
        self.behaviours.set_target(number, end)

    def select(self, connection_id: int) -> None:
        """Make this connection the target, if it is in the list."""
        self.connections.select(connection_id)

    def focus_close(self) -> None:
        """Bring the focus to Send Close."""
        self.sections.reveal("close", self.close_panel.button)

    def focus_raw(self) -> None:
        """Bring the focus to the composer of raw frames."""
        self.sections.reveal("raw", self.raw.composer.mode)

    def focus_message(self) -> None:
        """Bring the focus to the message."""
        self.sections.reveal("message", self.composer.editor)

    def be(self, presence: Presence) -> None:
        """Let the selected connection alone be there, stop reading or vanish."""
        self.behaviours.speak_of_one()
        self.behaviours.sentence.be(presence)

    def focus_presets(self) -> None:
        """Open the menu of presets for the selected connection, or for new ones without one."""
        self.sections.reveal("behaviour", self.behaviours.sentence.presets)
        self.behaviours.speak_of_one()
        self.behaviours.sentence.presets.pop_up()

    def folding(self) -> dict[str, bool]:
        """Which sections are unfolded."""
        return self.sections.folding()

    def _lead(self) -> QWidget:
        lead = QWidget()
        layout = QVBoxLayout(lead)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.listener)
        layout.addWidget(self.connections)
        layout.addWidget(self.indicator)
        return lead

    def _connect_signals(self) -> None:
        self.listener.start_requested.connect(self.start_requested)
        self.listener.stop_requested.connect(self.stop_requested)
        self.listener.tls.export_requested.connect(self.export_requested)
        self.connections.picked.connect(self.connection_selected)
        self.composer.wish.connect(self.wish)
        self.raw.wish.connect(self.wish)
        self.close_panel.wish.connect(self.wish)
        self.end_tcp.chosen.connect(self._end_tcp)
        self.behaviours.own_changed.connect(self._change_own_behaviour)
        self.behaviours.default_changed.connect(self.default_behaviour_changed)
        self.behaviours.follow_requested.connect(self.default_followed)
        self.behaviours.shown.connect(self._show_behaviour)
        self.deflate.changed.connect(self._show_deflate)

    def _change_own_behaviour(self, behaviour: Behaviour) -> None:
        self.wish.emit(ChangeBehaviour(behaviour))

    def _show_behaviour(self) -> None:
        self._behaviour_section.set_summary(self.behaviours.summary)
        self._behaviour_section.set_oddity(self.behaviours.sentence.oddity)
        self.connections.viewport().update()

    def _show_deflate(self) -> None:
        self._deflate_section.set_summary(self.deflate.summary)

    def _end_tcp(self, how: TcpEnd) -> None:
        self.wish.emit(EndTcp(how))

    def _show_indicator(self) -> None:
        self.indicator.set_view(self._view if self._past is None else self._past)
