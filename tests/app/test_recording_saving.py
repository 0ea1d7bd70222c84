"""A connection of the real window becomes a scenario and a program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from tests.support.inspector_window import InspectorWindow
from wsinspector.app.recording_saving import save_as_scenario, save_as_script
from wsinspector.scenarios.scenario_file import read_scenario


async def _talk(inspector: InspectorWindow) -> None:
    await inspector.connect(inspector.address)
    await inspector.until_open()
    inspector.say("你好")
    await inspector.shows("server → client: Text")
    inspector.send_close(1000, "bye")
    await inspector.until_over()
    verdicts = inspector.controllers.panels.verdicts
    await inspector.controllers.until(
        lambda: verdicts.verdict is not None and verdicts.verdict.ending == "clean-client"
    )


def _answer(inspector: InspectorWindow, file: Path) -> None:
    dialog = inspector.controllers.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()


async def test_a_connection_is_saved(
    inspector: InspectorWindow, tmp_path: Path, home: Path
) -> None:
    assert save_as_scenario(inspector.controllers) is None
    await _talk(inspector)
    status = inspector.controllers.panels.status
    dialog = save_as_scenario(inspector.controllers)
    assert dialog is not None
    dialog.accept()
    files = inspector.controllers.window.findChild(QFileDialog).selectedFiles()
    assert files == [str(home / "scenarios" / "recorded-1-client.toml")]
    file = tmp_path / "My Recording (1).toml"
    _answer(inspector, file)
    scenario = read_scenario(file.read_bytes())
    assert scenario.id == "my-recording-1"
    assert scenario.expected.ending == "clean-client"
    assert any("你好" in line.words for line in scenario.own.steps)
    dialog = save_as_script(inspector.controllers)
    assert dialog is not None
    dialog.accept()
    script = tmp_path / "none" / "again.py"
    _answer(inspector, script)
    assert "cannot be written" in status.currentMessage()
