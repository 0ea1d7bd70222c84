"""Ends find their connection, whichever is announced first."""

from __future__ import annotations

import pytest

from wsinspector.journal.connections import ConnectionTable, address_text
from wsinspector.journal.entries import Direction, EndKind

CLIENT = ("127.0.0.1", 52114)
SERVER = ("127.0.0.1", 8765)


@pytest.fixture
def table() -> ConnectionTable:
    return ConnectionTable()


@pytest.mark.parametrize("client_first", [True, False])
def test_two_ends_of_one_four_tuple_are_one_connection(table, client_first):
    client = table.add_end(EndKind.CLIENT, 1, url="ws://127.0.0.1:8765/", first_entry=4)
    server = table.add_end(EndKind.SERVER, 2, first_entry=6)
    steps = [(client, CLIENT, SERVER), (server, SERVER, CLIENT)]
    if not client_first:
        steps.reverse()
    assert table.attach(*steps[0]) is None
    assert table.attach(*steps[1]) == (2, 1)
    assert client.connection == server.connection == 1
    assert list(table.connections) == [1]
    connection = table.connections[1]
    assert sorted(connection.ends) == [client.id, server.id]
    assert (connection.client, connection.server) == (CLIENT, SERVER)
    assert (connection.url, connection.began_ns) == ("ws://127.0.0.1:8765/", 1)
    assert connection.first_entry == 4


def test_the_number_of_a_dissolved_connection_is_used_again(table):
    client = table.add_end(EndKind.CLIENT, 1)
    table.attach(client, CLIENT, SERVER)
    server = table.add_end(EndKind.SERVER, 2)
    table.attach(server, SERVER, CLIENT)
    assert table.add_end(EndKind.CLIENT, 3).connection == 2


def test_the_oldest_facts_count_when_the_server_was_first(table):
    server = table.add_end(EndKind.SERVER, 1, first_entry=3)
    table.attach(server, SERVER, CLIENT)
    client = table.add_end(EndKind.CLIENT, 5, url="ws://x/", first_entry=8)
    assert table.attach(client, CLIENT, SERVER) == (1, 2)
    connection = table.connections[2]
    assert (connection.began_ns, connection.first_entry) == (1, 3)
    assert connection.url == "ws://x/"
    assert table.add_end(EndKind.CLIENT, 9).connection == 3


def test_a_page_joins_the_client_that_is_already_there(table):
    client = table.add_end(EndKind.CLIENT, 1)
    table.attach(client, CLIENT, SERVER)
    page = table.add_end(EndKind.PAGE, 2)
    assert table.attach(page, CLIENT, SERVER) == (2, 1)
    assert page.connection == client.connection == 1


def test_different_ports_are_different_connections(table):
    one = table.add_end(EndKind.CLIENT, 1)
    other = table.add_end(EndKind.SERVER, 1)
    table.attach(one, CLIENT, SERVER)
    assert table.attach(other, SERVER, ("127.0.0.1", 52115)) is None
    assert one.connection != other.connection


def test_a_four_tuple_used_again_is_a_new_connection(table):
    for number in (1, 2):
        client = table.add_end(EndKind.CLIENT, number)
        table.attach(client, CLIENT, SERVER)
        server = table.add_end(EndKind.SERVER, number)
        table.attach(server, SERVER, CLIENT)
        assert client.connection == server.connection == number
        assert not table.finish(client, 3)
        assert table.finish(server, 3)


def test_an_unfinished_namesake_is_not_joined(table):
    first = table.add_end(EndKind.SERVER, 1)
    table.attach(first, SERVER, CLIENT)
    second = table.add_end(EndKind.SERVER, 2)
    assert table.attach(second, SERVER, CLIENT) is None
    assert first.connection != second.connection


@pytest.mark.parametrize("first", ["client", "server"])
def test_an_end_that_was_over_before_the_other_was_announced_is_joined(table, first):
    client = table.add_end(EndKind.CLIENT, 1)
    server = table.add_end(EndKind.SERVER, 2)
    steps = [(client, CLIENT, SERVER), (server, SERVER, CLIENT)]
    if first == "server":
        steps.reverse()
    table.attach(*steps[0])
    assert table.finish(steps[0][0], 3)
    table.attach(*steps[1])
    assert client.connection == server.connection


SECOND = 1_000_000_000


@pytest.mark.parametrize("later_ns, joined", [(SECOND, True), (SECOND + 1, False)])
def test_what_is_accepted_long_after_a_client_was_over_is_not_its_connection(
    table, later_ns, joined
):
    client = table.add_end(EndKind.CLIENT, 1)
    table.attach(client, CLIENT, SERVER)
    table.finish(client, 7)
    server = table.add_end(EndKind.SERVER, 7 + later_ns)
    assert (table.attach(server, SERVER, CLIENT) is not None) is joined


def test_what_was_refused_is_never_joined(table):
    client = table.add_end(EndKind.CLIENT, 1)
    table.attach(client, CLIENT, SERVER)
    table.forget(client)
    table.finish(client, 2)
    server = table.add_end(EndKind.SERVER, 3)
    assert table.attach(server, SERVER, CLIENT) is None
    assert client.local == CLIENT, "where it came from is known all the same"


def test_what_is_joined_cannot_be_forgotten(table):
    client = table.add_end(EndKind.CLIENT, 1)
    table.attach(client, CLIENT, SERVER)
    server = table.add_end(EndKind.SERVER, 2)
    table.attach(server, SERVER, CLIENT)
    table.forget(client)
    page = table.add_end(EndKind.PAGE, 3)
    assert table.attach(page, CLIENT, SERVER) is not None


def test_of_ends_that_nobody_joins_only_some_are_remembered(table):
    for port in range(1000):
        server = table.add_end(EndKind.SERVER, port)
        table.attach(server, SERVER, ("127.0.0.1", port))
        table.finish(server, 3)
    assert not table._open
    assert len(table._late) == 256
    late = table.add_end(EndKind.CLIENT, 1)
    assert table.attach(late, ("127.0.0.1", 999), SERVER) is not None
    forgotten = table.add_end(EndKind.CLIENT, 1)
    assert table.attach(forgotten, ("127.0.0.1", 1), SERVER) is None


def test_a_client_does_not_join_what_was_over_before_it_began(table):
    server = table.add_end(EndKind.SERVER, 1)
    table.attach(server, SERVER, CLIENT)
    table.finish(server, 3)
    client = table.add_end(EndKind.CLIENT, 2)
    assert table.attach(client, CLIENT, SERVER) is None
    assert client.connection != server.connection
    assert not table._late


def test_an_address_that_a_client_tried_in_vain_is_free_again(table):
    client = table.add_end(EndKind.CLIENT, 1)
    table.attach(client, ("::1", 52114), ("::1", 8765))
    table.attach(client, CLIENT, SERVER)
    stranger = table.add_end(EndKind.SERVER, 2)
    assert table.attach(stranger, ("::1", 8765), ("::1", 52114)) is None
    assert client.connection != stranger.connection
    server = table.add_end(EndKind.SERVER, 3)
    assert table.attach(server, SERVER, CLIENT) is not None


def test_telling_the_same_addresses_again_changes_nothing(table):
    client = table.add_end(EndKind.CLIENT, 1)
    assert table.attach(client, CLIENT, SERVER) is None
    assert table.attach(client, CLIENT, SERVER) is None
    server = table.add_end(EndKind.SERVER, 2)
    assert table.attach(server, SERVER, CLIENT) == (2, 1)
    assert table.attach(client, CLIENT, SERVER) is None
    assert client.connection == server.connection


def test_an_end_that_never_connected_can_be_over(table):
    client = table.add_end(EndKind.CLIENT, 1)
    assert table.finish(client, 3)
    assert client.over


def test_an_end_knows_how_far_it_has_seen_each_direction(table):
    server = table.add_end(EndKind.SERVER, 1)
    server.sent, server.received = 10, 20
    assert server.upto(Direction.S2C) == 10
    assert server.upto(Direction.C2S) == 20
    client = table.add_end(EndKind.CLIENT, 1)
    client.sent, client.received = 30, 5
    assert client.upto(Direction.C2S) == 30
    assert client.upto(Direction.S2C) == 5


def test_an_address_is_written_as_in_a_url():
    assert address_text(SERVER) == "127.0.0.1:8765"
    assert address_text(("::1", 80)) == "[::1]:80"


def test_the_end_of_a_kind_is_found(table):
    client = table.add_end(EndKind.CLIENT, 1, label="tab 1")
    assert table.end_of(1, EndKind.CLIENT) is client
    assert table.end_of(1, EndKind.SERVER) is None
    assert table.ends[0].label == "session"


def test_a_connection_set_aside_gives_its_number_back(table):
    servers = [table.add_end(EndKind.SERVER, number) for number in range(3)]
    for port, server in enumerate(servers, 1000):
        table.attach(server, SERVER, ("127.0.0.1", port))
    assert table.set_aside(servers[1])
    assert table.set_aside(servers[0])
    assert [server.connection for server in servers] == [-2, -1, 3]
    assert list(table.connections) == [3]
    assert [table.of(number).ends for number in (-2, 3)] == [[servers[0].id], [servers[2].id]]
    assert table.set_aside(servers[2])
    assert table.add_end(EndKind.SERVER, 9).connection == 1
    assert table.finish(servers[0], 9)


def test_a_connection_with_both_ends_in_view_is_somebodys(table):
    client = table.add_end(EndKind.CLIENT, 1)
    server = table.add_end(EndKind.SERVER, 2)
    table.attach(client, CLIENT, SERVER)
    table.attach(server, SERVER, CLIENT)
    assert not table.set_aside(server)
    assert server.connection == 1


def test_what_a_page_reports_makes_no_connection_ours(table):
    server = table.add_end(EndKind.SERVER, 1)
    page = table.add_end(EndKind.PAGE, 0, label="page", connection=server.connection)
    connection = table.connections[1]
    assert connection.ends == [server.id, page.id]
    assert table.is_foreign(connection)
    table.attach(server, SERVER, CLIENT)
    assert table.finish(server, 2), "a page keeps no connection open"
    client = table.add_end(EndKind.CLIENT, 1, connection=1)
    assert client.connection == 1
    assert not table.is_foreign(connection)
