from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from wsinspector.widgets.controls.file_field import FileField


def test_a_path_is_typed_or_chosen_and_nothing_waits(qtbot, tmp_path: Path) -> None:
    field = FileField("Key file", "in the same file")
    qtbot.addWidget(field)
    assert field.path == ""
    field.set_path("  /a/key.pem ")
    assert field.path == "/a/key.pem"
    field.button.click()
    dialog = field.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Key file"
    dialog.fileSelected.emit(str(tmp_path / "b.pem"))
    assert field.path == str(tmp_path / "b.pem")
    dialog.reject()
    assert field.edit.accessibleName() == "Key file"
