"""Buttons that end TCP by hand, each with what the peer's API will report."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from wsinspector.models.end_view import EndView
from wsinspector.protocol.exchange import TcpEnd
from wsinspector.protocol.phases import Phase, ReadyState, Role
from wsinspector.widgets import obstacles
from wsinspector.widgets.pane_button import PaneButton
from wsinspector.widgets.tinted_label import Tint, TintedLabel


class EndTcpBox(QWidget):
    """FIN, full close and RST, with a line of preview for each; close_notify where there is TLS."""

    chosen = Signal(object)
    """A :class:`TcpEnd`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tips = {
            TcpEnd.NOTIFY: self.tr(
                "End our stream by TLS's close_notify alone: TCP stays open, the peer may go on."
            ),
            TcpEnd.FIN: self.tr(
                "Send our FIN (half-close): this end sends nothing more, the peer may go on. On "
                "TLS it goes out without close_notify, unless that was sent before."
            ),
            TcpEnd.CLOSE: self.tr(
                "Close the socket: our FIN, and whatever the peer still sends meets a RST."
            ),
            TcpEnd.RST: self.tr(
                "Reset the connection: it ends at once, and what is on its way may be lost."
            ),
        }
        labels = {
            TcpEnd.NOTIFY: self.tr("close_notify"),
            TcpEnd.FIN: self.tr("FIN"),
            TcpEnd.CLOSE: self.tr("Full close"),
            TcpEnd.RST: self.tr("RST"),
        }
        self._buttons: dict[TcpEnd, PaneButton] = {}
        self._previews: dict[TcpEnd, TintedLabel] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(10)
        layout.setVerticalSpacing(4)
        layout.setColumnStretch(1, 1)
        for row, (how, label) in enumerate(labels.items()):
            button = PaneButton(label)
            button.clicked.connect(lambda _checked=False, how=how: self.chosen.emit(how))
            preview = TintedLabel(tint=Tint.DIM, scale=0.92)
            layout.addWidget(button, row, 0)
            layout.addWidget(preview, row, 1, Qt.AlignmentFlag.AlignVCenter)
            self._buttons[how], self._previews[how] = button, preview
        self.set_view(None)

    def button(self, how: TcpEnd) -> PaneButton:
        """The button for this way."""
        return self._buttons[how]

    def preview(self, how: TcpEnd) -> str:
        """What is said of this way."""
        return self._previews[how].text()

    def set_view(self, view: EndView | None) -> None:
        """Show what can be done at an end that stands so."""
        for how, button in self._buttons.items():
            checks = {TcpEnd.NOTIFY: obstacles.to_notify, TcpEnd.FIN: obstacles.to_fin}
            obstacle = checks.get(how, obstacles.to_tcp_end)(view)
            preview = "" if view is None or obstacle else self._preview_words(view, how)
            button.setEnabled(not obstacle)
            button.setToolTip(f"{self._tips[how]}\n{obstacle or preview}")
            button.setAccessibleDescription(f"{self._tips[how]} {obstacle or preview}")
            self._previews[how].setText(preview)
        for widget in (self._buttons[TcpEnd.NOTIFY], self._previews[TcpEnd.NOTIFY]):
            widget.setVisible(view is not None and view.secure)

    def _preview_words(self, view: EndView, how: TcpEnd) -> str:
        """What the peer's API reports if TCP is ended so now (RFC 6455 §7.1.4, §7.1.5)."""
        match view.phase:
            case _ if view.ready is ReadyState.CONNECTING:
                if view.role is Role.SERVER:
                    return self.tr("client: error, close 1006, never opened")
                return self.tr("server: no connection was opened")
            case Phase.NEVER_OPENED | Phase.CONNECTING_ABORTED:
                return self.tr("peer: nothing more, it never opened")
            case Phase.CLOSE_SENT if how in (TcpEnd.NOTIFY, TcpEnd.FIN):
                return self.tr("peer: our code; clean if it still replies")
            case Phase.CLOSE_SENT if how is TcpEnd.CLOSE:
                return self.tr("peer: our code; its reply may meet a RST")
            case Phase.CLOSE_SENT:
                return self.tr("peer: our code if it got there, not clean")
            case Phase.BOTH_CLOSED | Phase.FIN_SENT | Phase.FIN_RECEIVED if how is TcpEnd.RST:
                return self.tr("peer: code kept, clean; in Chromium not clean")
            case Phase.BOTH_CLOSED | Phase.FIN_SENT | Phase.FIN_RECEIVED:
                return self.tr("peer: code kept, clean")
            case Phase.FAILING:
                return self.tr("peer: the code we failed with, if it got there, else 1006")
            case _:
                return self.tr("peer: close 1006, not clean")
