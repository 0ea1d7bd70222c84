"""Composes one frame, or plain bytes, field by field, and sends it alone, glued or split."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from wsinspector.journal.frame_words import opcode_name
from wsinspector.models.end_view import EndView
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.faults import Fault, Severity
from wsinspector.protocol.frames.raw_frame import RawFrame
from wsinspector.protocol.frames.raw_judge import Judged, RawJudge
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.pane_button import PaneButton
from wsinspector.widgets.controls.tinted_label import Tint
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.panes import obstacles
from wsinspector.widgets.raw_frame.raw_fields import frame_fields, stream_fields
from wsinspector.widgets.raw_frame.raw_frame_queue import RawFrameQueue
from wsinspector.widgets.raw_frame.raw_header_form import RawHeaderForm
from wsinspector.widgets.raw_frame.raw_payload_form import HEX, RawPayloadForm
from wsinspector.widgets.raw_frame.raw_preview import RawPreview
from wsinspector.widgets.raw_frame.raw_split_field import RawSplitField
from wsinspector.widgets.raw_frame.rule_lines import RuleLines


class RawFrameComposer(QWidget):
    """The form, what comes of it on the wire, and the ways to send it.

    Attributes:
        mode: a frame, or plain bytes.
        header: the header's fields.
        payload: the payload, or the plain bytes.
        preview: the bytes and what speaks against them.
        split: where they are cut.
        queue: what waits to be sent together.
        send_button: sends what is composed.
        add_button: lets it wait in the queue.

    Args:
        role: the end that sends.
    """

    wish = Signal(object)
    """A :class:`SendBytes`."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._view: EndView | None = None
        self._wire: bytes | None = None
        self.mode = QComboBox()
        self.mode.setAccessibleName(self.tr("What is composed"))
        self.mode.addItem(self.tr("One frame"), False)
        self.mode.addItem(self.tr("Plain bytes"), True)
        self.header = RawHeaderForm(role)
        self.payload = RawPayloadForm()
        self.preview = RawPreview()
        self.split = RawSplitField()
        self.split_problem = RuleLines()
        self.send_button = PaneButton(self.tr("Send"))
        self.add_button = PaneButton(self.tr("Add to queue"))
        self.queue = RawFrameQueue()
        self.queue_rules = RuleLines()
        self._lay_out()
        self.mode.currentIndexChanged.connect(self._change_mode)
        self.header.changed.connect(self._update)
        self.payload.changed.connect(self._update)
        self.payload.submitted.connect(self.send)
        self.split.changed.connect(self._update_buttons)
        self.queue.changed.connect(self._update_buttons)
        self.queue.send_requested.connect(self.send_queue)
        self.send_button.clicked.connect(self.send)
        self.add_button.clicked.connect(self.add_to_queue)
        self._update()

    @property
    def wire(self) -> bytes | None:
        """The composed bytes; None where there is a problem."""
        return self._wire

    @property
    def is_plain(self) -> bool:
        """Whether plain bytes are composed instead of a frame."""
        return bool(self.mode.currentData())

    def set_limit(self, limit: int) -> None:
        """How many bytes a payload file has at most, and the queue together."""
        self.payload.limit = self.queue.limit = limit

    def set_view(self, view: EndView | None) -> None:
        """Show what can be sent by an end that stands so."""
        self._view = view
        self._update()

    def load(self, frame: RawFrame) -> None:
        """Begin with this frame."""
        self.mode.setCurrentIndex(0)
        self.header.set_frame(frame)
        self.payload.set_data(frame.payload)

    def send(self) -> None:
        """Send what is composed, if that can be done; it stays, with a fresh random key."""
        self.payload.read()
        wire = self._wire
        if wire and not obstacles.to_bytes(self._view) and not self.split.problem(len(wire)):
            self.wish.emit(self.split.split(wire))
            self.header.key.renew()

    def send_queue(self) -> None:
        """Send all that waits in one write; it stays, to be sent again."""
        data = self.queue.data
        if data and not obstacles.to_bytes(self._view) and not self.split.problem(len(data)):
            self.wish.emit(self.split.split(data))

    def add_to_queue(self) -> None:
        """Let what is composed wait, as it is now: of a file, its present content."""
        self.payload.read()
        wire = self._wire
        if wire and not self.queue.obstacle(wire):
            self.queue.add(self._name(), wire)
            self.header.key.renew()

    def _name(self) -> str:
        if self.is_plain:
            return self.tr("Bytes")
        return words(opcode_name(Kind(self.header.opcode.currentIndex())))

    def _lay_out(self) -> None:
        self.send_button.setToolTip(self.tr("Send these bytes"))
        buttons = FlowLayout(spacing=6, line_spacing=6)
        buttons.addWidget(self.send_button)
        buttons.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.mode, self.header, self.payload, self.preview, self.split):
            layout.addWidget(part)
        layout.addWidget(self.split_problem)
        layout.addLayout(buttons)
        layout.addWidget(self.queue)
        layout.addWidget(self.queue_rules)

    def _change_mode(self) -> None:
        self.header.setVisible(not self.is_plain)
        self.payload.set_name(self.tr("Bytes") if self.is_plain else self.tr("Payload"))
        if self.is_plain:
            self.payload.set_form(HEX)
        self._update()

    def _update(self) -> None:
        """Make the bytes anew and judge them."""
        data = self.payload.data
        problem = self.payload.problem
        self.header.length.set_true_length(len(data))
        if self.is_plain:
            self._wire = None if problem else data
            fields = stream_fields(data)
            extra = None
        else:
            frame = self.header.frame(data)
            problem = self.header.problem or problem
            if not problem and frame.problem is not None:
                problem = words(frame.problem)
            self._wire = None if problem else frame.encode()
            fields = [] if problem else frame_fields(frame)
            extra = frame.left_over
        if self._wire is None:
            self.preview.show_problem(problem)
        else:
            judged = self._judge(self._wire)
            if extra is not None:
                judged.insert(0, Judged(1, Fault("", extra, severity=Severity.OBSERVATION)))
            self.preview.show_bytes(self._wire, fields, judged)
        self._update_buttons()

    def _judge(self, data: bytes) -> list[Judged]:
        view = self._view
        judge = RawJudge(
            self._role,
            after_close=view is not None and view.has_sent_close,
            compressed=view is not None and view.deflate,
            in_message=None if view is None else view.in_message,
        )
        return judge.judge(data)

    def _update_buttons(self) -> None:
        wire = self._wire
        blocked = obstacles.to_bytes(self._view)
        nothing = self.tr("There is nothing to send.")
        badly_made = self.tr("What is composed cannot be sent as it is.")
        made = "" if wire else (badly_made if wire is None else nothing)
        cut = self.split.problem(len(wire or b""))
        self.split_problem.say(f"▲ {cut}" if cut and wire else "", Tint.VIOLATION)
        glued = self.queue.data
        cut_queue = self.split.problem(len(glued)) if glued else ""
        for button, obstacle, tip in (
            (self.send_button, blocked or made or cut, self.tr("Send exactly these bytes")),
            (
                self.add_button,
                made or self.queue.obstacle(wire or b""),
                self.tr("Let them wait, to be sent together with others in one TCP segment"),
            ),
            (
                self.queue.send_button,
                blocked or cut_queue,
                self.tr("Send all that waits in one write, so in one TCP segment if it fits"),
            ),
        ):
            button.setEnabled(not obstacle)
            button.setToolTip(obstacle or tip)
            button.setAccessibleDescription(obstacle or tip)
        self._judge_queue(glued)

    def _judge_queue(self, glued: bytes) -> None:
        found = self._judge(glued) if glued else []
        self.queue_rules.show_faults(
            [(self.tr("Frame {number}").format(number=one.frame), one.fault) for one in found]
        )
