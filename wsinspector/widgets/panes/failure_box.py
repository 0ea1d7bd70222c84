"""Why a connect failed: the step, what is wrong, and the answer to read and copy."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from wsinspector.journal.visible_text import visible
from wsinspector.models.connect_failure import ConnectFailure
from wsinspector.models.redirect_offer import RedirectOffer
from wsinspector.protocol.opening.opening_stage import (
    ABORTED_BY_CLIENT,
    BAD_101,
    HTTP_REJECTED,
    NO_RESPONSE,
    NOT_HTTP,
    PEER_DROPPED,
)
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import data_colours, data_font
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.panes.legality_lines import SIGNS

_ANSWER_LINES = 6
"""Lines of an answer that are shown unasked."""
_MOST_LINES = 9
"""Lines in view at once; there are other things in the pane."""
_TOGETHER = "\N{NO-BREAK SPACE}"


class FailureBox(QWidget):
    """All there is to say of a connect that failed; takes no room when there is nothing.

    Attributes:
        details: faults and answer, as plain text that can be selected.
        more: shows the whole answer.
        row: leads to the row of the timeline that shows it.
        redirect_button: connects to where the answer redirects to.
    """

    entry_requested = Signal(int)
    """The person wants to see this entry in the timeline."""
    redirect_taken = Signal(object)
    """The person wants to follow this :class:`RedirectOffer`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._failure: ConnectFailure | None = None
        self._offer: RedirectOffer | None = None
        self._headline = TintedLabel(tint=Tint.VIOLATION)
        self._steps = TintedLabel(tint=Tint.DIM, scale=0.92)
        for label in (self._headline, self._steps):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.details.setAccessibleName(self.tr("What is wrong, and the answer of the server"))
        self.details.setFrameShape(QFrame.Shape.NoFrame)
        self.details.viewport().setAutoFillBackground(False)
        self.details.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.details.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.details.setVerticalScrollBar(SlimScrollBar(self.details))
        self.details.setTabChangesFocus(True)
        self.details.setUndoRedoEnabled(False)
        self.details.document().setDocumentMargin(0)
        self.more = LinkButton("")
        self.row = LinkButton("")
        links = QHBoxLayout()
        links.setSpacing(12)
        links.addWidget(self.row)
        links.addWidget(self.more)
        links.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.redirect_button = PaneButton(self.tr("Connect to the new address"))
        self._redirect_note = TintedLabel(tint=Tint.DIM, scale=0.92)
        layout.addWidget(self._headline)
        layout.addWidget(self._steps)
        layout.addWidget(self.redirect_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._redirect_note)
        layout.addWidget(self.details)
        layout.addLayout(links)
        self.redirect_button.clicked.connect(self._take_redirect)
        self.more.clicked.connect(lambda: self._fill(whole=True))
        self.row.clicked.connect(self._request)
        self.show_failure(None)

    @property
    def text(self) -> str:
        """Everything it says; empty for nothing."""
        steps = self._steps.text().replace(_TOGETHER, " ")
        parts = (self._headline.text(), steps, self.details.toPlainText())
        return "\n".join(part for part in parts if part)

    def show_failure(self, failure: ConnectFailure | None) -> None:
        """Say why a connect failed; None for one that did not."""
        self._failure = failure
        self.setVisible(failure is not None)
        self._headline.say("" if failure is None else f"▲ {words(failure.why)}")
        self._steps.say("" if failure is None else self._way(failure))
        row = None if failure is None else failure.row
        self.row.setText("" if row is None else self.tr("Row {number}").format(number=row))
        self.row.setVisible(row is not None)
        self.offer_redirect(None)
        self._fill(whole=False)

    def offer_redirect(self, offer: RedirectOffer | None) -> None:
        """Offer to follow the answer, and say what will be different; None for nothing."""
        self._offer = offer
        self.redirect_button.setVisible(offer is not None and bool(offer.url))
        notes = [] if offer is None else self._redirect_notes(offer)
        self._redirect_note.say("\n".join(notes))
        self.redirect_button.setToolTip("" if offer is None else visible(offer.url))
        self.redirect_button.setAccessibleDescription(self._redirect_note.text())

    def _redirect_notes(self, offer: RedirectOffer) -> list[str]:
        if offer.why_not is not None:
            return [self.tr("It cannot be followed: {why}").format(why=words(offer.why_not))]
        notes = [visible(offer.url)]
        if offer.loses_tls:
            notes.append(
                self.tr("▲ From wss:// to ws://: anybody between could read and change everything.")
            )
        if offer.drops_secrets:
            notes.append(
                self.tr("Another server: Authorization and Cookie are taken out of the request.")
            )
        return notes

    def _take_redirect(self) -> None:
        if self._offer is not None:
            self.redirect_taken.emit(self._offer)

    def _way(self, failure: ConnectFailure) -> str:
        """All steps of such a connect: those that were taken, the failed one, and the rest."""
        steps = {
            "dns": (self.tr("name found"), self.tr("name lookup")),
            "tcp": (self.tr("TCP connected"), self.tr("TCP connect")),
            "tls": (self.tr("TLS agreed"), self.tr("TLS handshake")),
            "http": (self.tr("request sent"), self.tr("opening handshake")),
        }
        if failure.step not in steps:
            return self.tr("No connection was tried.")
        asked = {"dns": failure.named, "tls": failure.secure}
        names = [name for name in steps if asked.get(name, True) or name == failure.step]
        at = names.index(failure.step)
        passed = [f"✓ {steps[name][0]}" for name in names[:at]]
        if failure.step == "http":
            passed.append(f"✓ {steps['http'][0]}")
        rest = [f"○ {steps[name][1]}" for name in names[at + 1 :]]
        failed = f"▲ {self._failed_step(failure, steps[names[at]][1])}"
        # A line breaks between steps, not within one.
        return "   ".join(step.replace(" ", _TOGETHER) for step in (*passed, failed, *rest))

    def _failed_step(self, failure: ConnectFailure, step: str) -> str:
        if failure.reason == ABORTED_BY_CLIENT:
            return self.tr("{step} given up").format(step=step)
        said = {
            HTTP_REJECTED: self.tr("answer is not 101"),
            BAD_101: self.tr("answer refused"),
            NOT_HTTP: self.tr("answer is not HTTP"),
            NO_RESPONSE: self.tr("no answer in time"),
            PEER_DROPPED: self.tr("no whole answer"),
        }.get(failure.reason)
        return said or self.tr("{step} failed").format(step=step)

    def _fill(self, *, whole: bool) -> None:
        failure = self._failure
        self.details.clear()
        answer = () if failure is None else failure.answer
        shown = answer if whole or len(answer) <= _ANSWER_LINES + 1 else answer[:_ANSWER_LINES]
        colours = data_colours(self)
        plain, mono, sign = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        plain.setFont(self.font())
        mono.setFont(data_font(0.92))
        for form in (plain, mono):
            form.setForeground(colours.text)
        cursor = QTextCursor(self.details.document())
        first = True
        for severity, said in () if failure is None else failure.faults:
            mark, tint = SIGNS[severity]
            sign.setFont(self.font())
            sign.setForeground(getattr(colours, tint))
            cursor.insertText(f"{mark} " if first else f"\n{mark} ", sign)
            cursor.insertText(words(said), plain)
            first = False
        for line in shown:
            cursor.insertText(line if first else f"\n{line}", mono)
            first = False
        self.details.setVisible(not first)
        self.details.verticalScrollBar().setValue(0)
        left = len(answer) - len(shown)
        self.more.setText(self.tr("Show {count} more lines of the answer").format(count=left))
        self.more.setVisible(left > 0)
        self._fit()

    def _fit(self) -> None:
        """As high as the lines need, up to a bound."""
        lines = min(_MOST_LINES, int(self.details.document().size().height()))
        self.details.setFixedHeight(lines * self.details.fontMetrics().lineSpacing() + 4)

    def _request(self) -> None:
        if self._failure is not None and self._failure.entry is not None:
            self.entry_requested.emit(self._failure.entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._fill(whole=self.more.isHidden())
        super().changeEvent(event)
