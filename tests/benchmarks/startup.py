"""Start to window: the program against a bare PySide6 window, in turns in one run.

    python -m tests.benchmarks.startup [--rounds 15]

The clock runs from the start of the process until its window has been painted for the first time.
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

_BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os.write(1, b"painted")
        os._exit(0)

app = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""

_PROGRAM = """
import os, sys
from wsinspector.app.application import open_window

open_window([])
os.write(1, b"painted")
os._exit(0)
"""


def measure(code: str, environment: dict[str, str]) -> float:
    """Milliseconds until a process says that it has painted."""
    began = time.perf_counter()
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=_ROOT, env=environment, capture_output=True, check=False
    )
    took = (time.perf_counter() - began) * 1000
    if process.stdout != b"painted":
        raise RuntimeError(process.stderr.decode())
    return took


def main() -> None:
    """Measure in turns, print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    times: dict[str, list[float]] = {"bare": [], "program": []}
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        for number in range(rounds + 1):
            for name, code in (("bare", _BARE), ("program", _PROGRAM)):
                took = measure(code, environment)
                if number:  # the first of each fills the caches
                    times[name].append(took)
    bare, program = (statistics.median(times[name]) for name in ("bare", "program"))
    print(f"bare PySide6 window  {bare:6.0f} ms")
    print(f"wsinspector          {program:6.0f} ms")
    print(f"ratio                {program / bare:6.2f}    (at most 1.50)")


if __name__ == "__main__":
    main()
