from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from wsinspector.app.saving import ask_where_to_save


def test_the_chosen_path_is_told_and_nothing_waits(qtbot) -> None:
    window, saved = QWidget(), []
    qtbot.addWidget(window)
    dialog = ask_where_to_save(window, "a.pem", saved.append)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert saved == []
    dialog.fileSelected.emit("/tmp/b.pem")
    assert saved == ["/tmp/b.pem"]
    dialog.reject()
