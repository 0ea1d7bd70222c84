"""Sections one below the other, scrolled when there is no room for all."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from wsinspector.widgets.controls.card import CARD_MARGIN
from wsinspector.widgets.controls.section import Section
from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar

_AROUND_FOCUS = 12
"""Pixels above and below what has the focus that come into view with it."""


class SectionStack(QScrollArea):
    """Scrolls downwards only, also to what gets the focus: it asks for the width of its content.

    Args:
        sections: from the top.
        lead: stands above them and is scrolled with them; None for nothing.
    """

    folded = Signal()
    """The person folded or unfolded a section; see ``folding``."""

    def __init__(
        self, sections: list[Section], lead: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sections = sections
        self._content = QWidget()
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, CARD_MARGIN, 0)
        layout.setSpacing(8)
        if lead is not None:
            layout.addWidget(lead)
        for section in sections:
            layout.addWidget(section)
            section.toggled.connect(lambda _expanded: self.folded.emit())
            section.toggled.connect(
                lambda expanded, section=section: self._bring(section) if expanded else None
            )
        layout.addStretch(1)
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The card shows through.
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self._content.installEventFilter(self)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def folding(self) -> dict[str, bool]:
        """Section key to whether it is unfolded."""
        return {section.key: section.expanded for section in self._sections}

    def set_folding(self, folding: Mapping[str, bool]) -> None:
        """Fold and unfold as remembered; unknown keys are left alone."""
        for section in self._sections:
            section.set_expanded(folding.get(section.key, section.expanded))

    def section(self, key: str) -> Section:
        """The section with this key.

        Raises:
            KeyError: there is none.
        """
        for section in self._sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def reveal(self, key: str, widget: QWidget) -> None:
        """Unfold a section, scroll to a widget in it and give it the focus."""
        section = self.section(key)
        section.set_expanded(True)
        # What was unfolded, or made just now, has its place only after this.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._bring(section)
        self.ensureWidgetVisible(widget, 0, _AROUND_FOCUS)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self, section: Section) -> None:
        """Bring into view what was unfolded, its heading above all."""
        self._content.adjustSize()
        area = self.viewport().height()
        below = section.geometry().bottom() + 1 - area
        bar = self.verticalScrollBar()
        bar.setValue(min(max(bar.value(), below), section.y()))

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, _AROUND_FOCUS)

    def _make_room(self, _low: int, high: int) -> None:
        """The scroll bar stands in the margin as far as it can."""
        margin = 2 if high > 0 else CARD_MARGIN
        layout = self._content.layout()
        if layout is not None and layout.contentsMargins().right() != margin:
            layout.setContentsMargins(0, 0, margin, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        layout = self._content.layout()
        margin = 0 if layout is None else layout.contentsMargins().right()
        bar = self.verticalScrollBar().sizeHint().width() + 2
        return QSize(self._content.minimumSizeHint().width() - margin + bar, 48)

    def sizeHint(self) -> QSize:
        width = self.minimumSizeHint().width()
        layout = self._content.layout()
        if layout is None or not layout.hasHeightForWidth():
            return QSize(width, self._content.sizeHint().height())
        return QSize(width, layout.totalHeightForWidth(max(width, self.width())))
