"""A transport is read again once no reason is left not to."""

from __future__ import annotations

from wsinspector.engine.reading_gate import ReadingGate, Why


class Transport:
    """Counts what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def pause_reading(self) -> None:
        self.asked.append("pause")

    def resume_reading(self) -> None:
        self.asked.append("resume")


def test_two_reasons_have_to_go():
    transport = Transport()
    gate = ReadingGate(transport)
    gate.go_on(Why.BACKLOG)
    gate.stop(Why.BACKLOG)
    gate.stop(Why.PRESENCE)
    gate.stop(Why.PRESENCE)
    gate.go_on(Why.BACKLOG)
    assert transport.asked == ["pause"]
    gate.go_on(Why.PRESENCE)
    gate.go_on(Why.PRESENCE)
    assert transport.asked == ["pause", "resume"]
