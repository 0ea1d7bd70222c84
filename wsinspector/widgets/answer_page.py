"""All that decides how opening handshakes are answered, and its section in the server pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.widgets.admission_box import AdmissionBox
from wsinspector.widgets.late_place import LatePlace
from wsinspector.widgets.section import Section
from wsinspector.widgets.tinted_label import Tint, TintedLabel

if TYPE_CHECKING:
    from wsinspector.protocol.opening_answer import OpeningAnswer
    from wsinspector.widgets.answer_box import AnswerBox


class AnswerPage(QWidget):
    """The answer, and whom it is for.

    Attributes:
        place: that of what comes on the wire.
        admission: subprotocols, and who is let in.
        section: where it all stands, folded at first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.place = LatePlace(self._make_answer)
        self.admission = AdmissionBox()
        note = TintedLabel(
            self.tr("For connections to come; those that are there stay as they are."),
            tint=Tint.DIM,
            scale=0.92,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.place, self.admission, note):
            layout.addWidget(part)
        self.section = Section("answer", self.tr("Opening handshake"), self, expanded=False)
        self.section.heading.setToolTip(self.tr("How the server answers opening handshakes"))
        self.admission.subprotocols.textChanged.connect(self._tell_subprotocols)
        for field in (self.admission.origins, self.admission.hosts):
            field.textChanged.connect(self.refresh)
        self.refresh()

    @property
    def answer(self) -> AnswerBox:
        """What comes on the wire; made if it is not there yet."""
        return self.place.content

    def set_answer(self, answer: OpeningAnswer) -> None:
        """Show this answer; not announced."""
        if self.place.is_made or not answer.is_plain:
            self.answer.set_answer(answer)
            self.refresh()

    def refresh(self) -> None:
        """Say in the section's heading what is chosen."""
        made = self.place.is_made
        answer = self.answer.summary if made else self.tr("101, correct")
        self.section.set_summary(", ".join(filter(None, (answer, self.admission.summary))))
        self.section.set_oddity(self.answer.oddity if made else "")

    def _tell_subprotocols(self) -> None:
        if self.place.is_made:
            self.answer.set_subprotocols(self.admission.names())
            self.refresh()

    def _make_answer(self) -> AnswerBox:
        from wsinspector.widgets.answer_box import AnswerBox

        answer = AnswerBox()
        answer.set_subprotocols(self.admission.names())
        answer.changed.connect(self.refresh)
        return answer
