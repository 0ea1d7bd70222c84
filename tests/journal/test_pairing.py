"""One fact at two ends is found from either of its entries."""

from __future__ import annotations

from wsinspector.journal.entries import Direction, EndKind, key_of
from wsinspector.journal.pairing import Pairing, span_of
from wsinspector.protocol.facts import Kind

C2S, S2C = Direction.C2S, Direction.S2C


def test_the_span_is_the_same_at_both_ends():
    at_client = key_of(EndKind.CLIENT, False, Kind.TEXT)
    at_server = key_of(EndKind.SERVER, False, Kind.TEXT)
    assert span_of(at_client, 100, 20) == span_of(at_server, 100, 20)


def test_another_direction_kind_place_or_size_is_another_span():
    def span(s2c: bool, kind: Kind, start: int, size: int) -> tuple[int, int]:
        return span_of(key_of(EndKind.CLIENT, s2c, kind), start, size)

    spans = {
        span(False, Kind.TEXT, 100, 20),
        span(True, Kind.TEXT, 100, 20),
        span(False, Kind.BINARY, 100, 20),
        span(False, Kind.TEXT, 101, 20),
        span(False, Kind.TEXT, 100, 21),
    }
    assert len(spans) == 5


def test_where_a_fin_stands_does_not_count():
    def span(kind: Kind, start: int) -> tuple[int, int]:
        return span_of(key_of(EndKind.SERVER, True, kind), start, 0)

    assert span(Kind.FIN, 100) == span(Kind.FIN, 90)
    assert span(Kind.FIN, 100) != span(Kind.RST, 100)


def test_mates_are_found_both_ways():
    pairing = Pairing()
    pairing.watch(1, [])
    for first in range(0, 100, 2):
        pairing.join(1, C2S, first, first + 1)
    assert pairing.mate(1, C2S, 40) == 41
    assert pairing.mate(1, C2S, 41) == 40
    assert pairing.mate(1, C2S, 100) is None
    assert pairing.mate(1, S2C, 40) is None
    assert pairing.mate(2, C2S, 40) is None


def test_facts_that_crossed_are_found_too():
    pairing = Pairing()
    pairing.watch(1, [])
    pairing.join(1, C2S, 5, 10)
    pairing.join(1, C2S, 3, 12)
    pairing.join(1, C2S, 6, 8)
    pairing.join(1, C2S, 20, 21)
    for one, other in ((5, 10), (3, 12), (6, 8), (20, 21)):
        assert pairing.mate(1, C2S, one) == other
        assert pairing.mate(1, C2S, other) == one


def test_what_was_recorded_before_waits_or_is_joined_at_once():
    pairing = Pairing()
    assert pairing.waiting(1) is None
    pairing.watch(
        1,
        [(C2S, (0, 17), 1, 1), (C2S, (9, 1), 2, 1), (C2S, (0, 17), 3, 2)],
    )
    assert pairing.waiting(1) == {(9, 1): (2, 1)}
    assert pairing.mate(1, C2S, 1) == 3


def test_nothing_waits_for_ends_that_are_over():
    pairing = Pairing()
    pairing.watch(1, [(C2S, (9, 1), 2, 1)])
    pairing.join(1, C2S, 3, 4)
    pairing.forget(1)
    assert pairing.waiting(1) is None
    assert pairing.mate(1, C2S, 3) == 4
    pairing.forget(2)


def test_the_latest_second_sight_up_to_an_entry() -> None:
    pairing = Pairing()
    assert pairing.latest(1, Direction.C2S, 100) is None
    pairing.watch(1, [])
    pairing.join(1, Direction.C2S, 3, 8)
    pairing.join(1, Direction.C2S, 4, 9)
    assert [pairing.latest(1, Direction.C2S, entry) for entry in (2, 3, 4, 50)] == [None, 8, 9, 9]
    assert pairing.latest(1, Direction.S2C, 50) is None
