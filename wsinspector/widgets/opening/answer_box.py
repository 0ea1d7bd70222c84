"""How a server answers opening handshakes, as a sentence whose choices are fields."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QSpinBox, QVBoxLayout, QWidget

from wsinspector.protocol.opening.opening_answer import PLAIN_ANSWER, AnswerKind, OpeningAnswer
from wsinspector.widgets.controls.chip import Chip
from wsinspector.widgets.controls.choice_button import ChoiceButton
from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.hex_field import HexField
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.opening.acceptance_box import AcceptanceBox
from wsinspector.widgets.opening.answer_preview import AnswerPreview
from wsinspector.widgets.opening.answer_words import answer_summary, quick_answers
from wsinspector.widgets.opening.rejection_box import RejectionBox
from wsinspector.widgets.panes.message_editor import MessageEditor

_DELAY_MAX_MS = 600_000
_DELAY_STEP_MS = 500


class AnswerBox(QWidget):
    """A sentence such as: answer at once with 101; details, and what goes on the wire, below."""

    changed = Signal(object)
    """The person chose another :class:`OpeningAnswer`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer = PLAIN_ANSWER
        self._subprotocols: tuple[str, ...] = ()
        self.delay = QSpinBox()
        self.delay.setRange(0, _DELAY_MAX_MS)
        self.delay.setSingleStep(_DELAY_STEP_MS)
        self.delay.setSpecialValueText(self.tr("at once"))
        self.delay.setPrefix(self.tr("after ", "before a number of milliseconds"))
        self.delay.setSuffix(self.tr(" ms"))
        self.delay.setAccessibleName(self.tr("Delay of the answer in milliseconds"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Answer to the opening handshake"))
        self.kind.setToolTip(
            self.tr(
                "RFC 6455 §4.2.2 asks for a 101 or an HTTP error. A request with faults is "
                "refused, whatever acceptance is chosen here."
            )
        )
        for label, kind in (
            (self.tr("101, accept it"), AnswerKind.ACCEPT),
            (self.tr("a rejection"), AnswerKind.REJECT),
            (self.tr("garbage"), AnswerKind.GARBAGE),
            (self.tr("silence"), AnswerKind.SILENCE),
            (self.tr("FIN"), AnswerKind.FIN),
            (self.tr("RST"), AnswerKind.RST),
        ):
            self.kind.addItem(label, kind)
        self._odd = Chip(self.tr("odd"))
        self.quick = self._quick_menu()
        self.back = LinkButton(self.tr("Back to correct"))
        self.back.setToolTip(self.tr("Answer again as RFC 6455 asks for"))
        self.acceptance = AcceptanceBox()
        self.rejection = RejectionBox()
        self.garbage = HexField(self.tr("Bytes instead of HTTP"))
        self.garbage.setToolTip(self.tr("Sent instead of an answer, then FIN"))
        self.headers = MessageEditor()
        self.headers.setAccessibleName(self.tr("Further header lines"))
        self.headers.setPlaceholderText(self.tr("one on each line, sent as they stand"))
        self._headers_name = QLabel(self.tr("Further header lines"))
        self._headers_name.setBuddy(self.headers)
        self._problem = TintedLabel(tint=Tint.VIOLATION, scale=0.92)
        self.preview = AnswerPreview()
        self._lay_out()
        self._show()
        self.kind.activated.connect(self._take)
        self.delay.valueChanged.connect(self._take)
        self.garbage.textEdited.connect(self._take)
        self.headers.textChanged.connect(self._take)
        self.headers.filled.connect(self._refuse_long)
        self.acceptance.changed.connect(self._take)
        self.rejection.changed.connect(self._take)
        self.back.clicked.connect(lambda: self._choose(PLAIN_ANSWER))

    @property
    def answer(self) -> OpeningAnswer:
        """What is chosen."""
        return self._answer

    @property
    def summary(self) -> str:
        """What is chosen, in a few words."""
        return answer_summary(self._answer)

    @property
    def oddity(self) -> str:
        """What of it is not as it should be; empty where nothing is."""
        if self._answer.is_plain:
            return ""
        if self.preview.is_faultless:
            return self.tr("It breaks no rule, but no server answers so of its own accord.")
        return self.preview.faults

    @property
    def problem(self) -> str:
        """What is written and cannot be; empty if nothing."""
        return self._problem.text()

    def set_answer(self, answer: OpeningAnswer) -> None:
        """Show this answer; not announced by ``changed``."""
        if answer != self._answer:
            self._answer = answer
            self._show()

    def set_subprotocols(self, subprotocols: tuple[str, ...]) -> None:
        """Which subprotocols the server supports, for the example."""
        self._subprotocols = subprotocols
        self._show_consequences()

    def _quick_menu(self) -> ChoiceButton:
        menu = QMenu()
        button = ChoiceButton(self.tr("Answers that are often wanted"), menu)
        menu.setParent(button, menu.windowFlags())
        button.choose(self.tr("Quick choices"), narrowed=False)
        for name, answer in quick_answers():
            action = menu.addAction(name)
            action.triggered.connect(lambda _checked=False, one=answer: self._choose(one))
        return button

    def _lay_out(self) -> None:
        sentence = FlowLayout(spacing=6, line_spacing=6)
        sentence.addWidget(QLabel(self.tr("Answer")))
        sentence.addWidget(self.delay)
        sentence.addWidget(QLabel(self.tr("with", "answer at once with 101")))
        sentence.addWidget(self.kind)
        sentence.addWidget(self._odd)
        quick = QHBoxLayout()
        quick.setSpacing(8)
        quick.addWidget(self.quick)
        quick.addStretch(1)
        quick.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(sentence)
        layout.addLayout(quick)
        for part in (
            self.preview,
            self.acceptance,
            self.rejection,
            self.garbage,
            self._headers_name,
            self.headers,
            self._problem,
        ):
            layout.addWidget(part)

    def _choose(self, answer: OpeningAnswer) -> None:
        self.set_answer(answer)
        self.changed.emit(answer)

    def _show(self) -> None:
        chosen = self._answer
        fields: tuple[QWidget, ...] = (self.delay, self.headers)
        blocked = [field.blockSignals(True) for field in fields]
        self.kind.setCurrentIndex(self.kind.findData(chosen.kind))
        self.delay.setValue(chosen.delay)
        if self._lines != chosen.headers:
            self.headers.setPlainText("\n".join(chosen.headers))
        for field, before in zip(fields, blocked, strict=True):
            field.blockSignals(before)
        self.garbage.set_data(chosen.garbage)
        self.acceptance.show_answer(chosen)
        self.rejection.show_answer(chosen)
        self._show_problem("")
        self._show_consequences()

    @property
    def _lines(self) -> tuple[str, ...]:
        return tuple(line for line in self.headers.written.split("\n") if line)

    def _show_consequences(self) -> None:
        kind = self._answer.kind
        has_head = kind in (AnswerKind.ACCEPT, AnswerKind.REJECT)
        self.delay.setVisible(kind is not AnswerKind.SILENCE)
        self.acceptance.setVisible(kind is AnswerKind.ACCEPT)
        self.rejection.setVisible(kind is AnswerKind.REJECT)
        self.garbage.setVisible(kind is AnswerKind.GARBAGE)
        self._headers_name.setVisible(has_head)
        self.headers.setVisible(has_head)
        self.preview.show_answer(self._answer, self._subprotocols)
        self.back.setVisible(not self._answer.is_plain)
        self._odd.setVisible(not self._answer.is_plain)
        self._odd.setToolTip(self.oddity)
        self._odd.setAccessibleDescription(self.oddity)

    def _take(self) -> None:
        garbage = self.garbage.data
        try:
            chosen = replace(
                self._answer,
                kind=AnswerKind(self.kind.currentData()),
                delay=self.delay.value(),
                headers=self._lines,
                garbage=self._answer.garbage if garbage is None else garbage,
            )
            chosen = self.rejection.taken(self.acceptance.taken(chosen))
        except ValueError:
            # A paste can bring half a pair of surrogates, or a carriage return.
            self._show_problem(self.tr("A line has a character that cannot be sent in it."))
            return
        shown = {
            AnswerKind.ACCEPT: self.acceptance.problem,
            AnswerKind.REJECT: self.rejection.problem,
            AnswerKind.GARBAGE: self.garbage.problem,
        }
        self._show_problem(shown.get(chosen.kind, ""))
        changed, self._answer = chosen != self._answer, chosen
        self._show_consequences()
        if changed:
            self.changed.emit(chosen)

    def _refuse_long(self, text: str | None) -> None:
        if text is not None:
            self._show_problem(self.tr("That is too long for header lines here: there are none."))

    def _show_problem(self, problem: str) -> None:
        self._problem.say(f"▲ {problem}" if problem else "")
