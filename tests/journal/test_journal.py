"""Facts of one or two ends become rows, pairs, counters and lifelines."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.journals import CLIENT, SERVER, Story, client_begun, flood, lost_close
from wsinspector.journal.entries import Direction, EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.segment import SHARED
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.phases import Phase

HERE, THERE = ("127.0.0.1", 52114), ("127.0.0.1", 8765)


def two_ended() -> tuple[Journal, int, int]:
    journal = Journal()
    client = journal.open_end(EndKind.CLIENT, 0, url="ws://127.0.0.1:8765/")
    server = journal.open_end(EndKind.SERVER, 0)
    journal.attach(server, THERE, HERE)
    journal.attach(client, HERE, THERE)
    return journal, client, server


def test_a_frame_seen_at_both_ends_is_one_row():
    journal, client, server = two_ended()
    (sent,) = journal.append_frames(client, 5, [(True, 1, 0, b"\x81\x82abcd", b"hi")])
    (received,) = journal.append_frames(server, 9, [(False, 1, 0, b"\x81\x82abcd", b"hi")])
    assert list(journal.rows.entries) == [sent]
    assert journal.mate(sent) == received
    assert journal.mate(received) == sent
    assert journal.time_of(received) - journal.time_of(sent) == 4
    assert journal.entry(received).direction is Direction.C2S


def test_the_second_sight_of_a_payload_is_stored_once():
    journal, client, server = two_ended()
    journal.append_frames(client, 5, [(True, 2, 0, b"\x82\xffabcd", b"x" * 500)])
    journal.append_frames(server, 9, [(False, 2, 0, b"\x82\xffabcd", bytes(b"x" * 500))])
    assert journal.segments[0].form(1) == SHARED
    assert journal.payload(1) == b"x" * 500


def test_an_echo_at_both_ends_has_one_payload():
    journal, client, server = two_ended()
    payload = b"x" * 500
    journal.append_frames(client, 1, [(True, 2, 0, b"\x82\xffabcd", payload)])
    copy = bytes(bytearray(payload))
    journal.append_frames(
        server, 2, [(False, 2, 0, b"\x82\xffabcd", copy), (True, 2, 0, b"\x82\x7f", copy)]
    )
    journal.append_frames(client, 3, [(False, 2, 0, b"\x82\x7f", bytes(bytearray(payload)))])
    assert [journal.payload(at) for at in range(4)] == [payload] * 4
    assert journal.memory() < 600
    assert list(journal.rows.entries) == [0, 2]
    assert journal.mate(3) == 2


def test_a_payload_that_changed_on_the_way_is_kept_as_both_saw_it():
    journal, client, server = two_ended()
    journal.append_frames(client, 5, [(True, 1, 0, b"\x81\x82abcd", b"hi")])
    journal.append_frames(server, 9, [(False, 1, 0, b"\x81\x82abcd", b"ho")])
    assert (journal.payload(0), journal.payload(1)) == (b"hi", b"ho")


def test_what_one_end_alone_saw_stays_a_row_without_mate():
    journal, client, server = two_ended()
    journal.append_frames(client, 1, [(True, 1, 0, b"\x81\x82abcd", b"hi")])
    journal.append(server, 2, Fact(Kind.BYTES, False, 0, b"\x81\x82abcd", {"why": "closed"}))
    assert list(journal.rows.entries) == [0, 1]
    assert journal.mate(0) is journal.mate(1) is None


def test_a_fin_is_paired_wherever_it_stands():
    journal, client, server = two_ended()
    journal.append(client, 1, Fact(Kind.FIN, True, 500))
    journal.append(server, 2, Fact(Kind.FIN, False, 300))
    assert journal.mate(0) == 1
    assert list(journal.rows.entries) == [0]


def test_facts_that_travel_nowhere_are_rows_of_their_own():
    journal, client, server = two_ended()
    for end in (client, server):
        journal.append(end, 1, Fact(Kind.API, details={"event": "open"}))
        journal.append(end, 1, Fact(Kind.STATE, details={"phase": "open", "ready": 1}))
        journal.append(end, 1, Fact(Kind.CALL, details={"call": "close"}))
        journal.append(end, 1, Fact(Kind.QUEUE, details={"handed": 0}))
    assert list(journal.rows.entries) == [0, 4]
    assert list(journal.rows.background) == [1, 2, 3, 5, 6, 7]
    assert journal.mate(0) is None
    assert journal.entry(0).direction is None


@pytest.mark.parametrize("server_first", [True, False])
def test_what_came_before_the_ends_knew_each_other_is_joined_later(server_first):
    journal = Journal()
    journal.append(0, 0, Fact(Kind.NOTE))
    ends = {}
    kinds = [EndKind.CLIENT, EndKind.SERVER]
    for kind in reversed(kinds) if server_first else kinds:
        ends[kind] = journal.open_end(kind, 1)
    client, server = ends[EndKind.CLIENT], ends[EndKind.SERVER]
    journal.append(client, 1, Fact(Kind.CONNECT, details={"step": "dns"}))
    journal.append(client, 1, Fact(Kind.REQUEST, True, 0, b"GET / HTTP/1.1\r\n\r\n"))
    steps = [(client, HERE, THERE), (server, THERE, HERE)]
    if server_first:
        steps.reverse()
    journal.attach(*steps[0])
    watch = journal.watch(lambda: None)
    joined = journal.attach(*steps[1])
    assert joined == journal.connection_of(1) == journal.end(server).connection
    assert list(journal.rows.connections) == [0, joined, joined]
    journal.append(server, 2, Fact(Kind.REQUEST, False, 0, b"GET / HTTP/1.1\r\n\r\n"))
    assert journal.mate(3) == 2
    assert watch.take().connections


@pytest.mark.parametrize("accept_first", [False, True])
@pytest.mark.parametrize("attached_first", [False, True])
def test_connect_and_accept_are_one_row(attached_first, accept_first):
    journal = Journal()
    client = journal.open_end(EndKind.CLIENT, 0)
    server = journal.open_end(EndKind.SERVER, 0)
    told = [(client, True, HERE, THERE), (server, False, THERE, HERE)]
    (one, one_sent, *one_addresses), (two, two_sent, *two_addresses) = sorted(
        told, key=lambda end: end[1] is accept_first
    )
    journal.attach(one, *one_addresses)
    if attached_first:
        journal.attach(two, *two_addresses)
    first = journal.append(one, 5, Fact(Kind.TCP, one_sent))
    if not attached_first:
        journal.attach(two, *two_addresses)
    second = journal.append(two, 8, Fact(Kind.TCP, two_sent))
    assert list(journal.rows.entries) == [first]
    assert (journal.mate(first), journal.mate(second)) == (second, first)
    assert journal.entry(first).direction is journal.entry(second).direction is Direction.C2S


def test_rows_of_a_dissolved_connection_are_announced_as_changed():
    journal = Journal()
    client = journal.open_end(EndKind.CLIENT, 0)
    server = journal.open_end(EndKind.SERVER, 0)
    journal.attach(client, HERE, THERE)
    journal.append(server, 1, Fact(Kind.TCP, False))
    watch = journal.watch(lambda: None)
    journal.attach(server, THERE, HERE)
    assert watch.take().changed_rows == (0, 0)
    assert list(journal.rows.connections) == [1]


def test_connecting_costs_the_same_however_much_is_recorded():
    def cost(journal: Journal) -> float:
        best = 1.0
        for port in range(20):
            begin = time.perf_counter()
            client = journal.open_end(EndKind.CLIENT, 0)
            server = journal.open_end(EndKind.SERVER, 0)
            journal.attach(client, ("h", port), THERE)
            journal.append(server, 0, Fact(Kind.TCP, False))
            journal.attach(server, THERE, ("h", port))
            best = min(best, time.perf_counter() - begin)
        return best

    story = Story()
    flood(story, 300_000)
    # Looking at every row would take milliseconds.
    assert cost(story.journal) < 20 * cost(Journal())


def test_counters_follow_the_bytes():
    journal, client, server = two_ended()
    journal.append(client, 1, Fact(Kind.REQUEST, True, 0, b"x" * 100))
    journal.append_frames(
        client,
        2,
        [
            (True, 1, 100, b"\x81\x82abcd", b"hi"),
            (False, 1, 50, b"\x81\x02", b"ho"),
            (False, 1, 54, b"\x81\x02", b"ho"),
            (True, 1, 108, b"\x81\x82abcd", b"hi"),
            (False, 1, 58, b"\x81\x02", b"ho"),
        ],
    )
    end = journal.end(client)
    assert (end.sent, end.received, end.handed) == (116, 62, 0)
    journal.append(client, 3, Fact(Kind.PARTIAL, False, 62, b"\x81\x7e\x00", {"why": "eof"}))
    assert end.received == 65
    journal.append(client, 3, Fact(Kind.NOTE, details={"text": ["x", {}], "dropped": 35}))
    assert end.received == 100
    journal.append(client, 4, Fact(Kind.QUEUE, details={"handed": 100, "dropped": 110}))
    assert (end.handed, end.dropped) == (100, 110)
    journal.report_handed(client, 116)
    assert end.handed == 116
    assert (journal.end(server).sent, journal.end(server).received) == (0, 0)


def test_an_empty_batch_is_nothing():
    journal, client, _ = two_ended()
    assert journal.append_frames(client, 1, []) == range(0)
    assert len(journal) == 0


def test_states_draw_the_lifeline():
    journal = Journal(start_ns=1000)
    end = journal.open_end(EndKind.CLIENT, 1000)
    journal.append(end, 1500, Fact(Kind.STATE, details={"phase": "open", "ready": 1}))
    standing = journal.lifelines.now(end)
    assert standing is not None
    assert (standing.phase, standing.since_ns) == (Phase.OPEN, 500)
    assert journal.time_of(0) == 500
    assert journal.connection(1).began_ns == 0


def test_nothing_waits_for_a_connection_that_is_over():
    story = Story()
    talk = lost_close(story)
    assert story.journal.pairing.waiting(talk.connection) is None


def test_every_row_of_a_story_is_seen_once():
    story = Story()
    talk = client_begun(story)
    journal = story.journal
    rows = set(journal.rows.entries)
    for entry_id in range(len(journal)):
        mate = journal.mate(entry_id)
        if mate is not None:
            assert journal.mate(mate) == entry_id
            assert (entry_id in rows) == (entry_id < mate)
            assert journal.entry(mate).direction is journal.entry(entry_id).direction
            assert journal.end_of(mate) != journal.end_of(entry_id)
    frames = [at for at in rows if journal.entry(at).kind.is_frame]
    assert all(journal.mate(at) is not None for at in frames)
    assert set(journal.rows.connections) == {talk.connection}


@given(st.lists(st.tuples(st.sampled_from([CLIENT, SERVER]), st.integers(0, 4)), max_size=60))
def test_frames_of_both_directions_find_their_mates_in_any_interleaving(steps):
    """Each end sends and receives in batches; what was sent is received in order."""
    journal, client, server = two_ended()
    ends = {CLIENT: client, SERVER: server}
    offsets = {CLIENT: 0, SERVER: 0}
    flying = {CLIENT: [], SERVER: []}
    expected = []
    numbers = itertools.count()
    for role, count in steps:
        batch, arriving = [], flying[role.peer]
        arrived = [arriving.pop(0) for _ in range(min(count, len(arriving)))]
        batch += [(False, *fact) for _, fact in arrived]
        for _ in range(count):
            payload = b"%d" % next(numbers)
            fact = (1, offsets[role], b"\x81" + bytes([len(payload)]), payload)
            offsets[role] += 2 + len(payload)
            flying[role].append((len(journal) + len(batch), fact))
            batch.append((True, *fact))
        ids = journal.append_frames(ends[role], 0, batch)
        expected += [(first, second) for (first, _), second in zip(arrived, ids, strict=False)]
    for first, second in expected:
        assert journal.mate(first) == second
        assert journal.mate(second) == first
        assert journal.payload(first) == journal.payload(second)
    assert len(journal.rows) == len(journal) - len(expected)


def test_a_frame_costs_at_most_112_bytes():
    story = Story()
    flood(story, 0)
    journal = story.journal
    end = journal.end(1)
    before = len(journal)
    start = end.received
    for _ in range(1000):
        frames = []
        for _ in range(64):
            frames.append((False, 2, start, b"\x82\xc0abcd", b"%064d" % start))
            start += 70
        journal.append_frames(1, 0, frames)
    columns = 0
    for segment in journal.segments:
        columns += len(segment.to_bytes())
    columns += sum(column.itemsize * len(column) for column in (
        journal.rows.entries, journal.rows.connections))  # fmt: skip
    columns += len(journal.rows.keys)
    assert columns / (len(journal) - before) <= 112


def test_what_both_ends_decompress_is_kept_once():
    journal = Journal()
    client = journal.open_end(EndKind.CLIENT, 0)
    server = journal.open_end(EndKind.SERVER, 0)
    journal.attach(client, ("127.0.0.1", 1), ("127.0.0.1", 2))
    journal.attach(server, ("127.0.0.1", 2), ("127.0.0.1", 1))
    message = b"x" * 10_000
    header = b"\xc1\x83" + bytes(4)
    (sent,) = journal.append_frames(client, 0, [(True, 1, 0, header, b"abc")], {0: message})
    before = journal.memory()
    copy = bytes(bytearray(message))
    frames = [(False, 1, 0, header, b"abc"), (True, 1, 0, b"\xc1\x02", b"ab")]
    received, echo = journal.append_frames(server, 0, frames, {0: copy, 1: copy})
    assert journal.inflated(received) is journal.inflated(sent) is message
    assert journal.inflated(echo) == message
    assert journal.memory() - before < 100


def test_an_end_knows_what_it_agreed_on():
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    assert journal.end(end).deflate == ""
    journal.append(end, 0, Fact(Kind.RESPONSE, False, 0, b"x", {"deflate": "permessage-deflate"}))
    assert journal.end(end).deflate == "permessage-deflate"
