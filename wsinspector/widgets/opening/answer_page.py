"""All that decides how opening handshakes are answered, and its section in the server pane."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.protocol.opening.opening_answer import OpeningAnswer
from wsinspector.widgets.controls.section import Section
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.opening.answer_box import AnswerBox
from wsinspector.widgets.panes.admission_box import AdmissionBox


class AnswerPage(QWidget):
    """The answer, and whom it is for.

    Attributes:
        answer: what comes on the wire.
        admission: subprotocols, and who is let in.
        section: where it all stands, folded at first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.answer = AnswerBox()
        self.admission = AdmissionBox()
        note = TintedLabel(
            self.tr("For connections to come; those that are there stay as they are."),
            tint=Tint.DIM,
            scale=0.92,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.answer, self.admission, note):
            layout.addWidget(part)
        self.section = Section("answer", self.tr("Opening handshake"), self, expanded=False)
        self.section.heading.setToolTip(self.tr("How the server answers opening handshakes"))
        self.answer.changed.connect(self.refresh)
        self.admission.subprotocols.textChanged.connect(self._tell_subprotocols)
        for field in (self.admission.origins, self.admission.hosts):
            field.textChanged.connect(self.refresh)
        self.refresh()

    def set_answer(self, answer: OpeningAnswer) -> None:
        """Show this answer; not announced."""
        self.answer.set_answer(answer)
        self.refresh()

    def refresh(self) -> None:
        """Say in the section's heading what is chosen."""
        said = (self.answer.summary, self.admission.summary)
        self.section.set_summary(", ".join(filter(None, said)))
        self.section.set_oddity(self.answer.oddity)

    def _tell_subprotocols(self) -> None:
        self.answer.set_subprotocols(self.admission.names())
        self.refresh()
