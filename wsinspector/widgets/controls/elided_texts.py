"""Texts cut to the width they have, remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

_REMEMBERED = 4096


class ElidedTexts:
    """Remembers how texts are cut to a width, because measuring costs more than drawing.

    Args:
        font: the font in which they are drawn.
    """

    def __init__(self, font: QFont) -> None:
        self.metrics = QFontMetrics(font)
        self._known: dict[tuple[str, int], tuple[str, int]] = {}

    def fit(self, text: str, width: int) -> tuple[str, int]:
        """The text, cut with an ellipsis if it is too wide, and its width."""
        known = self._known.get((text, width))
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            # No more characters than pixels can be seen.
            cut = self.metrics.elidedText(
                text[: max(1, width)], Qt.TextElideMode.ElideRight, max(0, width)
            )
            known = self._known[text, width] = (cut, self.metrics.horizontalAdvance(cut))
        return known
