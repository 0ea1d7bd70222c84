"""How far a queue had got, at any entry."""

from __future__ import annotations

from wsinspector.journal.queues import QueueMark, Queues


def test_reports_are_found_by_entry():
    queues = Queues()
    queues.add(1, 5, 100, 300)
    queues.add(1, 9, 310, 320)
    queues.add(2, 10, 7, 20)
    assert queues.at(1, 4) is None
    assert queues.at(1, 5) == QueueMark(100, 300)
    assert queues.at(1, 8) == queues.at(1, 5)
    assert queues.at(1, 99) == QueueMark(310, 320)
    assert queues.after(1, 5) == QueueMark(310, 320)
    assert queues.after(1, 9) is None
    assert queues.at(3, 1) is queues.after(3, 1) is None


def test_a_queue_is_stuck_while_something_is_left():
    assert QueueMark(100, 300).is_stuck
    assert not QueueMark(300, 300).is_stuck
