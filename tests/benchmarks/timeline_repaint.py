"""Repaints of the timeline at a million rows, against a plain table in the same run.

Run by hand: ``python tests/benchmarks/timeline_repaint.py [rows]``. Prints milliseconds (median and
largest) and the ratio of the plain table, which has the default delegate and the same texts, to
the timeline with its lanes.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from tests.support.journals import Story, flood, flow
from wsinspector.models.journal_feed import JournalFeed
from wsinspector.models.timeline_model import TimelineModel
from wsinspector.texts import render
from wsinspector.widgets.controls.theme import apply_scheme
from wsinspector.widgets.timeline.timeline_view import TimelineView

_SIZE = (900, 1000)
_TURNS = 30


def measure(name: str, act: Callable[[], object]) -> float:
    """Print and return the median of many turns, milliseconds."""
    act()
    taken = []
    for _ in range(_TURNS):
        begin = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begin) * 1e3)
    print(f"{name:44} {statistics.median(taken):8.2f} ms   largest {max(taken):8.2f} ms")
    return statistics.median(taken)


def main(rows: int) -> None:
    """Measure with this many rows."""
    app = QApplication([])
    apply_scheme(app, Qt.ColorScheme.Light)
    story = Story()
    talk = flood(story, rows)
    feed = JournalFeed(story.journal)
    model = TimelineModel(story.journal, feed, render)
    view, plain = TimelineView(model), QTableView()
    plain.setModel(model)
    plain.verticalHeader().hide()
    plain.verticalHeader().setDefaultSectionSize(view.rowHeight(0))
    for one in (view, plain):
        one.resize(*_SIZE)
        one.show()
    app.processEvents()
    seen = view.viewport().height() // view.rowHeight(0)
    print(f"{model.rowCount()} rows, {seen} of them seen, {_TURNS} turns each")

    def turn(one: QTableView) -> Callable[[], object]:
        def act() -> None:
            model.forget_lines()
            one.viewport().repaint()

        return act

    whole = measure("repaint, every line made anew", turn(view))
    default = measure("the same by a plain table", turn(plain))
    plain.close()
    app.processEvents()
    measure("repaint, nothing new", view.viewport().repaint)
    bar, dice = view.verticalScrollBar(), random.Random(1)

    def jump() -> None:
        bar.setValue(dice.randrange(bar.maximum()))
        app.processEvents()

    def step() -> None:
        bar.setValue(bar.value() - view.rowHeight(0))
        app.processEvents()

    def append() -> None:
        flow(talk, 1000)
        feed.publish()
        app.processEvents()

    measure("jump anywhere", jump)
    measure("scroll by a row", step)
    view.follow()
    measure("record and show 1,000 rows, following", append)
    bar.setValue(1000)
    measure("record 1,000 rows while looking elsewhere", append)
    print(f"the plain table takes {default / whole:.1f} times as long")
    view.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
