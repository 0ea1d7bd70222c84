"""Asks where a file is to be saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where_to_save(window: QWidget, name: str, save: Callable[[str], None]) -> QFileDialog:
    """Open a dialog; nothing waits for it.

    Args:
        window: where it belongs.
        name: what the file is called if the person does not say otherwise.
        save: called with the chosen path, unless the person changes their mind.
    """
    dialog = QFileDialog(window, QCoreApplication.translate("Saving", "Save as"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(name)
    dialog.fileSelected.connect(save)
    dialog.open()
    return dialog
