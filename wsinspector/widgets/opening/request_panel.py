"""The request of a client's opening handshake, made into fields only when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.models.request_review import RequestPlace
from wsinspector.protocol.opening.request_plan import RequestPlan

if TYPE_CHECKING:
    from wsinspector.widgets.opening.request_box import RequestBox


class RequestPanel(QWidget):
    """A correct request, or what its box makes of it.

    Attributes:
        locate: answers where the request will go; asked whenever it is looked at.
    """

    changed = Signal()
    """The request is another one; see ``plan``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.locate: Callable[[], RequestPlace] = RequestPlace
        self._box: RequestBox | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    @property
    def box(self) -> RequestBox:
        """Where it is written, made if there is none yet."""
        if self._box is None:
            # Late, because most people never open it.
            from wsinspector.widgets.opening.request_box import RequestBox

            self._box = RequestBox(self._where)
            self._box.changed.connect(self.changed)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._box)
            self._box.show()
        return self._box

    @property
    def plan(self) -> RequestPlan:
        """The request."""
        return RequestPlan() if self._box is None else self._box.plan

    @property
    def summary(self) -> str:
        """What the request amounts to, in a few words."""
        if self.plan == RequestPlan():
            return self.tr("a correct request")
        return self.box.summary or self.tr("changed")

    @property
    def oddity(self) -> str:
        """Which rules the request breaks; empty where it breaks none."""
        return "" if self._box is None else self._box.oddity

    def set_plan(self, plan: RequestPlan) -> None:
        """Show another request."""
        if plan != self.plan:
            self.box.set_plan(plan)

    def refresh(self) -> None:
        """Look anew where the request will go; of use only while somebody sees it."""
        if self._box is not None:
            self._box.refresh()

    def _where(self) -> RequestPlace:
        return self.locate()

    def showEvent(self, event: QShowEvent) -> None:
        _ = self.box
        super().showEvent(event)
