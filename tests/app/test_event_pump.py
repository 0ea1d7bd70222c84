"""What Qt calls the event loop with; the loop itself is tested beside it."""

from __future__ import annotations

import time

from PySide6.QtCore import QEventLoop, QObject

from wsinspector.app.event_pump import EventPump


def rounds(number: int) -> None:
    """Let Qt look that often at what is there to do."""
    loop = QEventLoop()
    for _ in range(number):
        loop.processEvents()


def test_it_turns_once_for_many_kicks(qapp) -> None:
    owner, turns = QObject(), []
    pump = EventPump(lambda: turns.append(1), owner)
    for _ in range(3):
        pump.kick()
    rounds(3)
    assert len(turns) == 1
    pump.kick()
    pump.rest()
    rounds(3)
    assert len(turns) == 1
    pump.stop()


def test_the_nearest_deadline_counts(qapp, qtbot) -> None:
    owner, turns = QObject(), []
    pump = EventPump(lambda: turns.append(time.monotonic()), owner)
    now = time.monotonic()
    for seconds in (60, 0.01, 30):
        pump.expect(now + seconds, now)
    qtbot.waitUntil(lambda: bool(turns))
    assert 0.01 <= turns[0] - now < 5
    pump.stop()


def test_stopped_it_is_silent(qapp) -> None:
    owner, turns = QObject(), []
    pump = EventPump(lambda: turns.append(1), owner)
    pump.kick()
    pump.expect(0, 0)
    pump.stop()
    pump.woken.emit()
    rounds(3)
    assert not turns
