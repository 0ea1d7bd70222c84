"""Start to window: the program against a bare PySide6 window, in turns in one run.

    python -m tests.benchmarks.startup [--rounds 15]

The clock runs from the start of the process; bytecode is in a cache, as it is from the second start
on. Told are three moments:

    first paint  the window has been painted for the first time, with room for its panels
    complete     all panels have been painted with their texts and icons
    listening    ... and the embedded server accepts connections, and its pane has been painted so
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_TARGET = 1.5

_BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os.write(1, b"first paint\\n")
        os._exit(0)

app = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""

# As wsinspector.__main__ does it, with a look at the window from outside.
_PROGRAM = """
import gc, os
gc.disable()
from wsinspector.app.application import open_window
opened = open_window([])
os.write(1, b"first paint\\n")
from PySide6.QtCore import QEvent, QObject
from wsinspector.app import furnishing

class Painted(QObject):
    def __init__(self, panels):
        super().__init__()
        self.missing = set(panels)
        for panel in panels:
            panel.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.missing.discard(watched)
            if not self.missing:
                os.write(1, b"complete\\n")
        return False

class Panels(furnishing.Panels):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        cards = [self.clients, self.server, self.timeline, self.frame, self.status]
        self.painted = Painted(cards)

async def watch(controllers):
    await controllers.until(lambda: controllers.server.is_listening)
    opened.app.processEvents()
    assert not controllers.panels.painted.missing
    os.write(1, b"listening\\n")
    os._exit(0)

furnishing.Panels = Panels
furnished = furnishing.furnish(opened)
from wsinspector.app import lifetime
lifetime.live(furnished, watch)
"""


def measure(code: str, environment: dict[str, str]) -> dict[str, float]:
    """Milliseconds until a process says that it has come so far."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=_ROOT, env=environment, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        reached = {
            line.decode().strip(): (time.perf_counter() - began) * 1000 for line in process.stdout
        }
    if process.returncode:
        raise RuntimeError("it failed")
    return reached


def main() -> None:
    """Measure in turns, print medians and their ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    bare: list[float] = []
    program: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        # Where it is set, every start would compile the whole program.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(home) / "bytecode")
        for number in range(rounds + 1):
            blank = measure(_BARE, environment)
            reached = measure(_PROGRAM, environment)
            if number:  # the first of each fills the caches
                bare.append(blank["first paint"])
                for moment, took in reached.items():
                    program.setdefault(moment, []).append(took)
    usual = statistics.median(bare)
    print(f"bare PySide6 window       {usual:6.0f} ms")
    for moment, times in program.items():
        took = statistics.median(times)
        print(f"wsinspector, {moment:12} {took:6.0f} ms   ratio {took / usual:5.2f}")
    print(f"first paint: at most {_TARGET:.2f}")


if __name__ == "__main__":
    main()
