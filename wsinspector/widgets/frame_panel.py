"""All there is to see of one row: its fields, its bytes, its payload, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from wsinspector.journal.entries import Direction
from wsinspector.journal.fates import FateKind, fate
from wsinspector.journal.journal import Journal
from wsinspector.journal.summary import fate_name, lane_label, milliseconds
from wsinspector.journal.visible_text import decoded, visible_head, visible_lines
from wsinspector.models.frame_fields_model import FrameFieldsModel
from wsinspector.models.json_text import LENGTH_MAX, is_json, laid_out
from wsinspector.models.raw_entry import RawEntry
from wsinspector.protocol.close_payload import ClosePayload
from wsinspector.protocol.facts import Kind
from wsinspector.widgets.card import CARD_MARGIN, Card
from wsinspector.widgets.choice_button import ChoiceButton
from wsinspector.widgets.elided_label import ElidedLabel
from wsinspector.widgets.fields_page import BytesPage, FieldsPage
from wsinspector.widgets.payload_text_view import PayloadTextView
from wsinspector.widgets.pill_tabs import PillTabs
from wsinspector.widgets.tinted_label import Tint, TintedLabel
from wsinspector.widgets.wording import words

TEXT_BYTES = 1024 * 1024
"""Bytes of a payload that are shown as text before somebody asks for all."""

FIELDS, TEXT, JSON, HEX = range(4)
"""The tabs."""

_SECOND = 1_000_000_000


class FramePanel(Card):
    """Shows one entry.

    Attributes:
        tabs: the tabs.
        fields: fields and bytes, linked.
        text: the payload as text.
        json: the payload as JSON.
        bytes: the bytes alone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Frame"), parent=parent)
        self._journal: Journal | None = None
        self._raw: RawEntry | None = None
        self._wanted = FIELDS
        self._model = FrameFieldsModel(words, self)
        self.tabs = PillTabs()
        self.tabs.setAccessibleName(self.tr("View of the frame"))
        self.fields = FieldsPage(self._model)
        self.text = PayloadTextView(self.tr("Payload as text"))
        self.json = PayloadTextView(self.tr("Payload as JSON"))
        self.bytes = BytesPage()
        self._title = ElidedLabel()
        self._copy = ChoiceButton(self.tr("Copy this frame"), QMenu(self))
        self._story = TintedLabel(tint=Tint.DIM)
        self._hint = TintedLabel(tint=Tint.DIM)
        self._pages = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._choose)
        self.text.more.clicked.connect(lambda: self._fill_text(None))
        self.show_entry(None, None)

    # -- for the application --------------------------------------------------------------------

    @property
    def entry(self) -> int | None:
        """The entry it shows."""
        return None if self._raw is None else self._raw.entry.id

    def show_entry(self, journal: Journal | None, entry_id: int | None) -> None:
        """Show an entry, or nothing.

        Args:
            journal: where it is recorded.
            entry_id: which entry; None for nothing.
        """
        self._journal = journal
        shown = journal is not None and entry_id is not None
        self._raw = RawEntry(journal, entry_id) if journal and entry_id is not None else None
        if journal is not None:
            self._model.show_entry(journal, self._raw)
        empty = not self._model.rowCount() and (self._raw is None or not self._raw.data)
        self._story.setVisible(shown)
        self._title.setVisible(shown)
        self.tabs.setVisible(shown and not empty)
        self._pages.setVisible(shown and not empty)
        self._copy.setVisible(shown and bool(self._copy.menu().actions()))
        self._hint.say(
            self.tr("This row has neither fields nor bytes.")
            if shown
            else self.tr("Select a row of the timeline to see its fields and bytes.")
        )
        self._hint.setVisible(not shown or empty)
        self.fields.show_raw(self._raw)
        self.bytes.show_raw(self._raw)
        self.refresh()
        self._offer_tabs()
        self._turn_to(self.tabs.currentIndex())

    def refresh(self) -> None:
        """Say anew what became of the entry: its other end may have seen it meanwhile."""
        if self._journal is None or self._raw is None:
            return
        title = self._title_of(self._journal, self._raw)
        story = " · ".join(self._story_of(self._journal, self._raw))
        if (title, story) != (self._title.text(), self._story.text()):
            self._title.setText(title)
            self._story.setText(story)

    def set_copy_actions(self, actions: Sequence[QAction]) -> None:
        """Offer these actions under Copy."""
        menu = self._copy.menu()
        menu.clear()
        menu.addActions(list(actions))
        self._copy.setVisible(bool(actions) and self._raw is not None)

    # -- what it says ---------------------------------------------------------------------------

    def _title_of(self, journal: Journal, raw: RawEntry) -> str:
        mate = journal.mate(raw.entry.id)
        row = journal.rows.row_of(raw.entry.id)
        if row is None and mate is not None:
            row = journal.rows.row_of(mate)
        label = words(lane_label(journal, raw.entry.id))
        parts = [label] if row is None else [str(row + 1), label]
        if raw.entry.direction is Direction.C2S:
            parts.append(self.tr("from client"))
        elif raw.entry.direction is Direction.S2C:
            parts.append(self.tr("from server"))
        return " · ".join(parts)

    def _story_of(self, journal: Journal, raw: RawEntry) -> list[str]:
        """Connection, times and fate."""
        entry = raw.entry
        connection = journal.connection_of(entry.id)
        parts = [self.tr("Connection #{number}").format(number=connection)] if connection else []
        became = fate(journal, entry.id)
        if became is None:
            return [*parts, self.tr("at {time} s").format(time=_time(entry.time_ns))]
        if became.sent_ns is not None:
            parts.append(self.tr("sent {time} s").format(time=_time(became.sent_ns)))
        if became.received_ns is not None:
            parts.append(self.tr("received {time} s").format(time=_time(became.received_ns)))
        if became.transit_ns is not None:
            parts[-1] += " " + self.tr("({ms} ms later)").format(ms=milliseconds(became.transit_ns))
        if became.kind not in (FateKind.RECEIVED, FateKind.HANDED):
            parts.append(words(fate_name(became)))
        return parts

    # -- tabs -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        names = (self.tr("Fields"), self.tr("Text"), self.tr("JSON"), self.tr("Hex"))
        pages = (self.fields, self.text, self.json, self.bytes)
        for name, page in zip(names, pages, strict=True):
            self._pages.addWidget(page)
            self.tabs.addTab(name)
        self._copy.setText(self.tr("Copy"))
        self._copy.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.heading.insertWidget(1, self._title)
        self.heading.addWidget(self._copy)
        for part in (self._story, self._hint):
            part.setContentsMargins(0, 0, CARD_MARGIN, 0)
        self._pages.setContentsMargins(0, 0, CARD_MARGIN // 2, 0)
        inner = QVBoxLayout()
        inner.setSpacing(8)
        inner.addWidget(self._story)
        inner.addWidget(self._hint)
        inner.addWidget(self.tabs)
        inner.addWidget(self._pages, 1)
        inner.addStretch()  # where there are no pages
        self.body.addLayout(inner, 1)

    def _offer_tabs(self) -> None:
        """Enable the tabs that have something to show, and say why the others have not.

        The tab that the person chose last comes back as soon as there is something in it.
        """
        raw = self._raw
        message = None if raw is None else raw.message
        why = {
            FIELDS: "",
            TEXT: "" if message else self.tr("There is no payload."),
            JSON: self._why_no_json(message),
            HEX: "" if raw is not None and raw.data else self.tr("There are no bytes."),
        }
        blocker = QSignalBlocker(self.tabs)
        # First, because Qt leaves a tab that is disabled for whichever is next.
        self.tabs.setCurrentIndex(FIELDS if why[self._wanted] else self._wanted)
        for tab, reason in why.items():
            self.tabs.setTabEnabled(tab, not reason)
            self.tabs.setTabToolTip(tab, reason)
        if not why[self._wanted]:
            self.tabs.setCurrentIndex(self._wanted)
        blocker.unblock()

    def _why_no_json(self, message: bytes | None) -> str:
        if not message:
            return self.tr("There is no payload.")
        if len(message) > LENGTH_MAX:
            return self.tr("The payload is too long to be laid out as JSON.")
        try:
            valid = is_json(message.decode("utf-8"))
        except UnicodeDecodeError:
            valid = False
        return "" if valid else self.tr("The payload is not JSON.")

    def _choose(self, tab: int) -> None:
        self._wanted = tab
        self._turn_to(tab)

    def _turn_to(self, index: int) -> None:
        """Fill a page when it is looked at, and not before."""
        self._pages.setCurrentIndex(index)
        if index == TEXT:
            self._fill_text(TEXT_BYTES)
        elif index == JSON:
            message = b"" if self._raw is None else self._raw.message or b""
            self.json.show_text(visible_lines(laid_out(decoded(message)) or ""))

    def _fill_text(self, most: int | None) -> None:
        raw = self._raw
        message = b"" if raw is None else raw.message or b""
        note, made_visible = "", visible_lines
        if raw is not None and raw.entry.kind is Kind.CLOSE:
            message = ClosePayload.parse(message).reason
            note = self.tr("The reason; the status code before it is not shown.")
        elif raw is not None and raw.entry.kind in (Kind.REQUEST, Kind.RESPONSE):
            note = self.tr("Each line ends in CR LF unless another end is shown.")
            made_visible = visible_head
        has_more = most is not None and len(message) > most
        if has_more:
            note = self.tr("The first {shown} of {all} bytes.").format(shown=most, all=len(message))
        shown = message[: _whole_characters(message, most)] if most is not None else message
        self.text.show_text(made_visible(decoded(shown)), note, has_more=has_more)


def _whole_characters(data: bytes, most: int) -> int:
    """At most so many bytes, without a UTF-8 character that is cut."""
    for stop in range(most, max(0, most - 4), -1):
        if stop >= len(data) or data[stop] & 0xC0 != 0x80:
            return min(stop, len(data))
    return most


def _time(time_ns: int) -> str:
    """Seconds since the session began, to the microsecond."""
    seconds, rest = divmod(time_ns, _SECOND)
    return f"{seconds}.{rest // 1000:06}"
