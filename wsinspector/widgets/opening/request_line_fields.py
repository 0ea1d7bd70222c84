"""Method, target and version of a request: its first line."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from wsinspector.protocol.opening.request_plan import RequestPlan, RequestPlanError
from wsinspector.texts import Text
from wsinspector.widgets.controls.theme import data_font


class RequestLineFields(QWidget):
    """Three fields in the order of the line.

    Attributes:
        method: the first word.
        target: the second; empty for path and query of the address.
        version: the last.
    """

    edited = Signal(object)
    """The :class:`RequestPlan` with another first line."""
    refused = Signal(object)
    """A :class:`Text`: why it cannot be written so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = RequestPlan()
        self.method = self._field(self.tr("Method"), self.tr("Method: GET (RFC 6455 §4.1)"), 10)
        self.target = self._field(
            self.tr("Target"),
            self.tr("Empty for path and query of the address; anything else goes out as it is"),
            0,
        )
        self.version = self._field(
            self.tr("HTTP version"), self.tr("HTTP/1.1 at least (RFC 6455 §4.1)"), 10
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.method)
        row.addWidget(self.target, 1)
        row.addWidget(self.version)

    def show_plan(self, plan: RequestPlan) -> None:
        """Show the first line of a plan; not announced by ``edited``."""
        self._plan = plan
        for field, words in (
            (self.method, plan.method),
            (self.target, plan.target or ""),
            (self.version, plan.version),
        ):
            if field.text() != words:
                field.setText(words)

    def set_resource(self, resource: str) -> None:
        """What stands for an empty target."""
        self.target.setPlaceholderText(resource)

    def _field(self, name: str, tip: str, characters: int) -> QLineEdit:
        field = QLineEdit()
        field.setFont(data_font())
        field.setAccessibleName(name)
        field.setToolTip(tip)
        if characters:
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("m" * characters) + 4)
        field.textEdited.connect(self._take)
        return field

    def _take(self) -> None:
        why: Text | None = None
        try:
            plan = replace(
                self._plan,
                method=self.method.text(),
                target=self.target.text() or None,
                version=self.version.text(),
            )
        except RequestPlanError as error:
            why = error.text
        if why is not None:
            self.refused.emit(why)
        else:
            self._plan = plan
            self.edited.emit(plan)
