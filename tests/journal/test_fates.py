"""What became of a frame, told only as far as it was seen."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.support.journals import Story, lost_close
from wsinspector.journal.entries import EndKind
from wsinspector.journal.fates import Fate, FateKind, buffered_amount, fate
from wsinspector.journal.journal import Journal
from wsinspector.journal.segment import ROWS
from wsinspector.protocol.facts import Fact, Kind

HERE, THERE = ("127.0.0.1", 52114), ("127.0.0.1", 8765)
HEADER = b"\x82\x80abcd"


@dataclass
class Wire:
    """Two ends in view, or the client's alone; offsets are kept."""

    journal: Journal
    client: int
    server: int

    @classmethod
    def lay(cls, *, both: bool = True) -> Wire:
        journal = Journal()
        client = journal.open_end(EndKind.CLIENT, 0)
        journal.attach(client, HERE, THERE)
        server = 0
        if both:
            server = journal.open_end(EndKind.SERVER, 0)
            journal.attach(server, THERE, HERE)
        return cls(journal, client, server)

    def send(self, length: int = 10, opcode: int = 2, at: int = 1) -> int:
        start = self.journal.end(self.client).sent
        frame = (True, opcode, start, HEADER, bytes(length))
        return self.journal.append_frames(self.client, at, [frame])[0]

    def arrive(self, entry_id: int, at: int = 5) -> int:
        entry = self.journal.entry(entry_id)
        frame = (False, entry.kind, entry.start, HEADER, bytes(entry.length))
        return self.journal.append_frames(self.server, at, [frame])[0]

    def queue(self, handed: int, **more: int) -> int:
        return self.journal.append(
            self.client, 2, Fact(Kind.QUEUE, details={"handed": handed, **more})
        )

    def fate(self, entry: int) -> Fate:
        found = fate(self.journal, entry)
        assert found is not None
        return found

    def end(self) -> None:
        self.journal.finish(self.client)
        self.journal.finish(self.server)


def test_received_tells_both_times_from_either_entry():
    wire = Wire.lay()
    sent = wire.send(at=100)
    received = wire.arrive(sent, at=350)
    expected = Fate(FateKind.RECEIVED, 100, 350, 16, 16)
    assert wire.fate(sent) == wire.fate(received) == expected
    assert expected.transit_ns == 250


def test_what_a_peer_outside_sent_has_only_one_time():
    wire = Wire.lay(both=False)
    frame = (False, 1, 0, b"\x81\x02", b"hi")
    (entry,) = wire.journal.append_frames(wire.client, 7, [frame])
    assert wire.fate(entry) == Fate(FateKind.RECEIVED, None, 7, 4, 4)
    assert wire.fate(entry).transit_ns is None


def test_a_frame_is_queued_then_handed_then_received():
    wire = Wire.lay()
    sent = wire.send()
    wire.queue(0)
    assert wire.fate(sent).kind is FateKind.QUEUED
    wire.journal.report_handed(wire.client, 10)
    assert wire.fate(sent).kind is FateKind.QUEUED
    wire.queue(16)
    assert wire.fate(sent).kind is FateKind.HANDED
    wire.arrive(sent)
    assert wire.fate(sent).kind is FateKind.RECEIVED


def test_to_a_peer_outside_handed_is_the_last_that_is_known():
    wire = Wire.lay(both=False)
    sent = wire.send()
    wire.journal.report_handed(wire.client, 16)
    wire.journal.finish(wire.client)
    assert wire.fate(sent).kind is FateKind.HANDED


def test_what_our_own_queue_dropped_was_never_on_its_way():
    wire = Wire.lay()
    first, second = wire.send(), wire.send()
    wire.queue(16, dropped=32)
    wire.end()
    assert wire.fate(first).kind is FateKind.LOST
    assert wire.fate(second).kind is FateKind.DROPPED


def test_lost_is_said_only_when_both_ends_are_over():
    wire = Wire.lay()
    sent = wire.send()
    wire.journal.report_handed(wire.client, 16)
    assert wire.fate(sent).kind is FateKind.HANDED
    wire.journal.finish(wire.client)
    assert wire.fate(sent).kind is FateKind.HANDED
    wire.journal.finish(wire.server)
    assert wire.fate(sent) == Fate(FateKind.LOST, 1, None, 0, 16)


def test_part_received_says_how_much():
    wire = Wire.lay()
    first, second = wire.send(), wire.send()
    wire.journal.report_handed(wire.client, 32)
    wire.arrive(first)
    cut = Fact(Kind.PARTIAL, False, 16, HEADER + b"\0\0\0", {"declared": 10, "why": "eof"})
    partial = wire.journal.append(wire.server, 6, cut)
    wire.end()
    assert wire.fate(second) == Fate(FateKind.PART_RECEIVED, 1, None, 9, 16)
    assert wire.fate(partial).kind is FateKind.RECEIVED


def test_bytes_that_were_not_read_as_frames_did_arrive():
    wire = Wire.lay()
    sent = wire.send()
    wire.journal.report_handed(wire.client, 16)
    said = Fact(Kind.BYTES, False, 0, HEADER + bytes(10), {"why": "closed"})
    wire.journal.append(wire.server, 6, said)
    wire.end()
    assert wire.fate(sent) == Fate(FateKind.UNDECODED, 1, None, 16, 16)


def test_bytes_that_were_counted_but_not_kept_did_arrive():
    wire = Wire.lay()
    sent = wire.send()
    wire.journal.report_handed(wire.client, 16)
    wire.journal.append(wire.server, 6, Fact(Kind.NOTE, details={"dropped": 16}))
    wire.end()
    assert wire.fate(sent).kind is FateKind.UNDECODED


@pytest.mark.parametrize("kind", [Kind.API, Kind.STATE, Kind.TIMEOUT, Kind.CALL, Kind.CONNECT])
def test_what_travels_nowhere_has_no_fate(kind):
    wire = Wire.lay()
    details = {"phase": "open"} if kind is Kind.STATE else {}
    entry = wire.journal.append(wire.client, 1, Fact(kind, details=details))
    assert fate(wire.journal, entry) is None


def test_a_fin_is_no_more_than_sent_unless_it_was_seen():
    wire = Wire.lay()
    entry = wire.journal.append(wire.client, 1, Fact(Kind.FIN, True, 0))
    wire.journal.finish(wire.client)
    assert wire.fate(entry) == Fate(FateKind.HANDED, 1, None, 0, 0, may_arrive=True)
    wire.journal.append(wire.server, 4, Fact(Kind.FIN, False, 0))
    assert wire.fate(entry).transit_ns == 3


def test_a_fin_that_was_never_seen_is_not_called_lost():
    wire = Wire.lay()
    entry = wire.journal.append(wire.client, 1, Fact(Kind.FIN, True, 0))
    wire.end()
    assert wire.fate(entry) == Fate(FateKind.HANDED, 1, None, 0, 0)


def test_only_a_receiver_in_view_can_still_be_seen_to_get_it():
    wire = Wire.lay()
    sent = wire.send()
    assert wire.fate(sent).may_arrive
    wire.arrive(sent)
    assert not wire.fate(sent).may_arrive
    alone = Wire.lay(both=False)
    assert not alone.fate(alone.send()).may_arrive


def test_a_connect_has_arrived_although_nobody_in_view_accepted():
    wire = Wire.lay(both=False)
    entry = wire.journal.append(wire.client, 7, Fact(Kind.TCP, True))
    assert wire.fate(entry) == Fate(FateKind.RECEIVED, 7, None, 0, 0)


def test_an_accept_that_was_told_before_the_connect_took_no_time():
    wire = Wire.lay()
    accept = wire.journal.append(wire.server, 5, Fact(Kind.TCP, False))
    connect = wire.journal.append(wire.client, 7, Fact(Kind.TCP, True))
    expected = Fate(FateKind.RECEIVED, 7, 5, 0, 0)
    assert wire.fate(accept) == wire.fate(connect) == expected
    assert expected.transit_ns is None


def test_the_story_of_a_lost_close():
    story = Story()
    lost_close(story)
    closes = [at for at in range(len(story.journal)) if story.journal.entry(at).kind is Kind.CLOSE]
    assert [fate(story.journal, at).kind for at in closes] == [FateKind.LOST]


# -- bufferedAmount -------------------------------------------------------------------------------


def test_buffered_is_the_payload_that_the_kernel_has_not_taken():
    wire = Wire.lay()
    assert buffered_amount(wire.journal, wire.client) == 0
    wire.send(100)
    wire.send(20, Kind.PING)
    wire.send(30)
    wire.queue(0)
    assert buffered_amount(wire.journal, wire.client) == 130
    assert buffered_amount(wire.journal, wire.server) == 0
    wire.journal.report_handed(wire.client, 6 + 40)
    assert buffered_amount(wire.journal, wire.client) == 60 + 30
    wire.journal.report_handed(wire.client, 106 + 26 + 6)
    assert buffered_amount(wire.journal, wire.client) == 30
    wire.journal.report_handed(wire.client, wire.journal.end(wire.client).sent)
    assert buffered_amount(wire.journal, wire.client) == 0


def test_an_end_that_reports_nothing_has_nothing_buffered():
    wire = Wire.lay()
    wire.send(100)
    assert buffered_amount(wire.journal, wire.client) == 0


def test_looking_back_tells_what_was_buffered_then():
    wire = Wire.lay()
    before = wire.send(100)  # handed at once: no report
    stuck = wire.send(50)
    first = wire.queue(106)
    more = wire.send(25)
    half = wire.queue(106 + 56)
    done = wire.queue(106 + 56 + 31)
    after = wire.send(10)
    wire.journal.report_handed(wire.client, wire.journal.end(wire.client).sent)
    journal, client = wire.journal, wire.client
    moments = (before, stuck, first, more, half, done, after, None)
    assert [buffered_amount(journal, client, at) for at in moments] == [
        0, 50, 50, 75, 25, 0, 0, 0,
    ]  # fmt: skip


def test_what_came_too_late_is_buffered_for_ever():
    wire = Wire.lay()
    journal = wire.journal

    def call(end: int, **details: object) -> int:
        return journal.append(end, 1, Fact(Kind.CALL, details=details))

    first = call(wire.client, call="send", opcode=1, length=6, effect="none")
    call(wire.client, call="send", opcode=1, length=100)
    call(wire.client, call="send", opcode=1, length=9, effect="none", throws="InvalidStateError")
    call(wire.client, call="ping", opcode=9, length=4, effect="none")
    call(wire.server, call="send", opcode=1, length=7, effect="none")
    call(wire.client, call="send", opcode=1, length=3, effect="none")
    assert buffered_amount(journal, wire.client) == 9
    assert buffered_amount(journal, wire.client, first) == 6
    assert buffered_amount(journal, wire.server) == 0


def test_a_message_counts_as_it_was_before_compression():
    wire = Wire.lay()
    frame = (True, 1, 0, b"\xc1\x80abcd", bytes(10))
    wire.journal.append_frames(wire.client, 0, [frame], {0: bytes(500)})
    wire.queue(0)
    assert buffered_amount(wire.journal, wire.client) == 500


def test_a_long_queue_is_counted_over_segments_and_past_other_ends():
    wire = Wire.lay()
    other = wire.journal.open_end(EndKind.SERVER, 0)
    frame = (True, 2, 0, b"\x82\x00", b"")
    for _ in range(3):
        wire.send(7)
        wire.journal.append_frames(other, 0, [frame] * (ROWS + 5))
    wire.queue(13)
    assert buffered_amount(wire.journal, wire.client) == 14
