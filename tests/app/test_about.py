from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from wsinspector import __version__
from wsinspector.app.about import about_text, show_about


def test_it_names_versions_and_licences() -> None:
    text = about_text()
    for part in (__version__, qVersion(), platform.python_version(), "MIT", "LGPL-3"):
        assert part in text


def test_it_opens_without_waiting(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    show_about(window)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.isVisible()
    assert box.textFormat() is Qt.TextFormat.PlainText
    box.close()
