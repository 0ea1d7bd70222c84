"""An entry in full: what became of it, and its fields, payload and bytes on pages of their own."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wsinspector.journal.journal import Journal
from wsinspector.journal.visible_text import decoded, visible_head, visible_lines
from wsinspector.models.frame_fields_model import FrameFieldsModel
from wsinspector.models.json_text import LENGTH_MAX, is_json, laid_out
from wsinspector.models.raw_entry import RawEntry
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.facts import Kind
from wsinspector.widgets.controls.card import CARD_MARGIN
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.frame.fields_page import BytesPage, FieldsPage
from wsinspector.widgets.frame.frame_story import story_of, title_of
from wsinspector.widgets.frame.payload_text_view import PayloadTextView
from wsinspector.widgets.panes.pill_tabs import PillTabs

TEXT_BYTES = 1024 * 1024
"""Bytes of a payload that are shown as text before somebody asks for all."""

FIELDS, TEXT, JSON, HEX = range(4)
"""The tabs."""


class FrameDetails(QWidget):
    """Shows one entry of a journal.

    Attributes:
        story: what became of it.
        tabs: the tabs.
        pages: what the tabs turn.
        fields: fields and bytes, linked.
        text: the payload as text.
        json: the payload as JSON.
        bytes: the bytes alone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.story = TintedLabel(tint=Tint.DIM)
        self.pages = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._choose)
        self.text.more.clicked.connect(lambda: self._fill_text(None))

    @property
    def is_empty(self) -> bool:
        """Whether the entry has neither fields nor bytes."""
        return not self._model.rowCount() and (self._raw is None or not self._raw.data)

    def show_entry(self, journal: Journal, entry_id: int | None) -> None:
        """Show an entry of a journal, or forget the one before."""
        self._journal = journal
        self._raw = None if entry_id is None else RawEntry(journal, entry_id)
        self._model.show_entry(journal, self._raw)
        self.tabs.setVisible(not self.is_empty)
        self.pages.setVisible(not self.is_empty)
        self.fields.show_raw(self._raw)
        self.bytes.show_raw(self._raw)
        self._offer_tabs()
        self._turn_to(self.tabs.currentIndex())

    def refresh(self) -> str:
        """Say anew what became of the entry; returns its title."""
        if self._journal is None or self._raw is None:
            return ""
        story = " · ".join(story_of(self._journal, self._raw))
        if story != self.story.text():
            self.story.setText(story)
        return title_of(self._journal, self._raw)

    def _lay_out(self) -> None:
        names = (self.tr("Fields"), self.tr("Text"), self.tr("JSON"), self.tr("Hex"))
        pages = (self.fields, self.text, self.json, self.bytes)
        for name, page in zip(names, pages, strict=True):
            self.pages.addWidget(page)
            self.tabs.addTab(name)
        self.story.setContentsMargins(0, 0, CARD_MARGIN, 0)
        self.pages.setContentsMargins(0, 0, CARD_MARGIN // 2, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.story)
        layout.addWidget(self.tabs)
        layout.addWidget(self.pages, 1)

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
        self.pages.setCurrentIndex(index)
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
