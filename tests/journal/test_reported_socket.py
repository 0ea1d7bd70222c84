"""The connection that a report speaks of is named by it, and never guessed."""

from __future__ import annotations

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.reported_socket import socket_of_address, socket_with_marker
from wsinspector.protocol.facts import Fact, Kind

SERVER = ("127.0.0.1", 8765)


def accepted(journal: Journal, port: int, resource: str) -> int:
    end = journal.open_end(EndKind.SERVER, 0)
    journal.attach(end, SERVER, ("127.0.0.1", port))
    journal.append(end, 0, Fact(Kind.REQUEST, False, details={"resource": resource}))
    return journal.end(end).connection


def test_the_latest_request_with_the_name_counts():
    journal = Journal()
    accepted(journal, 1001, "/?wsinspector=one")
    two = accepted(journal, 1002, "/?wsinspector=two")
    again = accepted(journal, 1003, "/?wsinspector=one")
    assert socket_with_marker(journal, "two") == two
    assert socket_with_marker(journal, "one") == again
    assert socket_with_marker(journal, "three") is None
    assert socket_with_marker(Journal(), "one") is None


def test_the_latest_connection_from_an_address_counts():
    journal = Journal()
    first = accepted(journal, 1001, "/")
    assert socket_of_address(journal, ("127.0.0.1", 1001)) == first
    journal.finish(1)
    second = accepted(journal, 1001, "/")
    assert socket_of_address(journal, ("127.0.0.1", 1001)) == second
    assert socket_of_address(journal, ("127.0.0.1", 1002)) is None


def test_a_request_for_the_page_is_no_socket():
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    journal.attach(end, SERVER, ("127.0.0.1", 1001))
    journal.append(end, 0, Fact(Kind.REQUEST, False, details={"plain": True}))
    assert socket_of_address(journal, ("127.0.0.1", 1001)) is None
