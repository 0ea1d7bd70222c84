"""The table against what the standards ask for, row by row, and against itself."""

from __future__ import annotations

import pytest

from wsinspector.protocol.lifecycle import TRANSITIONS, Trigger, next_phase
from wsinspector.protocol.phases import Phase, ReadyState

# One row for each way through the phases that RFC 6455 and WHATWG describe, from the first to the
# last: (what it is, phase, then triggers and the phase after each).
WAYS = [
    ("connect (§4.1)", "connecting.tcp", [("CONNECTED", "connecting.http"), ("ACCEPTED", "open")]),
    ("connect over TLS", "connecting.tls", [("CONNECTED", "connecting.http")]),
    ("DNS fails (§4.1)", "connecting.dns", [("LOST", "closed.never-opened")]),
    ("TCP fails", "connecting.tcp", [("LOST", "closed.never-opened")]),
    ("TLS fails", "connecting.tls", [("LOST", "closed.never-opened")]),
    ("answer is no 101", "connecting.http", [("REFUSED", "closed.never-opened")]),
    ("lost before an answer", "connecting.http", [("LOST", "closed.never-opened")]),
    (
        "close() while CONNECTING",
        "connecting.http",
        [("ABORTED", "connecting.aborted"), ("LOST", "closed.never-opened")],
    ),
    (
        "client begins (§7.1.2)",
        "open",
        [
            ("CLOSE_OUT", "close-sent"),
            ("CLOSE_IN", "both-closed"),
            ("EOF", "both-closed.fin-received"),
            ("FIN_OUT", "both-closed.fin-received"),
            ("LOST", "closed.clean"),
        ],
    ),
    (
        "answered (§5.5.1)",
        "open",
        [
            ("CLOSE_IN", "close-received"),
            ("CLOSE_OUT", "both-closed"),
            ("FIN_OUT", "both-closed.fin-sent"),
            ("EOF", "both-closed.fin-sent"),
            ("LOST", "closed.clean"),
        ],
    ),
    ("second Close (§7.1.5)", "both-closed", [("CLOSE_IN", "both-closed")]),
    ("frame after both", "both-closed.fin-sent", [("VIOLATION", "both-closed.fin-sent")]),
    ("reset after both (§7.1.4)", "both-closed", [("LOST", "closed.clean")]),
    ("FIN in OPEN (§7.2.1)", "open", [("EOF", "peer-eof"), ("LOST", "closed.unclean")]),
    ("reset in OPEN", "open", [("LOST", "closed.unclean")]),
    ("FIN instead of a reply", "close-sent", [("EOF", "peer-eof"), ("LOST", "closed.unclean")]),
    ("no reply at all", "close-sent", [("FIN_OUT", "close-sent"), ("LOST", "closed.unclean")]),
    ("FIN before our reply", "close-received", [("EOF", "peer-eof")]),
    ("reply after the FIN", "peer-eof", [("COMPLETED", "both-closed.fin-received")]),
    ("reset before our reply", "close-received", [("LOST", "closed.unclean")]),
    (
        "violation (§7.1.7)",
        "open",
        [
            ("VIOLATION", "failing"),
            ("CLOSE_OUT", "failing"),
            ("CLOSE_IN", "failing"),
            ("EOF", "failing"),
            ("FIN_OUT", "failing"),
            ("LOST", "closed.unclean"),
        ],
    ),
    ("violation after our Close", "close-sent", [("VIOLATION", "failing")]),
    ("nothing read after a Close (§1.4)", "close-received", [("VIOLATION", "close-received")]),
]


@pytest.mark.parametrize("start, steps", [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_each_way_is_in_the_table(start, steps):
    phase = Phase.of(start)
    for trigger, word in steps:
        phase = next_phase(phase, Trigger[trigger])
        assert phase.word == word, trigger


def test_no_row_of_the_table_is_without_a_way_that_needs_it():
    walked = set()
    for _, start, steps in WAYS:
        phase = Phase.of(start)
        for trigger, word in steps:
            walked.add((phase, Trigger[trigger]))
            phase = Phase.of(word)
    aside = {
        (phase, trigger)
        for phase in (Phase.CONNECTING_DNS, Phase.CONNECTING_TCP, Phase.CONNECTING_TLS)
        for trigger in (Trigger.TLS_BEGUN, Trigger.CONNECTED, Trigger.REFUSED, Trigger.ABORTED)
    }
    assert set(TRANSITIONS) - walked - aside == set()


def test_every_phase_can_be_reached_and_left():
    reached = {Phase.CONNECTING_DNS, Phase.CONNECTING_TCP, Phase.CONNECTING_TLS}
    while True:
        more = {after for (phase, _), after in TRANSITIONS.items() if phase in reached}
        if more <= reached:
            break
        reached |= more
    assert reached == set(Phase)
    for phase in Phase:
        after = next_phase(phase, Trigger.LOST)
        assert after.ready is ReadyState.CLOSED, phase


def test_readystate_never_goes_back():
    for (phase, _), after in TRANSITIONS.items():
        assert after.ready >= phase.ready, (phase, after)


def test_closed_is_final():
    for phase in (Phase.CLOSED_CLEAN, Phase.CLOSED_UNCLEAN, Phase.NEVER_OPENED):
        assert {next_phase(phase, trigger) for trigger in Trigger} == {phase}
