"""Says whether a Close may be sent as it is: on the wire, and by a browser's ``close()``."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wsinspector.protocol.closing.close_codes import hint_for
from wsinspector.protocol.closing.close_legality import (
    Legality,
    browser_legality,
    reason_legality,
    wire_legality,
)
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.controls.wording import words

SIGNS: dict[Severity, tuple[str, Tint]] = {
    Severity.OK: ("✓", Tint.CLEAN),
    Severity.OBSERVATION: ("●", Tint.DIM),
    Severity.DEVIATION: ("◆", Tint.DEVIATION),
    Severity.VIOLATION: ("▲", Tint.VIOLATION),
}
"""Sign and colour of a severity."""

_WIRE_OK, _BROWSER_OK = "legality.ok", "legality.browser-ok"


class LegalityLines(QWidget):
    """A line for the wire, one for the reason if it is illegal, one for browsers, and a hint.

    Where nothing speaks against it, one line is enough for wire and browsers.

    Args:
        role: the end that would send.
    """

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._lines = [TintedLabel(scale=0.92) for _ in range(4)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for line in self._lines:
            layout.addWidget(line)

    @property
    def text(self) -> str:
        """Everything said, one line each."""
        return "\n".join(line.text() for line in self._lines if line.text())

    def show_problem(self, problem: str) -> None:
        """What is typed is no close code at all."""
        self._say([(f"▲ {problem}", Tint.VIOLATION)])

    def judge(self, code: int | None, reason: bytes) -> None:
        """Say what speaks against sending this."""
        wire, browser = wire_legality(code, self._role), browser_legality(code, reason)
        about_reason = reason_legality(reason)
        reason_fits = about_reason.severity is Severity.OK
        if wire.why.id == _WIRE_OK and browser.why.id == _BROWSER_OK and reason_fits:
            self._say([(self.tr("✓ legal on the wire  ✓ in browsers"), Tint.CLEAN)])
            return
        fine = self.tr("legal on the wire") if reason_fits else self.tr("the code is legal")
        lines = [self._line(wire, fine)]
        if not reason_fits:
            lines.append(self._line(about_reason, ""))
        lines.append(self._line(browser, self.tr("a browser's close() can send it")))
        hint = None if code is None else hint_for(code)
        if hint is not None:
            lines.append((f"→ {words(hint)}", Tint.DIM))
        self._say(lines)

    def _line(self, legality: Legality, if_ok: str) -> tuple[str, Tint]:
        sign, tint = SIGNS[legality.severity]
        plain = legality.why.id in (_WIRE_OK, _BROWSER_OK)
        return f"{sign} {if_ok if plain else words(legality.why)}", tint

    def _say(self, lines: list[tuple[str, Tint]]) -> None:
        for number, label in enumerate(self._lines):
            label.say(*(lines[number] if number < len(lines) else ("", Tint.DIM)))
