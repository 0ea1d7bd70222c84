"""Why a connection ended, or what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from wsinspector.widgets.controls.card import CARD_MARGIN, Card
from wsinspector.widgets.controls.choice_button import ChoiceButton
from wsinspector.widgets.controls.section_stack import SectionStack
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

if TYPE_CHECKING:
    from wsinspector.journal.journal import Journal
    from wsinspector.journal.verdict import Verdict
    from wsinspector.widgets.verdict.verdict_page import VerdictPage


class VerdictPanel(Card):
    """Shows the verdict on one connection.

    Its parts are made for the first verdict: until then nothing of them is needed.
    """

    entry_wanted = Signal(int)
    """An entry that the person wants to see in the timeline; it has a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Verdict"), parent=parent)
        self._journal: Journal | None = None
        self._connection = 0
        self._page: VerdictPage | None = None
        self._scroll: SectionStack | None = None
        self._number = TintedLabel(tint=Tint.DIM, wrap=False)
        self._copy = ChoiceButton(self.tr("Copy this verdict"), QMenu(self))
        self._copy.setText(self.tr("Copy"))
        self._copy.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._hint = TintedLabel(
            self.tr("Once there is a connection, this says how it ended and why."), tint=Tint.DIM
        )
        self._hint.setContentsMargins(0, 0, CARD_MARGIN, 0)
        self.heading.insertWidget(1, self._number)
        self.heading.addWidget(self._copy)
        self.body.addWidget(self._hint)
        self.body.addStretch(1)
        self.show_verdict(None, None)

    @property
    def page(self) -> VerdictPage | None:
        """What it shows; None as long as there is no verdict."""
        return None if self._scroll is None or self._scroll.isHidden() else self._page

    def show_verdict(
        self, journal: Journal | None, verdict: Verdict | None, *, behind: bool = False
    ) -> None:
        """Show a verdict, or nothing.

        Args:
            journal: where its evidence is.
            verdict: what is known.
            behind: more was recorded than it speaks of.
        """
        self._journal = journal
        has_any = journal is not None and verdict is not None
        self._copy.setVisible(has_any and bool(self._copy.menu().actions()))
        self._hint.setVisible(not has_any)
        self._number.setVisible(has_any)
        if self._scroll is not None:
            self._scroll.setVisible(has_any)
        if journal is None or verdict is None:
            return
        number = self.tr("connection #{number}").format(number=verdict.connection)
        self._number.setText(
            self.tr("{connection} · catching up").format(connection=number) if behind else number
        )
        if verdict.connection != self._connection:
            self._connection = verdict.connection
            if self._scroll is not None:
                self._scroll.verticalScrollBar().setValue(0)
        self._made_page().show_verdict(journal, verdict)

    def prepare(self) -> None:
        """Make what the first verdict takes before it is there, so that it comes at once."""
        if self._page is None:
            self._made_page()
            if self._scroll is not None:
                self._scroll.hide()

    def set_copy_actions(self, actions: Sequence[QAction]) -> None:
        """Offer these actions under Copy."""
        self._copy.menu().clear()
        self._copy.menu().addActions(list(actions))

    def focus_facts(self) -> None:
        """Let the person step through the links."""
        first = None if self._page is None else self._page.first_link()
        (first or self._copy).setFocus()

    def _made_page(self) -> VerdictPage:
        if self._page is None:
            from wsinspector.widgets.verdict.verdict_page import VerdictPage

            self._page = VerdictPage()
            self._page.row_wanted.connect(self._tell)
            self._scroll = SectionStack([], self._page)
            self.body.insertWidget(2, self._scroll, 1)
            self.body.setStretch(3, 0)
            self._scroll.show()
        return self._page

    def _tell(self, row: int) -> None:
        if self._journal is not None and row < len(self._journal.rows):
            self.entry_wanted.emit(self._journal.rows.entries[row])
