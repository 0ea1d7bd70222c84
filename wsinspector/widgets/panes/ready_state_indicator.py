"""Shows where one end stands: readyState, phase, since when, and what is owed by whom."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QHideEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wsinspector.models.durations import moment
from wsinspector.models.end_view import EndView
from wsinspector.models.unseen_end import Unseen, UnseenEnd
from wsinspector.protocol.phases import ReadyState, Role
from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.quantities import duration, size, ticking
from wsinspector.widgets.controls.theme import data_colours
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.panes.state_shapes import paint_hollow_shape, paint_state_shape
from wsinspector.widgets.panes.state_words import (
    debt_words,
    phase_words,
    presence_words,
    unseen_words,
)

_TICK_MS = 100


class _Shape(QWidget):
    """The state as a drawing."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._role = role
        self._ready: ReadyState | None = None
        self._is_hollow = False
        side = round(self.fontMetrics().height() * 1.7)
        self.setFixedSize(side, side)

    def show_state(self, ready: ReadyState | None, hollow: bool = False) -> None:
        if (ready, hollow) != (self._ready, self._is_hollow):
            self._ready, self._is_hollow = ready, hollow
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = data_colours(self)
        is_known = self._ready is not None or self._is_hollow
        colour = colours.end(self._role) if is_known else colours.faint
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._is_hollow:
            paint_hollow_shape(QPainter(self), area, colour)
        else:
            paint_state_shape(QPainter(self), area, self._ready, colour)


class ReadyStateIndicator(QWidget):
    """The state of one end, told by number, name, colour and shape.

    Live it counts the time, at most ten times a second, and only while it can be seen and the
    state is not final.

    Args:
        role: whose state; for a server the number has no standard behind it and is grey.
    """

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._view: EndView | None = None
        self._unseen: UnseenEnd | None = None
        self._live: EndView | None = None  # the one that the time runs from
        self._since_view = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._shape = _Shape(role)
        end_tint = Tint.CLIENT if role is Role.CLIENT else Tint.SERVER
        self._name = TintedLabel(bold=True, scale=1.25, wrap=False)
        self._number = TintedLabel(tint=Tint.DIM if role is Role.SERVER else end_tint, wrap=False)
        self._connection = TintedLabel(tint=Tint.DIM, wrap=False)
        self._moment = TintedLabel(tint=Tint.DEVIATION, bold=True, wrap=False)
        self._time = TintedLabel(tint=Tint.DIM, wrap=False)
        self._phase = TintedLabel()
        self._owed = TintedLabel(tint=Tint.DEVIATION)
        self._buffered = TintedLabel(tint=Tint.DIM, scale=0.92, wrap=False)
        self._lay_out()
        if role is Role.SERVER:
            self._number.setToolTip(
                self.tr(
                    "No standard defines a readyState for a server; the number is that of the "
                    "client API for the same state."
                )
            )
        else:
            self._number.setToolTip(
                self.tr("readyState of the client API (WHATWG WebSockets Standard)")
            )
        self._buffered.setToolTip(
            self.tr("bufferedAmount: bytes of messages that the network has not taken yet")
        )
        self.set_view(None)

    @property
    def view(self) -> EndView | None:
        """What is shown; None where there is no state to show."""
        return self._view

    @property
    def unseen(self) -> UnseenEnd | None:
        """The end that has no state to show, if a look back found such a one."""
        return self._unseen

    @property
    def is_ticking(self) -> bool:
        """Whether it counts the time at the moment."""
        return self._timer.isActive()

    def set_view(self, view: EndView | UnseenEnd | None) -> None:
        """Show this; None where there is no connection."""
        before = self._view
        self._view = None if isinstance(view, UnseenEnd) else view
        self._unseen = view if isinstance(view, UnseenEnd) else None
        # After a look back the same live view is shown again, and is as old as it is.
        if self._view is not None and self._view.live and self._view is not self._live:
            self._live = self._view
            self._since_view.start()
        self._show_state()
        self._tick()
        self._update_timer()
        self._tell_accessibility(before)

    def _lay_out(self) -> None:
        headline = FlowLayout(spacing=8, line_spacing=0)
        for label in (self._name, self._number, self._time, self._connection, self._moment):
            headline.addWidget(label)
        doing = QHBoxLayout()
        doing.setSpacing(8)
        doing.addWidget(self._phase, 1)
        doing.addWidget(self._buffered, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(headline)
        words.addLayout(doing)
        words.addWidget(self._owed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        column = QVBoxLayout()
        column.addWidget(self._shape)
        column.addStretch(1)
        layout.addLayout(column)
        layout.addLayout(words, 1)

    def _show_state(self) -> None:
        view, unseen = self._view, self._unseen
        shown = view if unseen is None else unseen
        self._connection.say("" if shown is None else f"#{shown.connection}")
        if view is None:
            self._shape.show_state(None, unseen is not None and unseen.why is not Unseen.NOT_YET)
            for label in (self._number, self._moment, self._time, self._owed, self._buffered):
                label.say("")
            names = {
                None: self.tr("no connection"),
                Unseen.NOT_OURS: self.tr("not ours"),
                Unseen.ELSEWHERE: self.tr("not here"),
                Unseen.NOT_YET: (
                    self.tr("no client") if self._role is Role.CLIENT else self.tr("no server")
                ),
            }
            self._name.say(names[None if unseen is None else unseen.why], Tint.DIM)
            self._phase.say(self._why_nothing(), Tint.DIM)
            return
        self._shape.show_state(view.ready)
        self._name.say(view.ready.name, Tint.TEXT)
        self._number.say(self.tr("readyState %1").replace("%1", str(int(view.ready))))
        past = "" if view.live else self.tr("at %1").replace("%1", moment(view.at_ns))
        self._moment.say(past)
        away = "" if view.over else presence_words(view.presence)
        self._phase.say(away or phase_words(view.phase, view.role), Tint.TEXT)
        self._buffered.say(self.tr("buffered %1").replace("%1", size(view.buffered)))

    def _why_nothing(self) -> str:
        if self._unseen is not None:
            return unseen_words(self._unseen)
        if self._role is Role.CLIENT:
            return self.tr("Connect to see its states")
        return self.tr("Waiting for a client, or select one above")

    def _tick(self) -> None:
        view = self._view
        if view is None:
            return
        if view.live:
            now_ns = view.at_ns + self._since_view.nsecsElapsed()
            in_state = ticking(now_ns - view.ready_since_ns)
            owed_for = ticking(now_ns - view.owed_since_ns)
        else:
            in_state = duration(view.at_ns - view.ready_since_ns)
            owed_for = duration(view.at_ns - view.owed_since_ns)
        # How long ago it ended is no property of a closed connection.
        if view.ready is ReadyState.CLOSED:
            in_state = ""
        self._time.say(in_state if view.live else "")
        if view.owed is not None:
            self._owed.say(f"{debt_words(*view.owed)} · {owed_for}", Tint.DEVIATION)
        else:
            self._owed.say("" if view.live else in_state, Tint.DIM)

    def _update_timer(self) -> None:
        view = self._view
        if (
            self.isVisible()
            and view is not None
            and view.live
            and view.ready is not ReadyState.CLOSED
        ):
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()

    def _tell_accessibility(self, before: EndView | None) -> None:
        view = self._view
        whose = self.tr("Client") if self._role is Role.CLIENT else self.tr("Server")
        parts = [self._name.text(), self._number.text()]
        parts += [self._connection.text(), self._moment.text()]
        name = f"{whose}: " + " ".join(part for part in parts if part)
        owed = "" if view is None or view.owed is None else debt_words(*view.owed)
        said = ". ".join(part for part in (self._phase.text(), owed) if part)
        if name == self.accessibleName() and said == self.accessibleDescription():
            return
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)
        if (before and before.phase) is not (view and view.phase):
            self._announce(f"{name}. {said}")

    def _announce(self, words: str) -> None:
        # Late, because to get ready takes them a while.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent

        if QAccessible.isActive():
            change = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(change)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()
        self._update_timer()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._shape.update()
        super().changeEvent(event)
