"""One client: where it connects to, where it stands, and what it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wsinspector.models.end_view import EndView
from wsinspector.models.unseen_end import UnseenEnd
from wsinspector.protocol.behaviours.behaviour import Behaviour, Presence
from wsinspector.protocol.phases import ReadyState, Role
from wsinspector.protocol.wishes import ChangeBehaviour, EndTcp, TcpEnd
from wsinspector.widgets.behaviour.behaviour_sentence import BehaviourSentence
from wsinspector.widgets.controls.card import CARD_MARGIN
from wsinspector.widgets.controls.kept_focus import kept_focus
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.section import Section
from wsinspector.widgets.controls.section_stack import SectionStack
from wsinspector.widgets.opening.request_panel import RequestPanel
from wsinspector.widgets.panes import obstacles
from wsinspector.widgets.panes.address_box import AddressBox
from wsinspector.widgets.panes.close_panel import ClosePanel
from wsinspector.widgets.panes.deflate_box import DeflateBox
from wsinspector.widgets.panes.end_tcp_box import EndTcpBox
from wsinspector.widgets.panes.message_composer import MessageComposer
from wsinspector.widgets.panes.ready_state_indicator import ReadyStateIndicator
from wsinspector.widgets.panes.verification_box import VerificationBox
from wsinspector.widgets.raw_frame.raw_frame_panel import RawFramePanel

if TYPE_CHECKING:
    from wsinspector.models.connect_failure import ConnectFailure
    from wsinspector.models.redirect_offer import RedirectOffer
    from wsinspector.widgets.panes.failure_box import FailureBox


class ClientPane(QWidget):
    """The content of one client tab. Knows no network: it emits wishes and is told what happened."""

    connect_requested = Signal(str)
    """To this address."""
    disconnect_requested = Signal()
    entry_requested = Signal(int)
    """Show this entry in the timeline."""
    oddity_changed = Signal()
    """It acts against the standard now, or otherwise; see ``oddity``."""
    wish = Signal(object)
    """A :data:`~wsinspector.protocol.wishes.Wish` for the present connection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EndView | None = None
        self._past: EndView | UnseenEnd | None = None
        self.address = AddressBox()
        self.verification = VerificationBox()
        self.connect_button = PaneButton("", Role.CLIENT)
        self.indicator = ReadyStateIndicator(Role.CLIENT)
        self._failure_box: FailureBox | None = None
        self._lead = QWidget()
        self._lead.hide()
        self.composer = MessageComposer()
        self.raw = RawFramePanel(Role.CLIENT)
        self.close_panel = ClosePanel(Role.CLIENT)
        self.end_tcp = EndTcpBox()
        self.sentence = BehaviourSentence(Role.CLIENT)
        self._behaviour_section = Section(
            "behaviour", self.tr("Behaviour"), self.sentence, expanded=False
        )
        self.request = RequestPanel()
        self._request_section = Section(
            "request", self.tr("Opening handshake"), self.request, expanded=False
        )
        self.deflate = DeflateBox(Role.CLIENT)
        self._deflate_section = Section(
            "deflate", self.tr("Compression"), self.deflate, expanded=False
        )
        self.sections = SectionStack(
            [
                Section("close", self.tr("Close"), self.close_panel),
                Section("end-tcp", self.tr("End TCP"), self.end_tcp),
                Section("message", self.tr("Message"), self.composer),
                Section("raw", self.tr("Raw frame"), self.raw, expanded=False),
                self._behaviour_section,
                self._request_section,
                self._deflate_section,
            ],
            lead=self._lead,
        )
        self._lay_out()
        self.address.submitted.connect(self.request_connect)
        self.address.editTextChanged.connect(lambda _text: self._update_button())
        self.address.editTextChanged.connect(self.verification.set_url)
        self.connect_button.clicked.connect(self._toggle_connection)
        self.composer.wish.connect(self.wish)
        self.raw.wish.connect(self.wish)
        self.close_panel.wish.connect(self.wish)
        self.end_tcp.chosen.connect(self._end_tcp)
        self.sentence.changed.connect(self._change_behaviour)
        self.deflate.changed.connect(self._show_deflate)
        self.deflate.changed.connect(self.request.refresh)
        self.address.editTextChanged.connect(self.request.refresh)
        self.request.changed.connect(self._show_request)
        self._show_behaviour()
        self._show_request()
        self._show_deflate()
        self.set_view(None)

    @property
    def url(self) -> str:
        """The address as it is written."""
        return self.address.url

    @property
    def behaviour(self) -> Behaviour:
        """How the client acts, now and when it connects."""
        return self.sentence.behaviour

    @property
    def oddity(self) -> str:
        """What of its behaviour is against the standard, in words; empty for nothing."""
        return self.sentence.oddity

    @property
    def failure(self) -> str:
        """What is said about the last connect; empty when it did not fail."""
        return "" if self._failure_box is None else self._failure_box.text

    @property
    def failure_box(self) -> FailureBox:
        """Where a failed connect is explained; made when there is the first one to explain."""
        if self._failure_box is None:
            from wsinspector.widgets.panes.failure_box import FailureBox

            self._failure_box = FailureBox()
            self._failure_box.entry_requested.connect(self.entry_requested)
            self._failure_box.redirect_taken.connect(self._follow)
            layout = QVBoxLayout(self._lead)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self._failure_box)
        return self._failure_box

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection that is not over."""
        return self._view is not None and self._view.ready is not ReadyState.CLOSED

    def set_view(self, view: EndView | None) -> None:
        """Where the client stands; None before it has ever connected.

        A look back (``view.live`` is False) goes to the indicator alone, as with ``look_back``.
        """
        if view is not None and not view.live:
            self.look_back(view)
            return
        before, self._view = self._view, view
        if (before and before.standing) != (view and view.standing):
            with kept_focus(self.sections, self.connect_button):
                self.composer.set_view(view)
                self.raw.set_view(view)
                self.close_panel.set_view(view)
                self.end_tcp.set_view(view)
        self._update_button()
        self._show_indicator()

    def look_back(self, view: EndView | UnseenEnd | None) -> None:
        """Let the indicator speak of the past; None for back to live. What one does is now."""
        self._past = view
        self._show_indicator()

    def set_failure(self, failure: ConnectFailure | None) -> None:
        """Why the last connect failed; None when it did not."""
        if failure is not None or self._failure_box is not None:
            self.failure_box.show_failure(failure)
            self._lead.setVisible(failure is not None)
        if failure is not None:
            self.sections.verticalScrollBar().setValue(0)

    def offer_redirect(self, offer: RedirectOffer | None) -> None:
        """Where the answer redirects to; None when it does not."""
        if offer is not None:
            self.failure_box.offer_redirect(offer)

    def set_url(self, url: str) -> None:
        """Write an address into the field."""
        self.address.set_url(url)

    def set_embedded(self, url: str) -> None:
        """Where the embedded server listens; empty when it does not."""
        self.address.set_embedded(url)

    def request_connect(self) -> None:
        """Ask for a connection to the address, if there is none."""
        if not self.is_connected and self.url:
            self.connect_requested.emit(self.url)

    def focus_close(self) -> None:
        """Bring the focus to Send Close."""
        self.sections.reveal("close", self.close_panel.button)

    def focus_message(self) -> None:
        """Bring the focus to the message."""
        self.sections.reveal("message", self.composer.editor)

    def focus_request(self) -> None:
        """Bring the focus to the request of the opening handshake."""
        self.sections.reveal("request", self.request.box.tabs)

    def focus_raw(self) -> None:
        """Bring the focus to the composer of raw frames."""
        self.sections.reveal("raw", self.raw.composer.mode)

    def be(self, presence: Presence) -> None:
        """Be there, stop reading or vanish, as the person wishes."""
        self.sentence.be(presence)

    def focus_presets(self) -> None:
        """Open the menu of presets."""
        self.sections.reveal("behaviour", self.sentence.presets)
        self.sentence.presets.pop_up()

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(6)
        where.addWidget(self.address, 1)
        where.addWidget(self.connect_button)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, CARD_MARGIN, 0)
        above.setSpacing(8)
        above.addWidget(self.indicator)
        above.addLayout(where)
        above.addWidget(self.verification)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(above)
        layout.addWidget(self.sections, 1)

    def _toggle_connection(self) -> None:
        if self.is_connected:
            self.disconnect_requested.emit()
        else:
            self.request_connect()

    def _change_behaviour(self, behaviour: Behaviour) -> None:
        self._show_behaviour()
        self.wish.emit(ChangeBehaviour(behaviour))

    def _show_behaviour(self) -> None:
        self._behaviour_section.set_summary(self.sentence.summary)
        self._behaviour_section.set_oddity(self.sentence.oddity)
        self.oddity_changed.emit()

    def _show_request(self) -> None:
        self._request_section.set_summary(self.request.summary)
        self._request_section.set_oddity(self.request.oddity)

    def _follow(self, offer: RedirectOffer) -> None:
        """Connect to where an answer redirects to."""
        if self.is_connected:
            return
        if offer.drops_secrets:
            self.request.set_plan(self.request.plan.without_secrets())
        self.set_url(offer.url)
        self.request_connect()

    def _show_deflate(self) -> None:
        self._deflate_section.set_summary(self.deflate.summary)

    def _end_tcp(self, how: TcpEnd) -> None:
        self.wish.emit(EndTcp(how))

    def _update_button(self) -> None:
        away = obstacles.to_anything(self._view)
        if self.is_connected:
            text, tip = self.tr("&Disconnect"), away or self.tr("End the connection")
        elif self.url:
            text, tip = self.tr("C&onnect"), self.tr("Connect to this address (Enter)")
        else:
            text, tip = self.tr("C&onnect"), self.tr("There is no address to connect to.")
        self.connect_button.setText(text)
        self.connect_button.set_accent(None if self.is_connected else Role.CLIENT)
        self.connect_button.setToolTip(tip)
        self.connect_button.setEnabled(not away and (self.is_connected or bool(self.url)))

    def _show_indicator(self) -> None:
        view, past = self._view, self._past
        self.indicator.set_view(view if past is None else past)
        # Beside a look back, which may be at another connection, Send Close has to name its own.
        self.close_panel.set_target(None if view is None or past is None else view.connection)
