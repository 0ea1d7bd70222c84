"""Bytes as hexadecimal numbers and as text; paints what is in view, however many there are."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QWidget

from wsinspector.journal.visible_text import decoded
from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import DataColours, data_colours, data_font
from wsinspector.widgets.frame.hex_grid import HexGrid
from wsinspector.widgets.frame.hex_selection import HexSelection
from wsinspector.widgets.frame.hex_signs import BLANK, NO_SIGN, signs_of

_MARGIN = 4.0
_LEADING = 4


class Mark(NamedTuple):
    """A run of bytes with a background.

    Attributes:
        start: first byte.
        stop: behind the last byte.
        colour: name of a colour of the table.
    """

    start: int
    stop: int
    colour: str


class HexView(QAbstractScrollArea):
    """A hex view that can be read, selected in and copied from."""

    moved = Signal(int)
    """The person went to this byte."""
    reflowed = Signal()
    """There are more or fewer bytes in a row now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = b""
        self._is_text = False
        self._marks: tuple[Mark, ...] = ()
        self._selection: HexSelection | None = None
        self._grid = HexGrid.fitting(1, 1, 0, _MARGIN)
        self.setFont(data_font(0.95))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Bytes in hexadecimal"))
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAutoFillBackground(False)

    @property
    def data(self) -> bytes:
        """The bytes it shows."""
        return self._data

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is marked; later marks lie on earlier ones."""
        return self._marks

    @property
    def grid(self) -> HexGrid:
        """Where each byte stands."""
        return self._grid

    @property
    def selection(self) -> tuple[int, int] | None:
        """First selected byte, and behind the last one; None for nothing."""
        return None if self._selection is None else (self._selection.start, self._selection.stop)

    def set_data(self, data: bytes, is_text: bool) -> None:
        """Show other bytes; the selection stays if they are as many as before.

        Args:
            data: the bytes.
            is_text: whether the text column reads them as UTF-8.
        """
        if len(data) != len(self._data):
            self._selection = None
            self.verticalScrollBar().setValue(0)
        self._data = data
        self._is_text = is_text
        self._lay_out()

    def set_marks(self, *marks: Mark) -> None:
        """Mark these bytes, and no others."""
        if marks != self._marks:
            self._marks = marks
            self.viewport().update()

    def reveal(self, offset: int) -> None:
        """Scroll as little as needed to bring a byte into view."""
        row = offset // self._grid.per_row
        bar = self.verticalScrollBar()
        if row < bar.value():
            bar.setValue(row)
        elif row >= bar.value() + self._rows_in_view():
            bar.setValue(row - self._rows_in_view() + 1)

    def select(self, start: int, stop: int) -> None:
        """Select these bytes; nothing, if there are none."""
        stop = min(stop, len(self._data))
        self._selection = HexSelection(start, stop - 1) if 0 <= start < stop else None
        self.viewport().update()

    def copy_hex(self) -> None:
        """Put the selected bytes on the clipboard as pairs of digits; all, if none are selected."""
        QGuiApplication.clipboard().setText(self._selected().hex(" "))

    def copy_text(self) -> None:
        """Put the selected bytes on the clipboard as text; all, if none are selected."""
        QGuiApplication.clipboard().setText(decoded(self._selected()))

    def make_menu(self) -> QMenu:
        """What can be done with the selection; the menu is gone once it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy as hex"), self.copy_hex)
        menu.addAction(self.tr("Copy as text"), self.copy_text)
        return menu

    def _selected(self) -> bytes:
        selection = self.selection
        return self._data if selection is None else self._data[slice(*selection)]

    def _row_height(self) -> int:
        return self.fontMetrics().height() + _LEADING

    def _rows(self) -> int:
        return -(-len(self._data) // self._grid.per_row)

    def _rows_in_view(self) -> int:
        return max(1, self.viewport().height() // self._row_height())

    def _lay_out(self) -> None:
        cell = QFontMetricsF(self.font()).horizontalAdvance("0")
        # Measured as if the scroll bar stood there: its coming must not change the grid.
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        first = self.verticalScrollBar().value() * self._grid.per_row
        grid = HexGrid.fitting(cell, width, len(self._data), _MARGIN)
        reflows = grid.per_row != self._grid.per_row
        self._grid = grid
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._rows() - self._rows_in_view()))
        bar.setPageStep(self._rows_in_view())
        bar.setSingleStep(1)
        if reflows:
            bar.setValue(first // grid.per_row)
            self.reflowed.emit()
        self.viewport().update()

    def _offset_at(self, x: float, y: float) -> int:
        row = self.verticalScrollBar().value() + int(y // self._row_height())
        return row * self._grid.per_row + self._grid.column_at(x)

    def _byte_rects(self, start: int, stop: int, row: int) -> tuple[QRectF, QRectF] | None:
        """Where the bytes of a run lie in a row, as numbers and as text; None if none does."""
        per_row, cell = self._grid.per_row, self._grid.cell
        first = max(start, row * per_row)
        last = min(stop, (row + 1) * per_row, len(self._data)) - 1
        if first > last:
            return None
        left, right = first % per_row, last % per_row
        height = self._row_height()
        y = (row - self.verticalScrollBar().value()) * height
        x, text_x = self._grid.hex_x(left), self._grid.text_x(left)
        numbers = QRectF(x - 2, y, self._grid.hex_x(right) - x + 2 * cell + 4, height)
        return numbers, QRectF(text_x, y, (right - left + 1) * cell, height)

    def _paint_backgrounds(self, painter: QPainter, colours: DataColours, row: int) -> None:
        for start, stop, name in self._marks:
            rects = self._byte_rects(start, stop, row)
            if rects is not None:
                painter.fillRect(rects[0], getattr(colours, name))
                painter.fillRect(rects[1], getattr(colours, name))
        selection = self.selection
        rects = None if selection is None else self._byte_rects(*selection, row)
        if rects is not None:
            colour = self.palette().highlight().color()
            colour.setAlphaF(0.28 if self.hasFocus() else 0.16)
            painter.fillRect(rects[0], colour)
            painter.fillRect(rects[1], colour)

    def _paint_row(self, painter: QPainter, colours: DataColours, row: int, place: QRect) -> None:
        grid = self._grid
        start = row * grid.per_row
        stop = min(len(self._data), start + grid.per_row)
        line = place.top() + _LEADING // 2 + self.fontMetrics().ascent()
        painter.setPen(colours.dim)
        painter.drawText(int(grid.margin), line, f"{start:0{grid.digits}x}")
        painter.setPen(colours.text)
        for group in range(start, stop, 8):
            numbers = self._data[group : min(group + 8, stop)].hex(" ")
            painter.drawText(round(grid.hex_x(group - start)), line, numbers)
        self._paint_text(painter, colours, row, line)

    def _paint_text(self, painter: QPainter, colours: DataColours, row: int, line: int) -> None:
        """A character stands in the cell of its first byte; a dot fills each cell it leaves empty.

        Args:
            painter: draws.
            colours: the colours of the data.
            row: which row.
            line: its base line.
        """
        grid = self._grid
        start = row * grid.per_row
        stop = min(len(self._data), start + grid.per_row)
        metrics = QFontMetricsF(self.font())
        middle = round(line - metrics.xHeight() / 2)
        covered = grid.text_x(0)
        for column, sign in enumerate(signs_of(self._data, start, stop, self._is_text)):
            x = grid.text_x(column)
            if sign == BLANK:
                centre = x + grid.cell / 2
                if centre > covered:
                    painter.fillRect(QRectF(round(centre) - 1, middle - 1, 2, 2), colours.faint)
                continue
            painter.setPen(colours.dim if sign == NO_SIGN else colours.text)
            painter.drawText(round(x), line, sign)
            covered = x + metrics.horizontalAdvance(sign)

    def _go(self, offset: int, *, extend: bool) -> None:
        if not self._data:
            return
        before = self._selection or HexSelection(0, 0)
        self._selection = before.moved(offset, len(self._data), extend=extend)
        self.reveal(self._selection.cursor)
        self.viewport().update()
        self.moved.emit(self._selection.cursor)

    def _target(self, event: QKeyEvent) -> int | None:
        """Where a key takes the cursor; None for other keys."""
        at = 0 if self._selection is None else self._selection.cursor
        per_row = self._grid.per_row
        page = per_row * self._rows_in_view()
        whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        row = at - at % per_row
        targets = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Up: at - per_row if at >= per_row else at,
            Qt.Key.Key_Down: at + per_row if at + per_row < len(self._data) else at,
            Qt.Key.Key_PageUp: at - page,
            Qt.Key.Key_PageDown: at + page,
            Qt.Key.Key_Home: 0 if whole else row,
            Qt.Key.Key_End: len(self._data) - 1 if whole else row + per_row - 1,
        }
        return targets.get(Qt.Key(event.key()))

    def sizeHint(self) -> QSize:
        cell = QFontMetricsF(self.font()).horizontalAdvance("0")
        width = HexGrid(cell, 8, 4, _MARGIN).width + self.verticalScrollBar().sizeHint().width()
        return QSize(int(width) + 1, 8 * self._row_height())

    def minimumSizeHint(self) -> QSize:
        cell = QFontMetricsF(self.font()).horizontalAdvance("0")
        return QSize(int(HexGrid(cell, 4, 4, _MARGIN).width), 2 * self._row_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = data_colours(self)
        height = self._row_height()
        first = self.verticalScrollBar().value()
        top, bottom = event.rect().top() // height, event.rect().bottom() // height
        for row in range(first + top, min(self._rows(), first + bottom + 1)):
            self._paint_backgrounds(painter, colours, row)
            self._paint_row(painter, colours, row, QRect(0, (row - first) * height, 1, height))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            place = event.position()
            self._go(self._offset_at(place.x(), place.y()), extend=extend)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            place = event.position()
            self._go(self._offset_at(place.x(), place.y()), extend=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_hex()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select(0, len(self._data))
        else:
            to = self._target(event)
            if to is None:
                super().keyPressEvent(event)
                return
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(to, extend=extend)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.make_menu().popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        # Copying and selecting mean the bytes here, and not the row of the timeline.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            keys = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)
            if any(event.matches(key) for key in keys):
                event.accept()
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._lay_out()
        super().changeEvent(event)
