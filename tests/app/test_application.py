"""From the start of the process to its first window."""

from __future__ import annotations

from pathlib import Path

from tests.support.own_process import in_a_process


def test_the_first_window_needs_neither_panels_nor_a_network(home: Path) -> None:
    loaded = in_a_process(
        "import sys\n"
        "from wsinspector.app.application import open_window\n"
        "opened = open_window()\n"
        "assert opened.window.isVisible()\n"
        "print(*sys.modules)\n"
    ).split()
    for late in ("asyncio", "ssl", "qasync", "websockets", "wsinspector.engine", "json"):
        assert late not in loaded
    assert not [name for name in loaded if name.startswith("wsinspector.widgets.client")]


def test_what_only_a_connection_takes_is_loaded_after_the_window(home: Path) -> None:
    in_a_process(
        "import asyncio, gc, sys; from pathlib import Path\n"
        "gc.disable()\n"
        "from wsinspector.app.application import run\n"
        "late = {'cryptography', 'websockets', 'wsinspector.protocol.endpoint'}\n"
        "async def script(controllers):\n"
        "    await controllers.until(lambda: controllers.server.is_listening)\n"
        "    assert not late & sys.modules.keys(), late & sys.modules.keys()\n"
        "    while not gc.isenabled():\n"
        "        await asyncio.sleep(0.01)\n"
        "    assert late - sys.modules.keys() == {'cryptography'}\n"
        "    assert gc.get_freeze_count()\n"
        "    return 0\n"
        "assert run([], script, Path(sys.argv[1])) == 0\n"
        "assert not gc.get_freeze_count()\n",
        str(home),
    )


def test_nothing_but_the_window_flashes_on_the_screen(home: Path) -> None:
    in_a_process(
        "import sys; from pathlib import Path\n"
        "from PySide6.QtCore import QEvent, QObject\n"
        "from PySide6.QtWidgets import QWidget\n"
        "from wsinspector.app.application import open_window\n"
        "from wsinspector.app.furnishing import furnish\n"
        "shown = []\n"
        "class Watch(QObject):\n"
        "    def eventFilter(self, it, event):\n"
        "        if event.type() is QEvent.Type.Show and isinstance(it, QWidget) and it.isWindow():\n"
        "            shown.append(type(it).__name__)\n"
        "        return False\n"
        "opened = open_window([], Path(sys.argv[1]))\n"
        "watch = Watch()\n"
        "opened.app.installEventFilter(watch)\n"
        "async def script(controllers):\n"
        "    await controllers.until(lambda: controllers.server.is_listening)\n"
        "    return 0\n"
        "furnished = furnish(opened)\n"
        "from wsinspector.app.lifetime import live\n"
        "assert live(furnished, script) == 0\n"
        "assert not shown, shown\n",
        str(home),
    )


def test_settings_come_from_the_folder_it_is_given(home: Path) -> None:
    (home / "settings.ini").write_text("[appearance]\ncolour-scheme=dark\n")
    in_a_process(
        "import sys; from pathlib import Path\n"
        "from wsinspector.app.application import open_window\n"
        "from wsinspector.settings import COLOUR_SCHEME\n"
        "opened = open_window([], Path(sys.argv[1]))\n"
        "dark = opened.app.palette().window().color().lightness()\n"
        "opened.store.settings.set(COLOUR_SCHEME, 'light')\n"
        "assert dark < 100 < opened.app.palette().window().color().lightness()\n",
        str(home),
    )
    assert "colour-scheme=light" in (home / "settings.ini").read_text()


def test_what_was_wrong_with_the_settings_is_said_in_the_window(home: Path) -> None:
    (home / "settings.ini").write_text("[listener]\nport=eighty\nhost=127.0.0.1\n")
    in_a_process(
        "import sys; from pathlib import Path\n"
        "from wsinspector.app.application import run\n"
        "async def script(controllers):\n"
        "    assert 'listener.port' in controllers.panels.status.currentMessage()\n"
        "    return 0\n"
        "sys.exit(run([], script, Path(sys.argv[1])))\n",
        str(home),
    )


def test_an_error_in_the_window_is_shown_and_does_not_end_it(home: Path) -> None:
    code = (
        "import logging, sys; from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from wsinspector.app.application import run\n"
        "from wsinspector.app.error_dialog import ErrorDialog\n"
        "logging.disable(logging.CRITICAL)\n"
        "async def script(controllers):\n"
        "    QTimer.singleShot(0, lambda: 1 / 0)\n"
        "    await controllers.until(lambda: controllers.server.is_listening)\n"
        "    dialog = controllers.window.findChild(ErrorDialog)\n"
        "    assert 'ZeroDivisionError' in dialog.text()\n"
        "    assert controllers.window.isVisible()\n"
        "    return 0\n"
        "sys.exit(run([], script, Path(sys.argv[1])))\n"
    )
    (home / "settings.ini").write_text("[listener]\nport=0\nhost=127.0.0.1\n")
    in_a_process(code, str(home))
