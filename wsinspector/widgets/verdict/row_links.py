"""Links to numbered rows of the timeline, in a line that breaks where it has to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

_LINKS = 4


class RowLinks(QWidget):
    """What stands before the links, the first few links, and how many more there are.

    Its widgets are kept when it shows something else, so that the focus stays where it is.
    """

    row_wanted = Signal(int)
    """The number of a row, from 0, that the person wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[int, ...] = ()
        self._lead = TintedLabel(tint=Tint.DIM, scale=0.92, wrap=False)
        self._links = [LinkButton("") for _ in range(_LINKS)]
        self._more = TintedLabel(tint=Tint.DIM, scale=0.92, wrap=False)
        layout = FlowLayout(self, spacing=8, line_spacing=0)
        layout.addWidget(self._lead)
        for number, link in enumerate(self._links):
            link.clicked.connect(partial(self._follow, number))
            layout.addWidget(link)
        layout.addWidget(self._more)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_rows((), "")

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows that it leads to, from 0."""
        return self._rows

    @property
    def first(self) -> LinkButton | None:
        """The first link; None where there is none."""
        return self._links[0] if self._rows else None

    def show_rows(self, rows: Sequence[int], about: str, lead: str = "") -> None:
        """Show links.

        Args:
            rows: numbers of rows, from 0.
            about: what they are evidence of, for who cannot see it.
            lead: stands before them.
        """
        self._rows = tuple(rows)
        self._lead.say(lead)
        for number, link in enumerate(self._links):
            link.setVisible(number < len(rows))
            if number < len(rows):
                name = self.tr("row {number}").format(number=rows[number] + 1)
                if link.text() != name:
                    link.setText(name)
                    link.updateGeometry()
                link.setAccessibleName(
                    self.tr("Go to row {number}: {about}").format(
                        number=rows[number] + 1, about=about
                    )
                )
        left = len(rows) - _LINKS
        self._more.say(self.tr("and {count} more").format(count=left) if left > 0 else "")
        self.setVisible(bool(rows or lead))

    def _follow(self, number: int, _checked: bool = False) -> None:
        if number < len(self._rows):
            self.row_wanted.emit(self._rows[number])
