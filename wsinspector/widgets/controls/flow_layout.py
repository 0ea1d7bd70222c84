"""A layout that sets its widgets like words in a sentence, with line breaks where needed."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget
from shiboken6 import isValid

_LARGEST = 16777215
"""What Qt takes for no limit, in pixels (QWIDGETSIZE_MAX)."""


class _Word(NamedTuple):
    """A widget of the flow, with the size it would like and the least it can do with."""

    widget: QWidget
    wanted: QSize
    least: QSize


class FlowLayout(QHBoxLayout):
    """Widgets side by side, broken into lines at the width there is.

    It is a box layout by descent so that the layout items, which Qt makes and deletes as it likes,
    stay with Qt: it holds on to its widgets alone. The binding cannot know when Qt deletes an item
    or takes it elsewhere, so an item kept here could be dead when the window asks for its size.

    Args:
        parent: the widget whose layout this becomes, or None when it goes into another layout.
        spacing: pixels between widgets of a line.
        line_spacing: pixels between lines.
    """

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 6, line_spacing: int = 4
    ) -> None:
        # Qt asks for sizes as soon as there is a parent.
        self._widgets: list[QWidget] = []
        self._measured: list[_Word] | None = None
        self._spacing = spacing
        self._line_spacing = line_spacing
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)

    def _words(self) -> list[_Word]:
        """The widgets that take room, measured once until Qt says that something changed.

        Those that were deleted or moved away are forgotten.
        """
        if self._measured is None:
            kept = [one for one in self._widgets if isValid(one) and self.indexOf(one) >= 0]
            self._widgets = kept
            self._measured = [_measured(one) for one in kept if _takes_room(one)]
        return self._measured

    def _arrange(self, rect: QRect, *, apply: bool) -> int:
        """Place the widgets of each line, centred on it; returns the height they take."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.top()
        line: list[tuple[QWidget, QSize]] = []
        used = 0
        for word in self._words():
            size = word.wanted.boundedTo(QSize(inner.width(), _LARGEST)).expandedTo(word.least)
            if line and used + self._spacing + size.width() > inner.width():
                y += self._place(line, inner.left(), y, apply=apply) + self._line_spacing
                line, used = [], 0
            used += size.width() + (self._spacing if line else 0)
            line.append((word.widget, size))
        if line:
            y += self._place(line, inner.left(), y, apply=apply)
        return y - inner.top() + margins.top() + margins.bottom()

    def _place(self, line: list[tuple[QWidget, QSize]], x: int, y: int, *, apply: bool) -> int:
        height = max(size.height() for _, size in line)
        if apply:
            for widget, size in line:
                top = y + (height - size.height()) // 2
                widget.setGeometry(x, top, size.width(), size.height())
                x += size.width() + self._spacing
        return height

    def addWidget(
        self,
        widget: QWidget,
        /,
        stretch: int | None = None,
        alignment: Qt.AlignmentFlag | None = None,
    ) -> None:
        # Words neither stretch nor align: both arguments are the box's, and mean nothing here.
        self._widgets.append(widget)
        super().addWidget(widget)

    def invalidate(self) -> None:
        self._measured = None
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), apply=False)

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        # Not that of the box, which would put all in one line.
        QLayout.setGeometry(self, rect)
        self._arrange(rect, apply=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for word in self._words():
            size = size.expandedTo(word.least)
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def maximumSize(self) -> QSize:
        return QSize(_LARGEST, _LARGEST)


def _takes_room(widget: QWidget) -> bool:
    return not widget.isHidden() or widget.sizePolicy().retainSizeWhenHidden()


def _measured(widget: QWidget) -> _Word:
    """The sizes that Qt's own layouts would give it, by its hints, limits and policy."""
    least_hint, limit = widget.minimumSizeHint(), widget.maximumSize()
    hint, floor = widget.sizeHint().expandedTo(least_hint), widget.minimumSize()
    policy = widget.sizePolicy()
    across, down = policy.horizontalPolicy(), policy.verticalPolicy()
    least = QSize(
        _least(across, hint.width(), least_hint.width()),
        _least(down, hint.height(), least_hint.height()),
    ).boundedTo(limit)
    least = QSize(floor.width() or least.width(), floor.height() or least.height())
    wanted = hint.boundedTo(limit).expandedTo(floor)
    if across is QSizePolicy.Policy.Ignored:
        wanted.setWidth(0)
    if down is QSizePolicy.Policy.Ignored:
        wanted.setHeight(0)
    return _Word(widget, wanted, least.expandedTo(QSize(0, 0)))


def _least(policy: QSizePolicy.Policy, hint: int, least_hint: int) -> int:
    if policy is QSizePolicy.Policy.Ignored:
        return 0
    return least_hint if policy.value & QSizePolicy.PolicyFlag.ShrinkFlag.value else hint
