"""Asks before the window is closed while a program outside it is still connected."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_LISTED = 5


def _tr(source: str) -> str:
    return QCoreApplication.translate("ClosingQuestion", source)


class ClosingQuestion:
    """Whether the window may be closed.

    The dialog is opened, not executed: everything else goes on while it waits, so that what it
    names may change.

    Args:
        window: the window that is to be closed.
    """

    def __init__(self, window: QWidget) -> None:
        self._box = box = QMessageBox(window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_tr("Close wsinspector"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        self._close = box.addButton(_tr("&Close"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))

    def name(self, connections: Sequence[str]) -> None:
        """Say which connections would be ended.

        Args:
            connections: the open connections, each as a person would name it.
        """
        named = list(connections[:_LISTED])
        if len(connections) > _LISTED:
            named.append(_tr("… and {count} more").format(count=len(connections) - _LISTED))
        # All in the one text that obeys the format: Qt guesses that of the informative text.
        question = _tr("Other programs are still connected. Closing ends these connections:")
        self._box.setText(question + "\n\n" + "\n".join(named))

    async def ask(self) -> bool:
        """Ask, and wait for the answer. Cancelling this coroutine takes the question back."""
        box = self._box
        answered: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def on_finished(_result: int) -> None:
            if not answered.done():
                answered.set_result(box.clickedButton() is self._close)

        box.finished.connect(on_finished)
        box.open()
        try:
            return await answered
        finally:
            box.close()
            box.deleteLater()
