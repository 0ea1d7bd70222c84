"""Saves the secrets of TLS connections for an analyser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from wsinspector.app.saving import ask_where_to_save

if TYPE_CHECKING:
    from wsinspector.engine.tls_recorder import TlsRecorder


def save_key_log(
    window: QWidget, recorder: TlsRecorder, tell: Callable[[str], None]
) -> QFileDialog:
    """Ask where to, and write the key log there.

    Args:
        window: where the dialog belongs.
        recorder: has the secrets.
        tell: says what became of it.
    """

    def save(path: str) -> None:
        try:
            Path(path).write_bytes(recorder.key_log)
        except OSError as error:
            template = QCoreApplication.translate("KeyLog", "{file} cannot be written ({error}).")
            tell(template.format(file=path, error=error.strerror or error))
        else:
            template = QCoreApplication.translate(
                "KeyLog",
                "The TLS key log was saved as {file}; it opens what was encrypted to anyone.",
            )
            tell(template.format(file=path))

    return ask_where_to_save(window, "wsinspector-keys.log", save)
