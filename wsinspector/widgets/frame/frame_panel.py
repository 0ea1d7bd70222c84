"""All there is to see of one row: its fields, its bytes, its payload, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from wsinspector.journal.journal import Journal
from wsinspector.widgets.controls.card import CARD_MARGIN, Card
from wsinspector.widgets.controls.choice_button import ChoiceButton
from wsinspector.widgets.controls.elided_label import ElidedLabel
from wsinspector.widgets.controls.late_place import LatePlace
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

if TYPE_CHECKING:
    from wsinspector.widgets.frame.frame_details import FrameDetails


class FramePanel(Card):
    """Shows one entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Frame"), parent=parent)
        self._entry: int | None = None
        self._place = LatePlace(_make_details)
        self._title = ElidedLabel()
        self._copy = ChoiceButton(self.tr("Copy this frame"), QMenu(self))
        self._hint = TintedLabel(tint=Tint.DIM)
        self._lay_out()
        self.show_entry(None, None)

    @property
    def details(self) -> FrameDetails:
        """The entry in full, made if nothing was ever shown."""
        return self._place.content

    # -- for the application --------------------------------------------------------------------

    @property
    def entry(self) -> int | None:
        """The entry it shows."""
        return self._entry

    def show_entry(self, journal: Journal | None, entry_id: int | None) -> None:
        """Show an entry, or nothing.

        Args:
            journal: where it is recorded.
            entry_id: which entry; None for nothing.
        """
        self._entry = entry_id if journal is not None else None
        shown = self._entry is not None
        if journal is not None and (shown or self._place.is_made):
            self.details.show_entry(journal, self._entry)
        self._place.setVisible(shown)
        self._title.setVisible(shown)
        self._copy.setVisible(shown and bool(self._copy.menu().actions()))
        self._hint.say(
            self.tr("This row has neither fields nor bytes.")
            if shown
            else self.tr("Select a row of the timeline to see its fields and bytes.")
        )
        self._hint.setVisible(not shown or self.details.is_empty)
        self.refresh()

    def refresh(self) -> None:
        """Say anew what became of the entry: its other end may have seen it meanwhile."""
        if self._entry is not None:
            title = self.details.refresh()
            if title != self._title.text():
                self._title.setText(title)

    def set_copy_actions(self, actions: Sequence[QAction]) -> None:
        """Offer these actions under Copy."""
        menu = self._copy.menu()
        menu.clear()
        menu.addActions(list(actions))
        self._copy.setVisible(bool(actions) and self._entry is not None)

    def _lay_out(self) -> None:
        self._copy.setText(self.tr("Copy"))
        self._copy.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.heading.insertWidget(1, self._title)
        self.heading.addWidget(self._copy)
        self._hint.setContentsMargins(0, 0, CARD_MARGIN, 0)
        inner = QVBoxLayout()
        inner.setSpacing(8)
        inner.addWidget(self._hint)
        inner.addWidget(self._place, 1)
        inner.addStretch()  # where there is nothing in full
        self.body.addLayout(inner, 1)


def _make_details() -> FrameDetails:
    # Late, because a window begins with nothing to show.
    from wsinspector.widgets.frame.frame_details import FrameDetails

    return FrameDetails()
