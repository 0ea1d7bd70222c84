"""What an answer to an opening handshake looks like on the wire, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.journal.visible_text import decoded, visible_head, visible_lines
from wsinspector.protocol.opening.opening_answer import AnswerKind
from wsinspector.widgets.controls.fitted_text import FittedText
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.panes.legality_lines import SIGNS

if TYPE_CHECKING:
    from wsinspector.protocol.faults import Fault
    from wsinspector.protocol.opening.opening_answer import OpeningAnswer

_LINES_MAX = 8
_SHOWN_BYTES = 4096
_FAULTS = 4


class AnswerPreview(QWidget):
    """The bytes for an example request, as text, and the faults below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._awaited: tuple[OpeningAnswer, tuple[str, ...]] | None = None
        self._is_faultless = True
        self._about = TintedLabel(
            self.tr("For the example request of RFC 6455 §1.2:"), tint=Tint.DIM, scale=0.92
        )
        self.view = FittedText(self.tr("The answer to an example request"), _LINES_MAX)
        self._faults = [TintedLabel(scale=0.92) for _ in range(_FAULTS)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self._about, self.view, *self._faults):
            layout.addWidget(part)

    @property
    def faults(self) -> str:
        """What is said of the answer, one line each."""
        self._catch_up()
        return "\n".join(label.text() for label in self._faults if label.text())

    @property
    def is_faultless(self) -> bool:
        """Whether the answer breaks no rule, and nothing of it is remarkable."""
        self._catch_up()
        return self._is_faultless

    def show_answer(self, answer: OpeningAnswer, subprotocols: tuple[str, ...]) -> None:
        """Show an answer of a server that supports these subprotocols, once that is in view."""
        self._awaited = (answer, subprotocols)
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._awaited is None:
            return
        # Late, because judging takes libraries that a window does not begin with.
        from wsinspector.protocol.opening.answer_example import answer_example

        (answer, subprotocols), self._awaited = self._awaited, None
        example = answer_example(answer, subprotocols)
        lines = []
        if example.response:
            head, _, body = example.response.partition(b"\r\n\r\n")
            lines.append(visible_head(decoded(head)) + "\n")
            lines.append(visible_lines(decoded(body[:_SHOWN_BYTES])))
        if example.after:
            lines.append(example.after[:_SHOWN_BYTES].hex(" "))
        shown = "\n".join(filter(None, lines)).removesuffix("\n") or self._nothing(answer.kind)
        self.view.show_text(shown)
        self._is_faultless = not example.faults
        self._say(example.faults)

    def _nothing(self, kind: AnswerKind) -> str:
        if kind is AnswerKind.FIN:
            return self.tr("no bytes, then FIN")
        if kind is AnswerKind.RST:
            return self.tr("no bytes, then RST")
        return self.tr("no bytes")

    def _say(self, faults: tuple[Fault, ...]) -> None:
        said = []
        for fault in sorted(faults, key=lambda one: list(SIGNS).index(one.severity), reverse=True):
            sign, tint = SIGNS[fault.severity]
            said.append((f"{sign} {words(fault.text)}  {fault.rule}", tint))
        if len(said) > _FAULTS:
            rest = self.tr("… and {count} more").format(count=len(said) - _FAULTS + 1)
            said[_FAULTS - 1 :] = [(rest, Tint.DIM)]
        said = said or [(self.tr("✓ nothing wrong with it"), Tint.CLEAN)]
        for number, label in enumerate(self._faults):
            label.say(*(said[number] if number < len(said) else ("", Tint.DIM)))

    def showEvent(self, event: QShowEvent) -> None:
        self._catch_up()
        super().showEvent(event)
