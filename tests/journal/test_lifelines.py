"""Where an end stood, at any entry."""

from __future__ import annotations

from wsinspector.journal.lifelines import Lifelines, Standing
from wsinspector.protocol.phases import Phase


def test_an_end_stands_where_its_last_state_entry_put_it():
    lines = Lifelines()
    lines.add(1, 4, 100, Phase.CONNECTING_TCP)
    lines.add(1, 6, 200, Phase.CONNECTING_HTTP)
    lines.add(2, 7, 250, Phase.OPEN)
    lines.add(1, 9, 300, Phase.OPEN)
    assert lines.at(1, 3) is None
    assert lines.at(1, 4) == Standing(Phase.CONNECTING_TCP, 100, 100, 4)
    assert lines.at(1, 8) == Standing(Phase.CONNECTING_HTTP, 200, 100, 6)
    assert lines.at(1, 9) == Standing(Phase.OPEN, 300, 300, 9)
    assert lines.now(1) == lines.at(1, 1000)
    assert lines.now(2) == Standing(Phase.OPEN, 250, 250, 7)
    assert lines.now(3) is None
    assert lines.at(3, 9) is None


def test_time_in_the_ready_state_runs_through_its_phases():
    lines = Lifelines()
    for entry, phase in enumerate(
        (Phase.OPEN, Phase.CLOSE_SENT, Phase.BOTH_CLOSED, Phase.FIN_RECEIVED, Phase.CLOSED_CLEAN)
    ):
        lines.add(1, entry, entry * 10, phase)
    standing = lines.at(1, 3)
    assert standing is not None
    assert (standing.since_ns, standing.ready_since_ns) == (30, 10)


def test_every_phase_comes_back():
    lines = Lifelines()
    for entry, phase in enumerate(Phase):
        lines.add(1, entry, entry, phase)
        now = lines.now(1)
        assert now is not None
        assert now.phase is phase


def test_what_comes_next_and_what_has_been() -> None:
    lines = Lifelines()
    assert lines.after(1, 0) is None
    assert not lines.has_been(1, Phase.OPEN, 9)
    lines.add(1, 3, 10, Phase.CONNECTING_HTTP)
    lines.add(1, 7, 20, Phase.OPEN)
    assert [lines.after(1, entry) for entry in (-1, 2, 3, 6, 7)] == [3, 3, 7, 7, None]
    assert [lines.has_been(1, Phase.OPEN, entry) for entry in (6, 7, 99)] == [False, True, True]
    assert lines.has_been(1, Phase.CONNECTING_HTTP, 99)
    assert not lines.has_been(2, Phase.OPEN, 99)
