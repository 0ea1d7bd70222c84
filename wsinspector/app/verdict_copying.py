"""Puts a verdict on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from wsinspector.app.controllers import Controllers


def copy_verdict(controllers: Controllers, *, markdown: bool) -> None:
    """Copy the verdict on the connection that is looked at, with all its evidence.

    Args:
        controllers: those of the window.
        markdown: for a report of a bug, else as plain text.
    """
    verdict = controllers.panels.verdicts.verdict
    if verdict is None:
        return
    from wsinspector.formats.verdict_report import verdict_report

    report = verdict_report(controllers.workbench.journal, verdict, markdown=markdown)
    QGuiApplication.clipboard().setText(report)
    controllers.panels.status.tell(QCoreApplication.translate("Action", "The verdict was copied."))
