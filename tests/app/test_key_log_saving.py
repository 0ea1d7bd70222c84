from __future__ import annotations

from pathlib import Path

from tests.support.inspector_window import inspector_window
from wsinspector.app.key_log_saving import save_key_log


async def test_the_secrets_of_what_was_kept_are_saved(qapp, home: Path) -> None:
    async with inspector_window(home, secure=True) as window:
        controllers = window.controllers
        saving = controllers.actions["session.save-keys"]
        assert not saving.isEnabled()
        controllers.actions["session.keep-tls"].trigger()
        await window.connect(window.address)
        await window.until_open()
        window.send_close(1000)
        await window.until_over()
        await controllers.until(saving.isEnabled)
        said: list[str] = []
        recorder = controllers.workbench.recorder
        dialog = save_key_log(controllers.window, recorder, said.append)
        dialog.fileSelected.emit(str(home / "keys.log"))
        dialog.fileSelected.emit(str(home / "no-such-folder" / "keys.log"))
        dialog.reject()
        lines = (home / "keys.log").read_text().splitlines()
        assert {line.split()[0] for line in lines} >= {
            "CLIENT_TRAFFIC_SECRET_0",
            "SERVER_TRAFFIC_SECRET_0",
        }
        assert "keys.log" in said[0]
        assert "cannot be written" in said[1]
