from __future__ import annotations

from pathlib import Path

from tests.support.own_process import in_a_process


def test_the_window_is_painted_whole_before_a_network_is_known(home: Path) -> None:
    in_a_process(
        "import sys; from pathlib import Path\n"
        "from PySide6.QtCore import QEvent, QObject\n"
        "from wsinspector.app import furnishing\n"
        "from wsinspector.app.application import open_window\n"
        "painted = []\n"
        "class Watch(QObject):\n"
        "    def eventFilter(self, watched, event):\n"
        "        if event.type() is QEvent.Type.Paint:\n"
        "            painted.append(watched)\n"
        "        return False\n"
        "watch = Watch()\n"
        "class Panels(furnishing.Panels):\n"
        "    def __init__(self, window, *rest):\n"
        "        super().__init__(window, *rest)\n"
        "        self.parts = [self.clients, self.server, self.timeline, self.frame,\n"
        "                      self.status, window.menuBar()]\n"
        "        for part in self.parts:\n"
        "            part.installEventFilter(watch)\n"
        "furnishing.Panels = Panels\n"
        "opened = open_window([], Path(sys.argv[1]))\n"
        "furnished = furnishing.furnish(opened)\n"
        "assert sorted(map(id, painted)) == sorted(map(id, furnished.panels.parts)), painted\n"
        "for late in ('asyncio', 'ssl', 'qasync', 'wsinspector.engine.server'):\n"
        "    assert late not in sys.modules, late\n",
        str(home),
    )
