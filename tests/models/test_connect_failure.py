"""Each failed connect has its own reason, with everything that shows it."""

from __future__ import annotations

import pytest

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.models.connect_failure import ConnectFailure, connect_failure
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Phase
from wsinspector.texts import render

HEAD = b"HTTP/1.1 101 Switching Protocols\r\nA: 1\r\nlocation: /x\x00\r\n\r\n"
FAULTS = [
    ["resp-a", "observation", ["fault.req-origin-missing", {}]],
    ["resp-b", "violation", ["fault.resp-upgrade-missing", {}]],
    ["resp-status-not-101", "observation", ["fault.resp-status-not-101", {"status": 404}]],
]


def add_client(journal: Journal, *, fails: str = "", phase: Phase = Phase.NEVER_OPENED) -> int:
    end = journal.open_end(EndKind.CLIENT, 0)
    if fails:
        details = {"text": ["open.tcp-refused", {"address": fails}], "step": "tcp"}
        journal.append(end, 0, Fact(Kind.FAILURE, details=details))
    be(journal, end, phase)
    return end


def be(journal: Journal, end: int, phase: Phase) -> None:
    state = {"phase": phase.word, "ready": int(phase.ready)}
    journal.append(end, 0, Fact(Kind.STATE, details=state))


def answered(reason: str, head: bytes = HEAD, faults: object = FAULTS) -> ConnectFailure:
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    journal.append(end, 0, Fact(Kind.RESPONSE, False, 0, head))
    said = ["handshake.rejected", {"status": 404}]
    details = {"text": said, "step": "http", "reason": reason, "faults": faults}
    journal.append(end, 0, Fact(Kind.FAILURE, details=details))
    be(journal, end, Phase.NEVER_OPENED)
    failure = connect_failure(journal, end)
    assert failure is not None
    return failure


def test_each_client_has_its_own_reason() -> None:
    journal = Journal()
    first, second = add_client(journal, fails="one"), add_client(journal, fails="two")
    for end, address, row in ((first, "one", 1), (second, "two", 2)):
        failure = connect_failure(journal, end)
        assert failure is not None
        assert failure.why.args == {"address": address}
        assert (failure.step, failure.row, failure.answer) == ("tcp", row, ())


def test_there_is_none_while_it_may_still_open_or_was_open() -> None:
    journal = Journal()
    add_client(journal, fails="other")
    assert connect_failure(journal, journal.open_end(EndKind.CLIENT, 0)) is None
    for phase in (Phase.CONNECTING_TCP, Phase.OPEN, Phase.CLOSED_UNCLEAN):
        assert connect_failure(journal, add_client(journal, fails="x", phase=phase)) is None


def test_no_reason_was_recorded() -> None:
    journal = Journal()
    assert connect_failure(journal, add_client(journal)) is None
    end = journal.open_end(EndKind.CLIENT, 0)
    journal.append(end, 0, Fact(Kind.FAILURE, details={"text": "odd"}))
    be(journal, end, Phase.NEVER_OPENED)
    assert connect_failure(journal, end) is None


def test_a_wrong_101_counts_what_is_wrong_and_shows_all_heaviest_first() -> None:
    failure = answered("bad-101")
    assert render(failure.why) == (
        "The server answered 101 Switching Protocols, but one thing is wrong with it:"
    )
    assert [severity for severity, _ in failure.faults] == [
        Severity.VIOLATION,
        Severity.OBSERVATION,
    ]
    assert failure.answer == (
        "HTTP/1.1 101 Switching Protocols",
        "location: /x⟨NUL⟩",
        "A: 1",
    )
    assert (failure.entry, failure.row) == (0, 1)
    two = answered("bad-101", faults=[FAULTS[1], FAULTS[1]])
    assert "but 2 things" in render(two.why)


def test_another_status_is_said_as_it_came_and_its_body_is_no_part_of_the_head() -> None:
    failure = answered("http-rejected", b"HTTP/1.1 404 Not " + b"F" * 200 + b"\r\n\r\nbody: x\r\n")
    assert render(failure.why).startswith("The server answered 404 Not FFF")
    assert "…" in render(failure.why)
    assert len(failure.answer) == 1


def test_bytes_show_it_where_there_is_no_answer() -> None:
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    journal.append(end, 0, Fact(Kind.BYTES, False, 0, b"SSH"))
    details = {"text": ["head.not-http", {"start": "53"}], "reason": "not-http", "step": "http"}
    journal.append(end, 0, Fact(Kind.FAILURE, details=details))
    be(journal, end, Phase.NEVER_OPENED)
    failure = connect_failure(journal, end)
    assert failure is not None
    assert (failure.row, failure.entry, failure.why.id) == (1, 0, "head.not-http")


@pytest.mark.parametrize(
    "url, secure", [("wss://localhost:1/", True), ("ws://localhost:1/", False)]
)
@pytest.mark.parametrize("named", [True, False])
def test_the_steps_that_there_are_to_take(url: str, secure: bool, named: bool) -> None:
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0, url=url)
    if named:
        be(journal, end, Phase.CONNECTING_DNS)
    be(journal, end, Phase.CONNECTING_TCP)
    refused = ["open.tcp-refused", {"address": "localhost:1"}]
    journal.append(end, 0, Fact(Kind.FAILURE, details={"text": refused, "step": "tcp"}))
    be(journal, end, Phase.NEVER_OPENED)
    failure = connect_failure(journal, end)
    assert failure is not None
    assert (failure.named, failure.secure) == (named, secure)


def test_of_a_head_that_never_ended_its_whole_lines_are_shown() -> None:
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    beginning = b"HTTP/1.1 200 OK\r\nA: 1\r\nX: aaaa"
    journal.append(end, 0, Fact(Kind.BYTES, False, 0, beginning, {"why": "head-incomplete"}))
    details = {"text": ["head.too-large", {"limit": 9}], "step": "http", "reason": "http-rejected"}
    journal.append(end, 0, Fact(Kind.FAILURE, details=details))
    be(journal, end, Phase.NEVER_OPENED)
    failure = connect_failure(journal, end)
    assert failure is not None
    assert failure.answer == ("HTTP/1.1 200 OK", "A: 1")
    assert failure.why.id == "head.too-large"
