"""Asks before the window is closed while a program outside it is still connected."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_LISTED = 5


def _tr(source: str) -> str:
    return QCoreApplication.translate("ClosingQuestion", source)


async def may_close(window: QWidget, connections: Sequence[str]) -> bool:
    """Ask whether the window may be closed, and wait for the answer.

    The dialog is opened, not executed: everything else goes on while it waits. Cancelling this
    coroutine takes the question back.

    Args:
        window: the window that is to be closed.
        connections: the open connections, each as a person would name it.
    """
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_tr("Close wsinspector"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    named = list(connections[:_LISTED])
    if len(connections) > _LISTED:
        named.append(_tr("… and {count} more").format(count=len(connections) - _LISTED))
    # All in the one text that obeys the format: Qt guesses that of the informative text.
    question = _tr("Other programs are still connected. Closing ends these connections:")
    box.setText(question + "\n\n" + "\n".join(named))
    close = box.addButton(_tr("&Close"), QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(stay)
    answered: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def on_finished(_result: int) -> None:
        if not answered.done():
            answered.set_result(box.clickedButton() is close)

    box.finished.connect(on_finished)
    box.open()
    try:
        return await answered
    finally:
        box.close()
        box.deleteLater()
