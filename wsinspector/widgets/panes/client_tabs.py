"""All clients of the window, a tab each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton, QWidget

from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.card import Card
from wsinspector.widgets.controls.icons import icon
from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.panes.client_pane import ClientPane

_ODD = " ◆"
"""Stands beside the number of a client that acts against the standard."""


class _Tabs(QTabBar):
    """Small tabs without frames: the current one is filled."""

    def __init__(self) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)

    def close_button(self, index: int) -> QWidget | None:
        """The button in a tab; a tab has none while it is being made."""
        return self.tabButton(index, QTabBar.ButtonPosition.RightSide)

    def describe(self, index: int, name: str, oddity: str) -> None:
        """Name the client of a tab, and mark it as odd unless ``oddity`` is empty."""
        self.setTabData(index, oddity)
        told = "\n".join(filter(None, (name, oddity)))
        self.setTabToolTip(index, told)
        self.setAccessibleTabName(index, told)
        # A tab bar measures its tabs anew only when the text of one changes.
        self.setTabText(index, self.tabText(index))
        self.update()

    def _paint_words(self, painter: QPainter, area: QRectF, index: int) -> None:
        """The number, and after it the mark of what is odd; in the middle together."""
        metrics, words = painter.fontMetrics(), self.tabText(index)
        mark = _ODD if self.tabData(index) else ""
        width = metrics.horizontalAdvance(words)
        area.setLeft(area.center().x() - (width + metrics.horizontalAdvance(mark)) / 2)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(data_colours(self).deviation)
        area.setLeft(area.left() + width)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, mark)

    def tabSizeHint(self, index: int) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.tabText(index)) + 20
        if self.tabData(index):
            width += metrics.horizontalAdvance(_ODD)
        button = self.close_button(index)
        if button is not None and not button.isHidden():
            width += button.width() - 2
        return QSize(width, metrics.height() + 8)

    def sizeHint(self) -> QSize:
        sizes = [self.tabSizeHint(index) for index in range(self.count())]
        height = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes), height)

    def minimumSizeHint(self) -> QSize:
        """Qt's has room for scroll buttons even where no tab needs them."""
        return super().minimumSizeHint().boundedTo(self.sizeHint())

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            area = QRectF(self.tabRect(index)).adjusted(1, 1, -1, -1)
            current = index == self.currentIndex()
            if current:
                painter.setPen(colours.client if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(colours.selection)
                painter.drawRoundedRect(area, 5, 5)
            font = self.font()
            font.setBold(current)
            painter.setFont(font)
            painter.setPen(colours.text if current else colours.dim)
            button = self.close_button(index)
            if button is not None and not button.isHidden():
                area.setRight(button.geometry().left() + 2)
            self._paint_words(painter, area, index)


class ClientTabs(Card):
    """The card of the clients, numbered in the order in which they were made."""

    client_added = Signal(object)
    """A new :class:`ClientPane`, to be wired."""
    client_closed = Signal(object)
    """A :class:`ClientPane` that is gone from the window; its connection is to be ended."""
    current_changed = Signal(object)
    """The :class:`ClientPane` in view."""
    folded = Signal()
    """The person folded or unfolded a section; see ``folding``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Client"), Role.CLIENT, parent)
        self._embedded = ""
        self._made = 0
        self._tabs = _Tabs()
        self._tabs.setAccessibleName(self.tr("Clients"))
        self._stack = QStackedWidget()
        add = QToolButton()
        add.setIcon(icon("add"))
        add.setAutoRaise(True)
        add.setToolTip(self.tr("Another client"))
        add.setAccessibleName(self.tr("Another client"))
        add.clicked.connect(self.add_client)
        self.heading.setStretch(1, 0)
        self.heading.addWidget(self._tabs, 1, Qt.AlignmentFlag.AlignRight)
        self.heading.addWidget(add)
        self.body.addWidget(self._stack, 1)
        self._tabs.currentChanged.connect(self._show_current)

    @property
    def current(self) -> ClientPane:
        """The client in view; there is always one once the first was added."""
        pane = self._stack.currentWidget()
        assert isinstance(pane, ClientPane)
        return pane

    def panes(self) -> Iterator[ClientPane]:
        """All clients, from the left."""
        for index in range(self._stack.count()):
            pane = self._stack.widget(index)
            if isinstance(pane, ClientPane):
                yield pane

    def add_client(self) -> ClientPane:
        """Make another client and bring it into view."""
        pane = ClientPane()
        if self._stack.count():
            pane.sections.set_folding(self.folding())
        pane.set_embedded(self._embedded)
        pane.sections.folded.connect(self._share_folding)
        pane.oddity_changed.connect(lambda: self._mark(pane))
        self._made += 1
        name = self.tr("Client %1").replace("%1", str(self._made))
        pane.setAccessibleName(name)
        pane.setObjectName(name)
        self._stack.addWidget(pane)
        index = self._tabs.addTab(str(self._made))
        self._tabs.describe(index, name, pane.oddity)
        self._tabs.setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button(pane))
        self._show_close_buttons()
        self.client_added.emit(pane)
        self._tabs.setCurrentIndex(index)
        return pane

    def close_client(self, pane: ClientPane) -> None:
        """Take a client out of the window; the last one stays."""
        index = self._stack.indexOf(pane)
        if index < 0 or self._stack.count() == 1:
            return
        self._stack.removeWidget(pane)
        self._tabs.removeTab(index)
        self._show_close_buttons()
        self.client_closed.emit(pane)
        pane.deleteLater()

    def bring_up(self, pane: ClientPane) -> None:
        """Show this client."""
        self._tabs.setCurrentIndex(self._stack.indexOf(pane))

    def name_of(self, pane: ClientPane) -> str:
        """What a client is called, for example "Client 2"."""
        return pane.accessibleName()

    def set_embedded(self, url: str) -> None:
        """Where the embedded server listens; empty when it does not."""
        self._embedded = url
        for pane in self.panes():
            pane.set_embedded(url)

    def folding(self) -> dict[str, bool]:
        """Which sections are unfolded, the same for all clients."""
        return self.current.sections.folding()

    def set_folding(self, folding: Mapping[str, bool]) -> None:
        """Fold and unfold as remembered."""
        for pane in self.panes():
            pane.sections.set_folding(folding)

    def _share_folding(self) -> None:
        self.set_folding(self.folding())
        self.folded.emit()

    def _mark(self, pane: ClientPane) -> None:
        index = self._stack.indexOf(pane)
        if index >= 0:
            self._tabs.describe(index, pane.accessibleName(), pane.oddity)

    def _close_button(self, pane: ClientPane) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("remove"))
        button.setIconSize(QSize(10, 10))
        button.setAutoRaise(True)
        button.setFixedSize(16, 16)
        label = self.tr("Close %1").replace("%1", pane.accessibleName())
        button.setToolTip(label)
        button.setAccessibleName(label)
        button.clicked.connect(lambda: self.close_client(pane))
        return button

    def _show_close_buttons(self) -> None:
        """Only the current of several clients can be closed, so that the row stays short."""
        several = self._tabs.count() > 1
        for index in range(self._tabs.count()):
            button = self._tabs.close_button(index)
            if button is not None:
                button.setVisible(several and index == self._tabs.currentIndex())
        # A tab bar measures its tabs anew only when one of them changes.
        if self._tabs.count():
            self._tabs.setTabText(0, self._tabs.tabText(0))

    def _show_current(self, index: int) -> None:
        if index >= 0:
            self._stack.setCurrentIndex(index)
            self._show_close_buttons()
            self.current_changed.emit(self.current)
