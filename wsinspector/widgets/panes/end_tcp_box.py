"""Buttons that end TCP by hand, each with what the peer's API will report."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.models.end_view import EndView
from wsinspector.protocol.phases import Phase, ReadyState, Role
from wsinspector.protocol.wishes import TcpEnd
from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.panes import obstacles


class EndTcpBox(QWidget):
    """The ways to end TCP in a row, close_notify too where there is TLS, and what they lead to."""

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
        self._labels = {
            TcpEnd.NOTIFY: self.tr("close_notify"),
            TcpEnd.FIN: self.tr("FIN"),
            TcpEnd.CLOSE: self.tr("Full close"),
            TcpEnd.RST: self.tr("RST"),
        }
        self._buttons: dict[TcpEnd, PaneButton] = {}
        self._previews: dict[TcpEnd, str] = {}
        self._summary = TintedLabel(tint=Tint.DIM, scale=0.92)
        row = FlowLayout(spacing=6, line_spacing=4)
        for how, label in self._labels.items():
            button = PaneButton(label)
            button.clicked.connect(lambda _checked=False, how=how: self.chosen.emit(how))
            row.addWidget(button)
            self._buttons[how] = button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._summary)
        self.set_view(None)

    def button(self, how: TcpEnd) -> PaneButton:
        """The button for this way."""
        return self._buttons[how]

    def preview(self, how: TcpEnd) -> str:
        """What is said of this way."""
        return self._previews[how]

    @property
    def summary(self) -> str:
        """What is said of all: one line for each consequence, with the ways that lead to it."""
        return self._summary.text()

    def set_view(self, view: EndView | None) -> None:
        """Show what can be done at an end that stands so."""
        for how, button in self._buttons.items():
            checks = {TcpEnd.NOTIFY: obstacles.to_notify, TcpEnd.FIN: obstacles.to_fin}
            obstacle = checks.get(how, obstacles.to_tcp_end)(view)
            preview = "" if view is None or obstacle else self._preview_words(view, how)
            button.setEnabled(not obstacle)
            button.setToolTip(f"{self._tips[how]}\n{obstacle or preview}")
            button.setAccessibleDescription(f"{self._tips[how]} {obstacle or preview}")
            self._previews[how] = preview
        self._buttons[TcpEnd.NOTIFY].setVisible(view is not None and view.secure)
        self._summary.say(self._summary_words())

    def _summary_words(self) -> str:
        ways: dict[str, list[str]] = {}
        for how, preview in self._previews.items():
            if preview:
                ways.setdefault(preview, []).append(self._labels[how])
        if len(ways) == 1:
            return next(iter(ways))
        return "\n".join(f"{', '.join(labels)}: {preview}" for preview, labels in ways.items())

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
