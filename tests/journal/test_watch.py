"""One call a batch, and nothing missed."""

from __future__ import annotations

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.watch import Advance
from wsinspector.protocol.facts import Fact, Kind


class Listener:
    def __init__(self, journal: Journal) -> None:
        self.calls = 0
        self.watch = journal.watch(self.wake)

    def wake(self) -> None:
        self.calls += 1


def test_a_listener_is_woken_once_until_it_looks():
    journal = Journal()
    listener = Listener(journal)
    end = journal.open_end(EndKind.SERVER, 0)
    for _ in range(5):
        journal.append(end, 1, Fact(Kind.NOTE))
    assert listener.calls == 1
    assert listener.watch.take() == Advance(0, 5, None, True)
    assert listener.calls == 1
    assert listener.watch.take() == Advance(5, 5, None, False)
    journal.append(end, 1, Fact(Kind.NOTE))
    assert listener.calls == 2
    assert listener.watch.take() == Advance(5, 6, None, False)


def test_older_rows_that_got_a_mate_are_announced_as_one_range():
    journal = Journal()
    client = journal.open_end(EndKind.CLIENT, 0)
    server = journal.open_end(EndKind.SERVER, 0)
    journal.attach(client, ("a", 1), ("b", 2))
    journal.attach(server, ("b", 2), ("a", 1))
    sent = [(True, 1, at * 3, b"\x81\x01", b"x") for at in range(10)]
    journal.append_frames(client, 1, sent)
    listener = Listener(journal)
    journal.append_frames(server, 2, [(False, *frame[1:]) for frame in sent[2:4]])
    journal.append_frames(server, 2, [(False, *frame[1:]) for frame in sent[4:6]])
    assert listener.watch.take() == Advance(10, 14, (2, 5), False)


def test_who_looked_away_is_told_nothing_more():
    journal = Journal()
    listener = Listener(journal)
    journal.unwatch(listener.watch)
    journal.append(0, 0, Fact(Kind.NOTE))
    assert listener.calls == 0
    assert listener.watch.take() == Advance(0, 1, None, False)


def test_listeners_do_not_depend_on_each_other():
    journal = Journal()
    one, other = Listener(journal), Listener(journal)
    journal.append(0, 0, Fact(Kind.NOTE))
    one.watch.take()
    journal.append(0, 0, Fact(Kind.NOTE))
    assert (one.calls, other.calls) == (2, 1)
    assert other.watch.take().stop_entry == 2
