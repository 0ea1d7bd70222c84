"""The request of a client's opening handshake, made into fields only when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wsinspector.widgets.controls.late_place import LatePlace

if TYPE_CHECKING:
    from wsinspector.models.request_review import RequestPlace
    from wsinspector.protocol.opening.request_plan import RequestPlan
    from wsinspector.widgets.opening.request_box import RequestBox


class RequestPanel(LatePlace["RequestBox"]):
    """A correct request, or what its box makes of it.

    Attributes:
        locate: answers where the request will go; asked whenever it is looked at.
    """

    changed = Signal()
    """The request is another one; see ``plan``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._make_box, parent)
        self.locate: Callable[[], RequestPlace] = _nowhere

    @property
    def box(self) -> RequestBox:
        """Where it is written, made if there is none yet."""
        return self.content

    @property
    def plan(self) -> RequestPlan:
        """The request."""
        return self.box.plan if self.is_made else _correct()

    @property
    def summary(self) -> str:
        """What the request amounts to, in a few words."""
        if not self.is_made or self.plan == _correct():
            return self.tr("a correct request")
        return self.box.summary or self.tr("changed")

    @property
    def oddity(self) -> str:
        """Which rules the request breaks; empty where it breaks none."""
        return self.box.oddity if self.is_made else ""

    def set_plan(self, plan: RequestPlan) -> None:
        """Show another request."""
        if plan != self.plan:
            self.box.set_plan(plan)

    def refresh(self) -> None:
        """Look anew where the request will go; of use only while somebody sees it."""
        if self.is_made:
            self.box.refresh()

    def _where(self) -> RequestPlace:
        return self.locate()

    def _make_box(self) -> RequestBox:
        from wsinspector.widgets.opening.request_box import RequestBox

        box = RequestBox(self._where)
        box.changed.connect(self.changed)
        return box


# Late, because most people never open it.


def _correct() -> RequestPlan:
    from wsinspector.protocol.opening.request_plan import RequestPlan

    return RequestPlan()


def _nowhere() -> RequestPlace:
    from wsinspector.models.request_review import RequestPlace

    return RequestPlace()
