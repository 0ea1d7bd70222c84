"""Composed bytes as they would go out, with their fields and the rules that they break."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.protocol.faults import Fault
from wsinspector.protocol.frames.raw_judge import Judged
from wsinspector.widgets.controls.quantities import size
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.frame.byte_legend import ByteField, ByteLegend
from wsinspector.widgets.frame.hex_view import HexView
from wsinspector.widgets.raw_frame.rule_lines import RuleLines

_ROWS = 5


class RawPreview(QWidget):
    """A hex view, its legend, and a line for each rule.

    Attributes:
        bytes: the bytes.
        legend: names their fields.
        rules: what speaks against them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = TintedLabel(tint=Tint.DIM, scale=0.92, wrap=False)
        self.bytes = HexView()
        self.bytes.setAccessibleName(self.tr("The bytes that would be sent"))
        self.bytes.reflowed.connect(self._fit)
        self.legend = ByteLegend()
        self.rules = RuleLines()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._size)
        layout.addWidget(self.bytes)
        layout.addWidget(self.legend)
        layout.addWidget(self.rules)

    def show_problem(self, problem: str) -> None:
        """There are no such bytes."""
        self._show(b"", ())
        self.rules.say(f"▲ {problem}", Tint.VIOLATION)

    def show_bytes(
        self, data: bytes, fields: Sequence[ByteField], judged: Sequence[Judged]
    ) -> None:
        """Show bytes.

        Args:
            data: the bytes.
            fields: their fields.
            judged: what speaks against them.
        """
        self._show(data, fields)
        several = max((one.frame for one in judged), default=1) > 1
        faults: list[tuple[str, Fault]] = []
        for one in judged:
            where = self.tr("Frame {number}").format(number=one.frame) if several else ""
            faults.append((where, one.fault))
        if data and not faults:
            self.rules.say(self.tr("✓ breaks no rule"), Tint.CLEAN)
        else:
            self.rules.show_faults(faults)

    def _fit(self) -> None:
        """As many rows as there are, up to a bound."""
        rows = -(-len(self.bytes.data) // self.bytes.grid.per_row)
        line = self.bytes.fontMetrics().height() + 4
        self.bytes.setFixedHeight(min(max(rows, 1), _ROWS) * line)

    def _show(self, data: bytes, fields: Sequence[ByteField]) -> None:
        self._size.say(self.tr("On the wire: {size}").format(size=size(len(data))) if data else "")
        self.bytes.set_data(data, False)
        self.bytes.set_marks(*(field.mark for field in fields))
        self._fit()
        self.bytes.setVisible(bool(data))
        self.legend.show_fields(fields)
