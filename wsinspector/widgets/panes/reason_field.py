"""The field for the reason of a Close."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget


class ReasonField(QLineEdit):
    """A reason as a person types it. What it has no room for is said, never cut silently."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._was_cut = False
        self._given = b""
        self._given_text = ""
        self.setPlaceholderText(self.tr("reason"))
        # Both come with one paste, in either order.
        self.inputRejected.connect(self._note_cut)
        self.textChanged.connect(self._forget_cut)

    @property
    def reason(self) -> bytes:
        """The reason in UTF-8; lone surrogates, which a paste can bring, stay what they are."""
        if self.text() == self._given_text:
            return self._given
        return self.text().encode("utf-8", "surrogatepass")

    def set_reason(self, reason: bytes) -> None:
        """Show these bytes, and stand for them as long as nobody edits them, UTF-8 or not."""
        if self.reason != reason:
            self.setText(reason.decode("utf-8", "replace"))
            self._given, self._given_text = reason, self.text()

    @property
    def notice(self) -> str:
        """That a part of what was pasted is missing; empty when nothing is."""
        if not self._was_cut:
            return ""
        return self.tr("The end is missing: this field has room for %1 characters.").replace(
            "%1", f"{self.maxLength():,}"
        )

    def _is_full(self) -> bool:
        # Counted as the field counts, in UTF-16 units; the last one may be half a pair.
        return len(self.text().encode("utf-16-le", "surrogatepass")) // 2 >= self.maxLength() - 1

    def _note_cut(self) -> None:
        self._was_cut = self._is_full()
        self.textChanged.emit(self.text())

    def _forget_cut(self) -> None:
        self._was_cut = self._was_cut and self._is_full()
