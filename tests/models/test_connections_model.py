"""The list of the server's connections follows the journal at the price of one signal a batch."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.support.journals import CLIENT, SERVER, Story
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.watch import Advance, Watch
from wsinspector.models.connections_model import ConnectionRole, ConnectionsModel
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.phases import Debt, Phase, ReadyState


class _News:
    """Hands a journal's news to a model, as the feed does."""

    def __init__(self, journal: Journal, model: ConnectionsModel) -> None:
        self._watch: Watch = journal.watch(lambda: None)
        self._model = model

    def tell(self) -> Advance:
        news = self._watch.take()
        self._model.advance(news)
        return news


def _column(model: QAbstractItemModel, role: ConnectionRole) -> list[object]:
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def test_connections_with_an_end_of_ours_appear_newest_last(qapp) -> None:
    story = Story()
    model = ConnectionsModel(story.journal)
    tester = QAbstractItemModelTester(model)
    news = _News(story.journal, model)
    story.talk(CLIENT).connect()
    first, second = story.talk().connect(), story.talk(SERVER).connect()
    news.tell()
    assert _column(model, ConnectionRole.CONNECTION) == [first.connection, second.connection]
    assert _column(model, ConnectionRole.END) == [first.ends[SERVER], second.ends[SERVER]]
    assert _column(model, ConnectionRole.READY) == [ReadyState.OPEN, ReadyState.OPEN]
    story.talk(SERVER)
    news.tell()
    assert model.rowCount() == 3
    del tester


def test_what_is_said_of_a_connection(qapp) -> None:
    story = Story()
    talk = story.talk(SERVER).connect().close(SERVER)
    model = ConnectionsModel(story.journal)
    index = model.index(0)
    remote = story.journal.end(talk.ends[SERVER]).remote
    assert remote is not None
    assert index.data(ConnectionRole.PEER) == f"127.0.0.1:{remote[1]}"
    assert index.data(ConnectionRole.PEER_PORT) == remote[1]
    assert index.data(ConnectionRole.PHASE) is Phase.CLOSE_SENT
    assert index.data(ConnectionRole.OWED) == (CLIENT, Debt.CLOSE_REPLY)
    label = f"#{talk.connection} 127.0.0.1:{remote[1]} CLOSING 2 close-sent"
    assert index.data() == label
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == label
    talk.over()
    assert index.data() == f"#{talk.connection} 127.0.0.1:{remote[1]} CLOSED 3"
    assert index.data(ConnectionRole.OWED) is None
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_a_fin_that_is_out_is_owed_no_more(qapp) -> None:
    story = Story()
    talk = story.talk(SERVER).connect().phase(SERVER, Phase.FAILING)
    model = ConnectionsModel(story.journal)
    index = model.index(0)
    assert index.data(ConnectionRole.OWED) == (SERVER, Debt.TCP_END)
    talk.fin(SERVER)
    assert index.data(ConnectionRole.OWED) == (CLIENT, Debt.TCP_END)


def test_a_connection_that_has_said_nothing_yet(qapp) -> None:
    story = Story()
    end = story.journal.open_end(story.journal.end(story.talk(SERVER).ends[SERVER]).kind, 0)
    model = ConnectionsModel(story.journal)
    index = model.index(1)
    assert index.data(ConnectionRole.END) == end
    assert index.data(ConnectionRole.PEER) == ""
    assert index.data(ConnectionRole.PEER_PORT) is None
    assert index.data(ConnectionRole.READY) is ReadyState.CONNECTING


def test_a_batch_costs_one_signal_however_much_is_in_it(qapp) -> None:
    story = Story()
    talks = [story.talk(SERVER).connect() for _ in range(20)]
    model = ConnectionsModel(story.journal)
    news = _News(story.journal, model)
    changes: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda low, high: changes.append((low.row(), high.row())))
    for talk in talks:
        for _ in range(10):
            talk.text(CLIENT, "x")
        talk.close(CLIENT)
    news.tell()
    assert changes == [(0, 19)]
    news.tell()
    assert changes == [(0, 19)]


def test_a_dissolved_connection_takes_the_number_it_was_joined_under(qapp) -> None:
    story = Story()
    talk = story.talk()
    model = ConnectionsModel(story.journal)
    assert model.index(0).data(ConnectionRole.CONNECTION) == talk.connection
    assert model.row_of(talk.connection) == 0
    assert model.row_of(talk.connection + 1) is None


def test_the_oldest_that_are_over_leave_a_full_list_first(qapp) -> None:
    story = Story()
    old, open_one, over = story.talk(SERVER), story.talk(SERVER), story.talk(SERVER)
    old.connect().over()
    open_one.connect()
    over.connect().over()
    model = ConnectionsModel(story.journal, limit=3)
    tester = QAbstractItemModelTester(model)
    news = _News(story.journal, model)
    newest = story.talk(SERVER)
    news.tell()
    expected = [open_one.connection, over.connection, newest.connection]
    assert _column(model, ConnectionRole.CONNECTION) == expected
    fourth, fifth = story.talk(SERVER), story.talk(SERVER)
    news.tell()
    # What is open stays, even beyond the limit.
    expected = [open_one.connection, newest.connection, fourth.connection, fifth.connection]
    assert _column(model, ConnectionRole.CONNECTION) == expected
    del tester


def test_a_list_that_was_too_long_is_cut_when_its_connections_are_over(qapp) -> None:
    story = Story()
    talks = [story.talk(SERVER) for _ in range(8)]
    model = ConnectionsModel(story.journal, limit=3)
    tester = QAbstractItemModelTester(model)
    news = _News(story.journal, model)
    removed: list[tuple[int, int]] = []
    model.rowsRemoved.connect(lambda _parent, first, last: removed.append((first, last)))
    for number, talk in enumerate(talks):
        if number not in (2, 7):
            talk.over()
    news.tell()
    assert removed == [(0, 1), (1, 3)]
    assert _column(model, ConnectionRole.CONNECTION) == [3, 7, 8]
    del tester


def test_it_is_a_list(qapp) -> None:
    story = Story()
    story.talk(SERVER)
    model = ConnectionsModel(story.journal)
    assert model.rowCount(model.index(0)) == 0
    assert model.data(QModelIndex()) is None


def test_a_request_for_the_page_leaves_the_list(qapp) -> None:
    journal = Journal()
    model = ConnectionsModel(journal)
    tester = QAbstractItemModelTester(model)
    news = _News(journal, model)
    page, socket = (journal.open_end(EndKind.SERVER, 0) for _ in range(2))
    news.tell()
    assert _column(model, ConnectionRole.CONNECTION) == [1, 2]
    journal.append(page, 0, Fact(Kind.REQUEST, False, details={"plain": True}))
    news.tell()
    assert _column(model, ConnectionRole.END) == [socket]
    unseen = journal.open_end(EndKind.SERVER, 0)
    journal.append(unseen, 0, Fact(Kind.REQUEST, False, details={"plain": True}))
    news.tell()
    assert _column(model, ConnectionRole.END) == [socket]
    del tester
