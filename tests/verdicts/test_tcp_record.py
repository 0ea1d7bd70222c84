from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from wsinspector.journal.entries import Entry
from wsinspector.protocol.facts import Kind
from wsinspector.verdicts.findings import Findings
from wsinspector.verdicts.moment import Moment
from wsinspector.verdicts.prediction import What
from wsinspector.verdicts.tcp_record import TcpRecord


def _entries(*kinds: Kind) -> list[Entry]:
    """The facts of these kinds that a client has of a connection which the server ends."""
    talk = Story().talk(CLIENT).connect().wait(30).fin(SERVER).wait(5).fin(CLIENT).wait(5)
    talk.rst(SERVER)
    journal = talk.journal
    found = [journal.entry(entry) for entry in range(len(journal))]
    return [entry for entry in found if entry.kind in kinds and entry.end == talk.ends[CLIENT]]


def test_the_first_of_each_counts() -> None:
    record = TcpRecord(Findings())
    ends = _entries(Kind.FIN, Kind.RST)
    last = Moment(1, ends[0].time_ns - 7)
    assert [record.take_end(entry, last) for entry in ends] == [
        What.FIN_RECEIVED,
        What.LEFT,
        What.RST_RECEIVED,
    ]
    for entry in ends:
        record.take_end(entry._replace(id=999), last)
    assert record.fin_received == (ends[0].id, ends[0].time_ns)
    assert record.fin_sent == (ends[1].id, ends[1].time_ns)
    assert record.rst_received == (ends[2].id, ends[2].time_ns)
    assert record.silence_ns == 7


def test_the_end_of_tls_is_the_end_of_the_peers_stream() -> None:
    findings = Findings()
    record = TcpRecord(findings)
    received, sent, _ = _entries(Kind.FIN, Kind.RST)
    notify = received._replace(kind=Kind.TLS, id=received.id - 1, time_ns=received.time_ns - 9)
    assert record.take_tls(notify, {"event": "close-notify"}) is What.FIN_RECEIVED
    assert record.take_tls(notify, {"event": "close-notify"}) is None
    assert record.take_end(sent, None) is What.LEFT
    assert record.take_end(received, None) is None
    assert record.fin_received == (received.id, notify.time_ns)
    assert record.take_tls(notify, {"event": "missing"}) is None
    assert "tls-close-notify-missing" in findings
