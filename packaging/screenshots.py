"""Takes the screenshots of the README from the real program, playing a story in its window.

    .venv/bin/python packaging/screenshots.py [--out FOLDER] [--size 1440x900] [--scale 1] [--port 8765]
                                               [--all-moments]

Without options it writes resources/screenshots/window-light.png and window-dark.png. Needs fonts for Chinese.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsinspector.app.controllers import Controllers

_ROOT = Path(__file__).resolve().parent.parent
_MESSAGE = "你好, server"
_REASON = "孩子,地球太危险了,快回火星去吧!"
_SCHEMES = ("light", "dark")
_SETTLED_S = 0.6
"""Until everything has been painted and counted: the status line counts twice a second."""


class Story:
    """Plays the story and takes pictures of it.

    Args:
        out: the folder for the pictures.
        size: of the window, in pixels of scale 1.
        all_moments: whether to take pictures on the way, too.
    """

    def __init__(self, out: Path, size: tuple[int, int], *, all_moments: bool) -> None:
        self._out = out
        self._size = size
        self._all_moments = all_moments

    async def play(self, controllers: Controllers) -> int:
        """The script for the program."""
        controllers.window.resize(*self._size)
        controllers.panels.arrange()
        client = controllers.panels.clients.current
        await controllers.until(lambda: controllers.server.is_listening)
        if note := controllers.panels.server.listener.note:
            print(note, file=sys.stderr)  # pictures are of the usual port
            return 1
        await self._on_the_way(controllers, "first-sight")
        client.connect_button.click()
        await controllers.until(client.composer.send_button.isEnabled)
        client.composer.editor.setPlainText(_MESSAGE)
        client.composer.send_button.click()
        await controllers.until(lambda: len(_frames(controllers, "TEXT")) == 2)
        await self._on_the_way(controllers, "open")
        client.close_panel.reason.setText(_REASON)
        client.close_panel.button.click()
        await controllers.until(lambda: not controllers.workbench.server.links)
        await controllers.until(lambda: not controllers.clients.current.client.is_live)
        await self._on_the_way(controllers, "closed")
        self._look_back(controllers)
        await self._take(controllers, "")
        return 0

    async def _on_the_way(self, controllers: Controllers, moment: str) -> None:
        if self._all_moments:
            await self._take(controllers, f"-{moment}")

    async def _take(self, controllers: Controllers, moment: str) -> None:
        for scheme in _SCHEMES:
            controllers.actions[f"view.{scheme}"].trigger()
            await asyncio.sleep(_SETTLED_S)
            path = self._out / f"window-{scheme}{moment}.png"
            if not controllers.window.grab().save(str(path)):
                raise OSError(f"{path} could not be written")
            print(path)

    @staticmethod
    def _look_back(controllers: Controllers) -> None:
        """Select the Close that the client sent: its end is CLOSING from here on."""
        timeline = controllers.panels.timeline
        timeline.focus_rows()
        timeline.select_entry(_frames(controllers, "CLOSE")[0])


def _frames(controllers: Controllers, kind: str) -> list[int]:
    """The entries of the timeline's rows of one kind."""
    journal = controllers.workbench.journal
    return [entry for entry in journal.rows.entries if journal.entry(entry).kind.name == kind]


def main() -> int:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=_ROOT / "resources" / "screenshots")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--all-moments", action="store_true")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = options.scale
    sys.path.insert(0, str(_ROOT))
    from wsinspector.app.application import run
    from wsinspector.app.settings_store import SettingsStore
    from wsinspector.settings import LISTENER_PORT

    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        SettingsStore(Path(folder)).settings.set(LISTENER_PORT, options.port)
        story = Story(options.out, (width, height), all_moments=options.all_moments)
        return run([], story.play, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
