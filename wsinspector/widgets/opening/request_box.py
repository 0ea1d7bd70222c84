"""The request of a client's opening handshake, under control line by line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from wsinspector.models.request_lines import RequestLines
from wsinspector.models.request_review import RequestPlace, review
from wsinspector.protocol.opening.request_plan import CORRECT_FIELDS, RequestPlan
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.opening.request_fields import AUTHORIZATION, RequestFields
from wsinspector.widgets.opening.request_line_fields import RequestLineFields
from wsinspector.widgets.opening.request_preview import RequestPreview
from wsinspector.widgets.opening.request_table import RequestTable
from wsinspector.widgets.panes.pill_tabs import PillTabs


class RequestBox(QWidget):
    """Fields for what one changes most, all lines behind them, and the request as it will be sent.

    Attributes:
        fields: the headers that one changes most.
        first_line: method, target and version.
        table: all header lines.
        preview: the request as it will be sent.
        secrets: shows passwords and tokens.

    Args:
        locate: answers where the request will go; asked whenever it is looked at.
    """

    changed = Signal()
    """The request is another one; see ``plan``."""

    def __init__(
        self,
        locate: Callable[[], RequestPlace] = RequestPlace,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._locate = locate
        self._lines = RequestLines()
        self._oddity = ""
        self.tabs = PillTabs()
        self.tabs.addTab(self.tr("Fields"))
        self.tabs.addTab(self.tr("All lines"))
        self.tabs.setAccessibleName(self.tr("How the request is written"))
        self.fields = RequestFields()
        self.first_line = RequestLineFields()
        self.table = RequestTable(self._lines)
        self.preview = RequestPreview()
        self.secrets = QCheckBox(self.tr("Show secrets"))
        self.secrets.setToolTip(
            self.tr(
                "Passwords and tokens are hidden here. What is recorded and sent has them as they "
                "are."
            )
        )
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.first_line)
        whole.addWidget(self.table)
        heading = QHBoxLayout()
        heading.addWidget(TintedLabel(self.tr("As it will be sent"), tint=Tint.DIM, scale=0.92), 1)
        heading.addWidget(self.secrets)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.tabs, self.fields, self._whole):
            layout.addWidget(widget)
        layout.addLayout(heading)
        layout.addWidget(self.preview)
        self._whole.hide()
        self.tabs.currentChanged.connect(self._turn)
        self.fields.edited.connect(self._lines.set_own_value)
        self.first_line.edited.connect(self._lines.set_plan)
        self.first_line.refused.connect(self._lines.refused)
        self.table.reset_button.clicked.connect(lambda: self.set_plan(RequestPlan()))
        self.secrets.toggled.connect(self._show_secrets)
        self._lines.changed.connect(self._take)
        # No field goes on showing what will not be sent.
        self._lines.refused.connect(lambda _why: self._show())
        self._show()

    @property
    def plan(self) -> RequestPlan:
        """The request."""
        return self._lines.plan

    @property
    def summary(self) -> str:
        """The names of the lines that are not those of a correct request; empty without any."""
        own = dict.fromkeys(f.name for f in self.plan.fields if f not in CORRECT_FIELDS)
        return ", ".join(own)

    @property
    def oddity(self) -> str:
        """Which rules the request breaks; empty where it breaks none."""
        return self._oddity

    def set_plan(self, plan: RequestPlan) -> None:
        """Show another request."""
        self._lines.set_plan(plan)

    def refresh(self) -> None:
        """Look anew where the request will go; of use only while somebody sees it."""
        if self.isVisible():
            self._show_review()

    def _take(self) -> None:
        self._show()
        self._show_review()
        self.changed.emit()

    def _show(self) -> None:
        self.first_line.show_plan(self.plan)
        for name in (*self.fields.fields, AUTHORIZATION):
            self.fields.show_value(name, self._lines.own_value(name) or "")
        self.table.reset_button.setEnabled(self.plan != RequestPlan())

    def _show_review(self) -> None:
        place = self._locate()
        self._lines.set_place(place)
        self.first_line.set_resource(place.resource)
        seen = review(self.plan, place, secrets=self.secrets.isChecked())
        self.preview.show_review(seen)
        self._oddity = "\n".join(f"{words(fault.text)} ({fault.rule})" for fault in seen.odd)

    def _show_secrets(self, shown: bool) -> None:
        self._lines.set_secrets(shown)
        self.fields.authorization.set_secrets(shown)
        self._show_review()

    def _turn(self, page: int) -> None:
        self.fields.setVisible(page == 0)
        self._whole.setVisible(page == 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_review()
