"""Every ending there is, told as one or both ends saw it, and what is found out about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.support.journals import CLIENT, SERVER, Story, Talk, client_begun, lost_close
from tests.support.judged import judged, rules
from wsinspector.journal.verdict import Certainty, Party
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Phase, Role
from wsinspector.texts import render
from wsinspector.verdicts.judge import Judge

UNCLEAN = Phase.CLOSED_UNCLEAN


@dataclass(frozen=True)
class Case:
    """What happens, and what the verdict is.

    Attributes:
        play: tells it, after the opening handshake.
        ending: its name.
        parties: who began, who ended TCP first, whose doing it was.
        rules: that must be broken, and no others.
        flags: exactly these.
        views: the ends in view, tried one after the other.
    """

    play: Callable[[Talk], object]
    ending: str
    parties: str
    rules: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    views: tuple[tuple[Role, ...], ...] = ((), (CLIENT,), (SERVER,))


def case(
    play: Callable[[Talk], object],
    ending: str,
    parties: str,
    rules: str = "",
    flags: str = "",
    views: tuple[tuple[Role, ...], ...] = ((), (CLIENT,), (SERVER,)),
) -> Case:
    return Case(play, ending, parties, frozenset(rules.split()), frozenset(flags.split()), views)


def _end(talk: Talk, first: Role, phase: Phase = Phase.CLOSED_CLEAN) -> Talk:
    return talk.wait(0.2).fin(first).wait(0.2).fin(first.peer).over(phase)


CASES = {
    "b01": case(
        lambda t: _end(t.close(CLIENT, 1000, "done").wait(1).close(SERVER, 1000, "done"), SERVER),
        "clean-client",
        "client server client",
    ),
    "b02": case(
        lambda t: _end(t.close(CLIENT, None).wait(1).close(SERVER, None), SERVER),
        "clean-client",
        "client server client",
        "close-no-status",
        "no-status",
    ),
    "b05": case(
        lambda t: _end(t.close(SERVER, 1001).wait(1).close(CLIENT, 1001), SERVER),
        "clean-server",
        "server server server",
        flags="going-away",
    ),
    "b06": case(
        lambda t: _end(t.close(SERVER, 1011, "boom").wait(1).close(CLIENT, 1011), SERVER),
        "failed-internal",
        "server server server",
        flags="handshake-complete",
    ),
    "b09": case(
        lambda t: _end(t.close(SERVER, 4000, "再见").wait(1).close(CLIENT, 4000), SERVER),
        "clean-server",
        "server server server",
        flags="app-code",
    ),
    "c01": case(
        lambda t: t.close(CLIENT, 1000).wait(12_000).fin(CLIENT).over(UNCLEAN),
        "close-unanswered-timeout",
        "client client server",
        "close-reply-missing",
    ),
    "c02": case(
        lambda t: _end(t.close(CLIENT, 1000).wait(1).close(SERVER, 4001, "other"), SERVER),
        "clean-client",
        "client server client",
        "close-reply-code-differs",
        "code-differs",
        views=((), (SERVER,)),
    ),
    "c03": case(
        lambda t: _end(t.close(CLIENT, 1000).wait(2).close(SERVER, None), SERVER),
        "clean-client",
        "client server client",
        "close-reply-status-changed close-no-status",
        "code-differs no-status",
    ),
    "c05": case(
        lambda t: _end(t.close(CLIENT, 1000).wait(1), SERVER, UNCLEAN),
        "close-unanswered-fin",
        "client server server",
        "close-reply-missing",
    ),
    "c06": case(
        lambda t: t.close(CLIENT, 1000).wait(1).rst(SERVER).over(UNCLEAN),
        "close-unanswered-rst",
        "client server server",
        "close-reply-missing tcp-rst-instead-of-fin",
    ),
    "c07": case(
        lambda t: _end(t.close(CLIENT, 1000).wait(3000).close(SERVER, 1000), SERVER),
        "clean-client",
        "client server client",
        "close-reply-late",
        "slow-reply",
    ),
    "c09": case(
        lambda t: t.close(CLIENT, 1000).wait(1).close(SERVER, 1000).wait(2000).fin(CLIENT).over(),
        "clean-tcp-left-open",
        "client client client",
        "tcp-server-left-open tcp-client-closed-first",
        "client-fin-first",
    ),
    "c10": case(
        lambda t: t.close(CLIENT, 1000).wait(1).close(SERVER, 1000).wait(1).rst(SERVER).over(),
        "clean-rst",
        "client server client",
        "tcp-rst-instead-of-fin",
        "rst-at-end",
    ),
    "c11": case(
        lambda t: _end(t.close(CLIENT, 1000).wait(2).close(SERVER, 1006), SERVER, UNCLEAN),
        "clean-client",
        "client server client",
        "close-code-never-on-wire close-reply-code-differs",
        "code-differs",
        views=((SERVER,),),
    ),
    "c12": case(
        lambda t: _end(
            t.close(CLIENT, 1000).wait(2).close(SERVER, 1000).wait(200).close(SERVER, 1000), SERVER
        ),
        "clean-client",
        "client server client",
        "close-duplicate",
        "frames-after-close",
    ),
    "s01": case(
        lambda t: t.close(SERVER, 1000, "bye").wait(1).close(CLIENT, 1000).wait(9000),
        "clean-tcp-left-open",
        "server nobody server",
        "tcp-server-left-open",
    ),
    "s04": case(
        lambda t: t.close(SERVER, 1000).rst(SERVER).over(UNCLEAN),
        "close-not-awaited",
        "server server server",
        "tcp-closed-before-reply tcp-rst-instead-of-fin",
    ),
    "s06": case(
        lambda t: _end(t.wait(5), SERVER, UNCLEAN),
        "abrupt-fin",
        "server server server",
        "tcp-close-without-close-frame",
    ),
    "s07": case(
        lambda t: t.wait(5).rst(SERVER).over(UNCLEAN),
        "abrupt-rst",
        "server server server",
        "tcp-close-without-close-frame tcp-rst-instead-of-fin",
    ),
    "s12": case(
        lambda t: _end(
            t.frame(SERVER, Kind.TEXT, b"part", fin=False)
            .close(SERVER, 1000, "mid")
            .wait(1)
            .close(CLIENT, 1000),
            SERVER,
        ),
        "clean-server",
        "server server server",
        "close-mid-message message-never-finished",
        "truncated-message",
    ),
    "s31": case(
        lambda t: _end(t.frame(SERVER, Kind.TEXT, b"part", fin=False), SERVER, UNCLEAN),
        "abrupt-truncated",
        "server server server",
        "message-never-finished tcp-close-without-close-frame",
    ),
    "s32": case(
        lambda t: _end(t.text(SERVER, "tick").wait(60_000), SERVER, UNCLEAN),
        "idle-timeout",
        "server server unknown",
        "idle-cut tcp-close-without-close-frame",
    ),
    "s33": case(
        lambda t: t.text(CLIENT, "hello?").wait(100_000).over(UNCLEAN),
        "lost-silent",
        "nobody nobody network",
    ),
    "k24": case(
        lambda t: _end(
            t.frame(SERVER, Kind.PING, b"1")
            .wait(20_000)
            .close(SERVER, 1011, "keepalive ping timeout"),
            SERVER,
            UNCLEAN,
        ),
        "keepalive-timeout",
        "server server client",
        "ping-not-answered",
    ),
    "f10": case(
        lambda t: _end(
            t.frame(SERVER, Kind.TEXT, b"\xff").close(CLIENT, 1007).wait(1).close(SERVER, 1007),
            SERVER,
            UNCLEAN,
        ),
        "failed-data",
        "client server server",
        "text-invalid-utf8",
        "handshake-complete",
    ),
    "f-1002": case(
        lambda t: _end(
            t.frame(SERVER, Kind.TEXT, b"\xff").close(CLIENT, 1002).wait(1).close(SERVER, 1002),
            SERVER,
            UNCLEAN,
        ),
        "failed-data",
        "client server server",
        "text-invalid-utf8 fail-code-unusual",
        "handshake-complete",
        views=((), (CLIENT,)),
    ),
    "s37": case(
        lambda t: _end(t.frame(CLIENT, Kind.CONTINUATION, b"x").wait(1), SERVER, UNCLEAN),
        "failed-silent",
        "server server client",
        "continuation-without-start fail-without-close",
        views=((), (SERVER,)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_endings(name: str) -> None:
    expected = CASES[name]
    for view in expected.views:
        talk = Story().talk(*view).connect().wait(5)
        expected.play(talk)
        verdict = judged(talk)
        told = (
            verdict.ending,
            f"{verdict.initiator} {verdict.tcp_closer} {verdict.cause}",
            rules(verdict),
            verdict.flags,
        )
        wanted = (expected.ending, expected.parties, expected.rules, expected.flags)
        assert told == wanted, (view, render(verdict.sentence))
        assert render(verdict.sentence).endswith((".", "."))
        for statement in (*verdict.statements, *verdict.owed):
            assert "{" not in render(statement.text)


def test_both_close_at_once() -> None:
    talk = Story().talk().connect().wait(5)
    talk.record(CLIENT, Kind.STATE, phase=Phase.CLOSE_SENT.word, ready=2)
    talk.frame(CLIENT, Kind.CLOSE, b"\x0f\xa1me", arrives=False)
    talk.frame(SERVER, Kind.CLOSE, b"\x03\xe8you")
    # The client's reaches the server only now.
    start = talk.offsets[CLIENT] - 8 - 2
    header = bytes.fromhex("8884 37fa213d")
    fact = (False, 8, start, header, b"\x0f\xa1me")
    talk.journal.append_frames(talk.ends[SERVER], talk.clock[0], [fact])
    _end(talk, SERVER)
    verdict = judged(talk)
    assert (verdict.ending, verdict.initiator) == ("clean-crossing", Party.BOTH)
    assert verdict.certainty is Certainty.CERTAIN
    assert {"close-crossed"} <= rules(verdict)
    assert "close-reply-code-differs" not in rules(verdict)
    assert "the client with 4001, the server with 1000" in render(verdict.sentence)
    reports = {role: end.predicted["letter"].code for role, end in verdict.ends.items()}
    assert reports == {CLIENT: 1000, SERVER: 4001}


def test_a_close_that_was_lost_is_stated_as_inferred() -> None:
    verdict = judged(lost_close(Story()))
    assert verdict.ending == "close-unanswered-rst"
    said = {render(one.text): one.basis for one in verdict.statements}
    assert said["It never reached the server."] == "inferred"
    assert said["The client sent a Close with 1001."] == "seen"


def test_what_was_reported_stands_beside_what_was_predicted() -> None:
    verdict = judged(client_begun(Story()))
    client = verdict.ends[CLIENT]
    assert client.reported is not None
    assert client.reported == client.predicted["letter"] == client.predicted["chromium"]
    assert len(client.reported_by) == 1
    assert set(verdict.ends[SERVER].predicted) == {"letter", "ws", "websockets"}


def test_a_connection_that_lives() -> None:
    talk = Story().talk().connect()
    verdict = judged(talk)
    assert (verdict.ending, verdict.tcp_closer) == ("still-open", Party.NOBODY)
    assert verdict.ends[CLIENT].predicted == {}
    assert render(verdict.sentence) == "The connection is open."


def test_what_is_owed_while_it_closes() -> None:
    talk = Story().talk(CLIENT).connect().wait(5).close(CLIENT, 1000).wait(250)
    verdict = judged(talk)
    assert verdict.ending == "still-open"
    assert [render(one.text) for one in verdict.owed] == ["The server has owed a Close for 0.3 s."]
    assert verdict.inferred == ()
    overdue = judged(talk.wait(1000))
    (row,) = overdue.inferred
    assert (render(row.text), row.by) == ("Server owes a Close", SERVER)
    assert talk.journal.entry(row.after).kind is Kind.CLOSE
    assert row.time_ns == talk.journal.time_of(row.after) + 10**9


def test_the_end_of_tcp_is_owed_after_both_close_frames() -> None:
    talk = Story().talk().connect().close(CLIENT, 1000).wait(1).close(SERVER, 1000).wait(30)
    verdict = judged(talk)
    assert [render(one.text) for one in verdict.owed] == [
        "The server has owed the end of TCP for 0.0 s."
    ]
    assert render(verdict.sentence).startswith("The client closed with 1000 and the server")


@pytest.mark.parametrize(
    "reason, ending, parties",
    [
        ("dns-failed", "open-dns-failed", "network nobody network"),
        ("tcp-refused", "open-tcp-refused", "server nobody server"),
        ("tcp-timeout", "open-tcp-timeout", "network nobody network"),
        ("tls-failed", "open-tls-failed", "client nobody client"),
        ("http-rejected", "open-http-rejected", "server nobody server"),
        ("bad-101", "open-bad-101", "client nobody server"),
        ("not-http", "open-not-http", "client nobody server"),
        ("no-response", "open-no-response", "client nobody server"),
        ("peer-dropped", "open-peer-dropped", "server nobody server"),
        ("aborted-by-client", "open-aborted-by-client", "client nobody client"),
    ],
)
def test_what_never_opened(reason: str, ending: str, parties: str) -> None:
    talk = Story().talk(CLIENT).phase(CLIENT, Phase.CONNECTING_TCP).wait(1)
    talk.record(
        CLIENT, Kind.FAILURE, step="tcp", reason=reason, text=["journal.full", {"bytes": 7}]
    )
    talk.over(Phase.NEVER_OPENED)
    verdict = judged(talk)
    assert verdict.ending == ending
    assert f"{verdict.initiator} {verdict.tcp_closer} {verdict.cause}" == parties
    assert "7" in render(verdict.sentence)
    assert verdict.causes
    assert verdict.advice
    assert verdict.ends[CLIENT].predicted["chromium"] == (1006, "", False, True)


def test_evidence_is_the_row_that_is_shown() -> None:
    talk = Story().talk().connect().close(CLIENT, None).wait(1).close(SERVER, None)
    findings = [one for one in judged(talk).findings if one.rule == "close-no-status"]
    assert {one.by for one in findings} == {CLIENT, SERVER}
    rows = set(talk.journal.rows.entries)
    assert all(set(one.entries) <= rows for one in findings)
    assert all(one.severity is Severity.OBSERVATION for one in findings)


def test_what_a_page_reports_is_its_clients_report_and_not_a_prediction() -> None:
    talk = Story().talk(SERVER).connect().close(CLIENT, 1000).close(SERVER, 1000)
    talk.fin(SERVER).fin(CLIENT).over()
    page = talk.journal.open_page(talk.connection, "a page")
    details = {"event": "close", "code": 1006, "reason": "odd"}
    entry = talk.journal.append(page, talk.clock[0], Fact(Kind.API, details=details))
    client = judged(talk).ends[CLIENT]
    assert client.reported is not None
    assert (client.reported.code, client.reported.reason) == (1006, "odd")
    assert client.reported_by == (entry,)
    assert client.untold == {"wasClean"}
    assert not client.in_view
    assert client.predicted["letter"].code == 1000
    assert "note.one-sided" not in {note.id for note in judged(talk).notes}


def test_a_judge_takes_piece_by_piece_and_says_of_what() -> None:
    story = Story()
    first, second = story.talk().connect(), story.talk().connect()
    judge = Judge(story.journal)
    assert not judge.catch_up(3)
    assert judge.taken == 3
    assert judge.take_news() == {first.connection}
    while not judge.catch_up(3):
        pass
    assert judge.taken == len(story.journal)
    assert judge.take_news() == {first.connection, second.connection}
    assert judge.take_news() == set()


def test_times_of_a_connection() -> None:
    talk = Story().talk().connect().text(CLIENT, "hi").wait(5000)
    silent_ns = talk.clock[0]
    talk.fin(CLIENT).fin(SERVER).over()
    verdict = judged(talk)
    assert verdict.opened_ns is not None
    assert verdict.opened_ns < silent_ns <= verdict.last_ns
    assert 5_000_000_000 <= verdict.silence_ns < 5_100_000_000
