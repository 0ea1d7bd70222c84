from __future__ import annotations

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.open_failure import answer_head, open_failure, open_failure_details
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.phases import Phase


def add_client(journal: Journal, *, fails: str = "", phase: Phase = Phase.NEVER_OPENED) -> int:
    end = journal.open_end(EndKind.CLIENT, 0)
    if fails:
        details = {"text": ["open.tcp-refused", {"address": fails}]}
        journal.append(end, 0, Fact(Kind.FAILURE, details=details))
    state = {"phase": phase.word, "ready": int(phase.ready)}
    journal.append(end, 0, Fact(Kind.STATE, details=state))
    return end


def test_each_client_has_its_own_reason() -> None:
    journal = Journal()
    first, second = add_client(journal, fails="one"), add_client(journal, fails="two")
    for end, address in ((first, "one"), (second, "two")):
        failure = open_failure(journal, end)
        assert failure is not None
        assert failure.args == {"address": address}
        said = ["open.tcp-refused", {"address": address}]
        assert open_failure_details(journal, end) == {"text": said}


def test_there_is_none_while_it_may_still_open_or_was_open() -> None:
    journal = Journal()
    add_client(journal, fails="other")
    assert open_failure(journal, journal.open_end(EndKind.CLIENT, 0)) is None
    for phase in (Phase.CONNECTING_TCP, Phase.OPEN, Phase.CLOSED_UNCLEAN):
        end = add_client(journal, fails="x", phase=phase)
        assert open_failure(journal, end) is None
        assert open_failure_details(journal, end) == {}


def test_no_reason_was_recorded() -> None:
    journal = Journal()
    assert open_failure(journal, add_client(journal)) is None
    end = journal.open_end(EndKind.CLIENT, 0)
    journal.append(end, 0, Fact(Kind.FAILURE, details={"text": "odd"}))
    state = {"phase": Phase.NEVER_OPENED.word, "ready": 3}
    journal.append(end, 0, Fact(Kind.STATE, details=state))
    assert open_failure(journal, end) is None


def test_the_head_of_the_last_answer() -> None:
    journal = Journal()
    add_client(journal, fails="other")
    end = add_client(journal, fails="x")
    assert answer_head(journal, end) is None
    for data in (b"HTTP/1.1 100 Wait\r\n\r\n", b"HTTP/1.1 302 x\r\nLocation: /\r\n\r\nA: b"):
        journal.append(end, 0, Fact(Kind.RESPONSE, sent=False, data=data))
    head = answer_head(journal, end)
    assert head is not None
    assert (head.start_line, head.values("location")) == (b"HTTP/1.1 302 x", ("/",))
    assert len(head.fields) == 1
