"""The connections of the embedded server, one line each; the selected one is the target."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from wsinspector.models.connections_model import ConnectionRole, ConnectionsModel
from wsinspector.protocol.phases import Debt, ReadyState, Role
from wsinspector.widgets.controls.slim_scroll_bar import SlimScrollBar
from wsinspector.widgets.controls.theme import data_colours, data_font
from wsinspector.widgets.panes.state_shapes import paint_state_shape
from wsinspector.widgets.panes.state_words import debt_words

_Index = QModelIndex | QPersistentModelIndex
_ROWS_MIN, _ROWS_MAX = 2, 4
_MARGIN = 8


class _Delegate(QStyledItemDelegate):
    """Draws shape, number and port on the left, the state in words on the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = option.widget
        colours = data_colours(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selection)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 4, 4)
        if option.state & QStyle.StateFlag.State_HasFocus and view is not None:
            painter.setPen(colours.server)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        area.adjust(_MARGIN, 0, -_MARGIN, 0)
        ready = ReadyState(index.data(ConnectionRole.READY))
        side = round(option.fontMetrics.height() * 0.85)
        shape = QRectF(area.left(), area.center().y() + 1 - side / 2, side, side)
        paint_state_shape(painter, shape, ready, colours.server)
        area.setLeft(area.left() + side + _MARGIN)
        painter.setFont(data_font())
        painter.setPen(colours.text)
        port = index.data(ConnectionRole.PEER_PORT)
        number = f"#{index.data(ConnectionRole.CONNECTION)}"
        left = number if port is None else f"{number} :{port}"
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | middle, left)
        taken = painter.fontMetrics().horizontalAdvance(left) + _MARGIN
        painter.setFont(option.font)
        if index.data(ConnectionRole.ODDITY):
            taken += self._draw_chip(painter, area.adjusted(taken, 0, 0, 0)) + _MARGIN
        self._draw_state(painter, area.adjusted(taken, 0, 0, 0), ready, index)
        painter.restore()

    def _draw_chip(self, painter: QPainter, area: QRect) -> int:
        """Mark a connection that acts against the standard; returns the width of the mark."""
        view = self.parent()
        assert isinstance(view, QWidget)
        metrics, words = painter.fontMetrics(), self.tr("odd")
        chip = QRectF(area.left(), 0, metrics.horizontalAdvance(words) + 12, metrics.height() + 2)
        chip.moveTop(area.top() + (area.height() - chip.height()) / 2)
        painter.setPen(data_colours(view).deviation)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)
        return round(chip.width())

    def _draw_state(self, painter: QPainter, area: QRect, ready: ReadyState, index: _Index) -> None:
        """From the right: what is owed, the number, the name; what has no room is left out."""
        view = self.parent()
        assert isinstance(view, QWidget)
        colours = data_colours(view)
        owed: tuple[Role, Debt] | None = index.data(ConnectionRole.OWED)
        parts = [(ready.name, colours.text), (f" {int(ready)}", colours.dim)]
        if owed is not None:
            parts.append((f" · {debt_words(*owed)}", colours.deviation))
        metrics = painter.fontMetrics()
        while sum(metrics.horizontalAdvance(text) for text, _ in parts) > area.width():
            if len(parts) == 1:
                break
            if len(parts) == 3 and parts[2][0] != f" · {self.tr('owed')}":
                parts[2] = (f" · {self.tr('owed')}", colours.deviation)
            else:
                parts.pop()
        right = area.right()
        for text, colour in reversed(parts):
            width = metrics.horizontalAdvance(text)
            painter.setPen(colour)
            place = QRect(right - width, area.top(), width + 1, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            right -= width

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, option.fontMetrics.height() + 10)


class ConnectionList(QListView):
    """Shows a :class:`ConnectionsModel`."""

    picked = Signal(int)
    """Id of the connection that is selected now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimScrollBar())
        self.setAccessibleName(self.tr("Connections of the server"))
        self._fit()

    def select(self, connection_id: int) -> None:
        """Make this connection the target, if it is in the list."""
        model = self.model()
        if isinstance(model, ConnectionsModel):
            row = model.row_of(connection_id)
            if row is not None:
                self.setCurrentIndex(model.index(row))

    @property
    def selected(self) -> int | None:
        """Id of the selected connection."""
        index = self.currentIndex()
        connection: int | None = index.data(ConnectionRole.CONNECTION)
        return connection

    def show_model(self, model: ConnectionsModel) -> None:
        """Show this model from now on."""
        self.setModel(model)
        model.rowsInserted.connect(self._note_new)
        model.rowsRemoved.connect(self._fit)
        self.selectionModel().currentChanged.connect(self._tell)
        self._note_new(QModelIndex(), 0, model.rowCount() - 1)

    def _note_new(self, _parent: QModelIndex, _first: int, last: int) -> None:
        """The target moves on to a new connection when the present one is over."""
        self._fit()
        model = self.model()
        current = self.currentIndex()
        if last >= 0 and (
            not current.isValid() or current.data(ConnectionRole.READY) is ReadyState.CLOSED
        ):
            self.setCurrentIndex(model.index(last, 0))

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.picked.emit(current.data(ConnectionRole.CONNECTION))

    def _fit(self) -> None:
        rows = 0 if self.model() is None else self.model().rowCount()
        row_height = self.fontMetrics().height() + 10
        shown = min(max(rows, _ROWS_MIN), _ROWS_MAX)
        self.setFixedHeight(shown * row_height + 2 * self.frameWidth())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model() is None or self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(data_colours(self).dim)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            area = self.viewport().rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
            painter.drawText(area, int(flags), self.tr("No connections yet"))
