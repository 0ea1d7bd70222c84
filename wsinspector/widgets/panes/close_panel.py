"""Sends a Close frame exactly as asked, legal or not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wsinspector.models.end_view import EndView
from wsinspector.protocol.closing.close_codes import close_code, name_of
from wsinspector.protocol.closing.close_legality import REASON_MAX
from wsinspector.protocol.phases import Phase, Role
from wsinspector.protocol.wishes import SendClose
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.panes import obstacles
from wsinspector.widgets.panes.byte_meter import ByteMeter
from wsinspector.widgets.panes.close_code_box import CloseCodeBox
from wsinspector.widgets.panes.legality_lines import LegalityLines
from wsinspector.widgets.panes.reason_field import ReasonField

_AFTER_OWN_CLOSE = (Phase.CLOSE_SENT, Phase.BOTH_CLOSED, Phase.FIN_RECEIVED)


class ClosePanel(QWidget):
    """Code, reason, what speaks against them, and the button.

    Args:
        role: the end that sends.
    """

    wish = Signal(object)
    """A :class:`SendClose`."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EndView | None = None
        self.code_box = CloseCodeBox()
        self.reason = ReasonField()
        self.reason.setAccessibleName(self.tr("Reason of the Close"))
        self._meter = ByteMeter(REASON_MAX, self.tr("Length of the reason in UTF-8"))
        self._name = TintedLabel(tint=Tint.DIM, scale=0.92)
        self._legality = LegalityLines(role)
        self._cut = TintedLabel(tint=Tint.VIOLATION, scale=0.92)
        self._second = TintedLabel(tint=Tint.VIOLATION, scale=0.92)
        self.button = PaneButton("", role)
        self._lay_out()
        self.code_box.code_changed.connect(self._judge)
        self.reason.textChanged.connect(self._judge)
        self.reason.returnPressed.connect(self.send)
        self.button.clicked.connect(self.send)
        self.set_target(None)
        self._judge()

    @property
    def reason_bytes(self) -> bytes:
        """The reason in UTF-8; lone surrogates, which a paste can bring, stay what they are."""
        return self.reason.reason

    @property
    def verdict(self) -> str:
        """What is said about code and reason, one line each."""
        return self._legality.text

    def set_view(self, view: EndView | None) -> None:
        """Show what can be done at an end that stands so."""
        self._view = view
        self._second.say(
            "▲ " + self.tr("This end has sent a Close already; nothing may follow it.")
            if view is not None and view.can_send_frame and view.phase in _AFTER_OWN_CLOSE
            else ""
        )
        self._update_button()

    def set_target(self, number: int | None) -> None:
        """Name the connection that the Close goes to; None where there is no choice of one."""
        self.button.setText(
            self.tr("Send Close")
            if number is None
            else self.tr("Send Close to #%1").replace("%1", str(number))
        )

    def send(self) -> None:
        """Ask for the Close as it is written, if that can be done."""
        if not self._obstacle():
            code = self.code_box.code
            self.wish.emit(SendClose(code, b"" if code is None else self.reason_bytes))

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(6)
        fields.addWidget(self.code_box)
        fields.addWidget(self.reason, 1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._name, 1)
        below.addWidget(self._meter)
        actions = QHBoxLayout()
        actions.addWidget(self.button)
        actions.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(fields)
        layout.addLayout(below)
        layout.addWidget(self._cut)
        layout.addWidget(self._legality)
        layout.addWidget(self._second)
        layout.addSpacing(2)
        layout.addLayout(actions)

    def _judge(self) -> None:
        code, problem = self.code_box.code, self.code_box.problem
        without_code = code is None and not problem
        self.reason.setEnabled(not without_code)
        self.reason.setToolTip(
            self.tr("A reason needs a code before it: without one nothing is sent but the header.")
            if without_code
            else self.tr("Up to 123 bytes of UTF-8; Enter sends the Close.")
        )
        reason = b"" if without_code else self.reason_bytes
        self._meter.set_count(len(reason))
        self._cut.say(f"▲ {self.reason.notice}" if self.reason.notice else "")
        known = None if code is None else close_code(code)
        if problem:
            self._name.setText("")
            self._legality.show_problem(problem)
        else:
            self._name.setText(
                self.tr("empty Close frame") if code is None else words(name_of(code))
            )
            self._legality.judge(code, reason)
        self._name.setToolTip("" if known is None else words(known.meaning))
        self._update_button()

    def _obstacle(self) -> str:
        return self.code_box.problem or obstacles.to_frame(self._view)

    def _update_button(self) -> None:
        obstacle = self._obstacle()
        self.button.setEnabled(not obstacle)
        self.button.setToolTip(obstacle or self.tr("Send a Close frame exactly like this"))
        self.button.setAccessibleDescription(obstacle or self._legality.text)
