"""Draws one row of the sequence diagram: two lifelines, and what happened between or at them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from wsinspector.models.steps import Figure, Lifeline, Step
from wsinspector.protocol.phases import ReadyState, Role
from wsinspector.widgets.controls.elided_texts import ElidedTexts
from wsinspector.widgets.controls.signs import draw_flag, draw_sign
from wsinspector.widgets.controls.theme import DataColours
from wsinspector.widgets.frame.ink import ink_of
from wsinspector.widgets.timeline.arrows import STOPS_AT, Arrow, draw_arrow

BAND = 5
"""Half the width of a lifeline's band, in device-independent pixels like all lengths here."""

MARK = "▲"
"""Stands before what its sender must not do."""

_GAP = BAND + 3
_MARK_GAP = 4
_DOTS = 6
_DASH, _DASH_PERIOD = 5, 8


class LaneGeometry(NamedTuple):
    """Where the lifelines stand in a column.

    Attributes:
        client: x of the client's lifeline.
        server: x of the server's lifeline.
    """

    client: int
    server: int

    @classmethod
    def of(cls, left: int, width: int) -> LaneGeometry:
        """The geometry of a column; the header and every row use the same one."""
        margin = max(BAND + 2, min(40, width // 9))
        return cls(left + margin, left + width - margin)

    def x(self, role: Role) -> int:
        """The lifeline of the end with this role."""
        return self.client if role is Role.CLIENT else self.server


class LanePainter:
    """Draws steps in one set of colours and one font.

    Args:
        colours: the colours.
        font: the font of the labels.
    """

    def __init__(self, colours: DataColours, font: QFont) -> None:
        self._colours = colours
        self._inks = {role: ink_of(colours.end(role), colours.end_band(role)) for role in Role}
        self._alarm = ink_of(colours.violation, colours.violation)
        self._font = font
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._italic = QFont(font)
        self._italic.setItalic(True)
        self._texts = ElidedTexts(self._font)
        self._italic_texts = ElidedTexts(self._italic)
        self._bold_texts = ElidedTexts(self._bold)
        self._mark_width = self._bold_texts.metrics.horizontalAdvance(MARK) + _MARK_GAP

    def paint(
        self, painter: QPainter, rect: QRect, step: Step, label: str, marked: bool = False
    ) -> None:
        """Draw one row.

        Args:
            painter: draws into the view; its pen, brush and font are changed.
            rect: the cell.
            step: what happened.
            label: its few words.
            marked: whether it shows something that its sender must not do.
        """
        lanes = LaneGeometry.of(rect.left(), rect.width())
        level = rect.top() + rect.height() * 13 // 20
        for role in Role:
            self._lifeline(painter, lanes.x(role), rect, level, role, step.lifeline(role))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if step.figure is Figure.INFERRED:
            self._inferred(painter, rect, lanes, label)
        elif step.role is None:
            self._note(painter, rect, label)
        elif step.figure.travels:
            self._arrow(painter, rect, lanes, level + 0.5, step, step.role, label, marked)
        else:
            self._at_end(painter, rect, lanes, step, step.role, label, marked)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # -- lifelines ------------------------------------------------------------------------------

    def _lifeline(
        self, painter: QPainter, x: int, rect: QRect, level: int, role: Role, line: Lifeline
    ) -> None:
        top, stop = rect.top(), rect.top() + rect.height()
        if line.before is line.after:
            self._stretch(painter, x, top, stop, role, line.ours, line.after)
            return
        self._stretch(painter, x, top, level, role, line.ours, line.before)
        self._stretch(painter, x, level, stop, role, line.ours, line.after)
        if line.ours:
            painter.fillRect(x - BAND, level - 1, 2 * BAND, 2, self._inks[role].colour)

    def _stretch(
        self,
        painter: QPainter,
        x: int,
        top: int,
        stop: int,
        role: Role,
        ours: bool,
        ready: ReadyState | None,
    ) -> None:
        """A piece of a lifeline on which nothing changes.

        Each state has a form of its own: dots, a solid line in a band, a dashed line in a band,
        nothing.
        """
        if ready is None or ready is ReadyState.CLOSED:
            return
        ink = self._inks[role]
        if not ours:
            for side in (x - 3, x + 2):
                painter.fillRect(side, top, 1, stop - top, ink.colour)
        elif ready is ReadyState.CONNECTING:
            for y in range(top + (-top) % _DOTS, stop, _DOTS):
                painter.fillRect(x - 1, y, 2, 2, ink.colour)
        elif ready is ReadyState.OPEN:
            painter.fillRect(x - BAND, top, 2 * BAND, stop - top, ink.band)
            painter.fillRect(x - 1, top, 2, stop - top, ink.colour)
        else:
            painter.fillRect(x - BAND, top, 2 * BAND, stop - top, self._colours.closing_band)
            for y in range(top - top % _DASH_PERIOD, stop, _DASH_PERIOD):
                first, last = max(top, y), min(stop, y + _DASH)
                if last > first:
                    painter.fillRect(x - 1, first, 2, last - first, ink.colour)

    # -- what travels ---------------------------------------------------------------------------

    def _arrow(
        self,
        painter: QPainter,
        rect: QRect,
        lanes: LaneGeometry,
        y: float,
        step: Step,
        sender: Role,
        label: str,
        marked: bool,
    ) -> None:
        ink = self._inks[sender]
        forward = 1 if sender is Role.CLIENT else -1
        tail = lanes.x(sender) + forward * _GAP
        tip = lanes.x(sender.peer) - forward * _GAP
        self._label(painter, rect, lanes, y, ink.colour, label, step, forward, marked)
        arrow = Arrow(tail, tip, y, step.figure, step.reach)
        draw_arrow(painter, arrow, ink, self._alarm)

    def _label(
        self,
        painter: QPainter,
        rect: QRect,
        lanes: LaneGeometry,
        y: float,
        colour: QColor,
        label: str,
        step: Step,
        forward: int,
        marked: bool,
    ) -> None:
        is_bold = step.figure in (Figure.CLOSE, Figure.RST)
        texts = self._bold_texts if is_bold else self._texts
        left, room = lanes.client + _GAP, lanes.server - lanes.client - 2 * _GAP
        taken = self._mark_width if marked else 0
        text, width = texts.fit(label, room - taken)
        painter.setFont(self._bold if is_bold else self._font)
        above = 5 if step.figure in (Figure.CLOSE, Figure.RST) else 4
        baseline = min(y - above - texts.metrics.descent() + 1, rect.bottom() - 2.0)
        # Over the shaft, so that a cross at its end does not touch the words.
        free = max(0, round(room * STOPS_AT.get(step.reach, 1.0)) - width - taken) // 2
        start = left + (free if forward > 0 else room - free - width - taken)
        if marked:
            painter.setPen(self._colours.violation)
            painter.drawText(QPointF(start, baseline), MARK)
        painter.setPen(colour)
        painter.drawText(QPointF(start + taken, baseline), text)

    # -- what stays -----------------------------------------------------------------------------

    def _at_end(
        self,
        painter: QPainter,
        rect: QRect,
        lanes: LaneGeometry,
        step: Step,
        role: Role,
        label: str,
        marked: bool,
    ) -> None:
        """A sign beside the lifeline of the end where it happened, and its label."""
        figure = step.figure
        ink = self._alarm if figure is Figure.FAILURE else self._inks[role]
        forward = 1 if role is Role.CLIENT else -1
        middle = rect.top() + rect.height() / 2
        sign = lanes.x(role) + forward * (_GAP + 5)
        is_flag = figure is Figure.EVENT
        room = lanes.server - lanes.client - 2 * _GAP - (20 if is_flag else 18)
        # The sign of a failure is the mark itself.
        is_marked = marked and figure is not Figure.FAILURE
        taken = self._mark_width if is_marked else 0
        text, width = self._texts.fit(label, room - taken)
        width += taken
        if is_flag:
            near = lanes.x(role) + forward * (BAND + 1)
            half = min(rect.height() / 2 - 4, self._texts.metrics.height() / 2 + 1.5)
            draw_flag(painter, near, middle, forward, width + 14, half, ink)
            start = near + forward * 13
        else:
            draw_sign(painter, figure, sign, middle, forward, ink)
            start = sign + forward * 9
        painter.setFont(self._font)
        baseline = middle + (self._texts.metrics.ascent() - self._texts.metrics.descent()) / 2
        if forward < 0:
            start -= width
        if is_marked:
            painter.setPen(self._colours.violation)
            painter.drawText(QPointF(start, baseline), MARK)
        painter.setPen(self._colours.dim if figure in (Figure.STATE, Figure.CALL) else ink.colour)
        painter.drawText(QPointF(start + taken, baseline), text)

    def _note(self, painter: QPainter, rect: QRect, label: str) -> None:
        """Words of the program itself, which belong to no end."""
        text, width = self._texts.fit(label, rect.width() - 16)
        painter.setPen(self._colours.dim)
        painter.setFont(self._font)
        bounds = QRectF(rect.left() + (rect.width() - width) / 2, rect.top(), width, rect.height())
        painter.drawText(bounds, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _inferred(self, painter: QPainter, rect: QRect, lanes: LaneGeometry, label: str) -> None:
        """Words between dots: nobody has recorded this."""
        left, right = lanes.client + _GAP, lanes.server - _GAP
        text, width = self._italic_texts.fit(label, right - left)
        middle = rect.top() + rect.height() // 2
        start = left + (right - left - width) // 2
        for x in (*range(left, start - _DOTS, _DOTS), *range(start + width + _DOTS, right, _DOTS)):
            painter.fillRect(x, middle, 2, 2, self._colours.faint)
        painter.setPen(self._colours.dim)
        painter.setFont(self._italic)
        metrics = self._italic_texts.metrics
        painter.drawText(start, middle + (metrics.ascent() - metrics.descent()) // 2, text)
