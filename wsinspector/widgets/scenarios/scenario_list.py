"""The scenarios by theme, with a line to search them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wsinspector.journal.visible_text import visible
from wsinspector.models.scenario_card import PlayResult, ScenarioCard
from wsinspector.widgets.controls.theme import data_colours, data_font
from wsinspector.widgets.scenarios.scenario_words import SIGNS, state_words

_ID, _TITLE, _SIGN = range(3)
_SIGN_WIDTH = 28
_ROLE = Qt.ItemDataRole.UserRole


class ScenarioList(QWidget):
    """A tree of two levels: themes, and the scenarios of each.

    Attributes:
        search: words that a scenario has to have.
        tree: the themes and scenarios.
    """

    selected = Signal(str)
    """Id of the scenario that is looked at; empty for none."""
    play_wanted = Signal(str)
    """Id of the scenario that is to be played: a double click, or Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._cards: dict[str, ScenarioCard] = {}
        self._themes: Iterable[QTreeWidgetItem] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search: words, an ending, a rule, a code"))
        self.search.setAccessibleName(self.tr("Search the scenarios"))
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Scenarios"))
        self.tree.setColumnCount(3)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(12)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_ID, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_SIGN, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(_SIGN, _SIGN_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        self.search.textChanged.connect(self._filter)
        self.tree.currentItemChanged.connect(lambda *_: self.selected.emit(self.current))
        self.tree.itemActivated.connect(self._activate)
        self.search.returnPressed.connect(self.tree.setFocus)

    @property
    def current(self) -> str:
        """Id of the scenario that is looked at; empty for none."""
        item = self.tree.currentItem()
        return "" if item is None else str(item.data(_ID, _ROLE) or "")

    @property
    def shown(self) -> list[str]:
        """Ids of the scenarios that the search has left, in order."""
        return [name for name, item in self._items.items() if not item.isHidden()]

    def show_cards(self, cards: Sequence[ScenarioCard]) -> None:
        """Show these instead of what is shown; what is looked at stays, if it is among them."""
        before = self.current
        self.tree.clear()
        self._cards = {card.id: card for card in cards}
        self._items = {}
        themes: dict[str, QTreeWidgetItem] = {}
        self._themes = themes.values()
        bold = QFont(self.tree.font())
        bold.setBold(True)
        for card in cards:
            theme = themes.get(card.theme)
            if theme is None:
                theme = themes[card.theme] = QTreeWidgetItem(self.tree, [visible(card.theme)])
                theme.setFirstColumnSpanned(True)
                theme.setFont(_ID, bold)
                theme.setExpanded(True)
            self._items[card.id] = self._item(theme, card)
        self._filter(self.search.text())
        self.select(before if before in self._items else next(iter(self._items), ""))

    def select(self, name: str) -> None:
        """Look at a scenario."""
        if name in self._items:
            self.tree.setCurrentItem(self._items[name])

    def show_results(self, results: Mapping[str, PlayResult]) -> None:
        """Show what became of the scenarios."""
        colours = data_colours(self)
        for name, result in results.items():
            item = self._items.get(name)
            if item is not None:
                sign, tint = SIGNS[result.state]
                item.setText(_SIGN, sign)
                item.setForeground(_SIGN, QBrush(getattr(colours, tint.value)))
                item.setToolTip(_SIGN, state_words(result))

    def _item(self, theme: QTreeWidgetItem, card: ScenarioCard) -> QTreeWidgetItem:
        short = card.id.partition("-")[0] if not card.file else card.id
        item = QTreeWidgetItem(theme, [short, visible(card.title)])
        item.setData(_ID, _ROLE, card.id)
        item.setFont(_ID, data_font(0.92))
        item.setToolTip(_ID, card.id)
        item.setTextAlignment(_SIGN, Qt.AlignmentFlag.AlignCenter)
        return item

    def _filter(self, words: str) -> None:
        for name, item in self._items.items():
            item.setHidden(not self._cards[name].matches(words))
        for theme in self._themes:
            children = [theme.child(number) for number in range(theme.childCount())]
            theme.setHidden(not any(child and not child.isHidden() for child in children))
        current = self.tree.currentItem()
        if self.shown and (current is None or current.isHidden()):
            self.select(self.shown[0])

    def _activate(self, _item: QTreeWidgetItem) -> None:
        if self.current:
            self.play_wanted.emit(self.current)
