from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged, rules
from wsinspector.protocol.facts import Kind


def test_a_ping_has_ten_seconds() -> None:
    talk = Story().talk(CLIENT).connect().frame(CLIENT, Kind.PING, b"a")
    assert rules(judged(talk.wait(9_000))) == set()
    assert rules(judged(talk.wait(2_000))) == {"ping-not-answered"}


def test_who_goes_on_sending_could_have_answered() -> None:
    talk = Story().talk(SERVER).connect().frame(CLIENT, Kind.PING, b"a").wait(1)
    assert rules(judged(talk.text(SERVER, "something else"))) == {"ping-not-answered"}


def test_no_pong_is_due_after_a_close() -> None:
    talk = Story().talk(SERVER).connect().close(CLIENT).frame(CLIENT, Kind.PING, b"a").wait(1)
    talk.close(SERVER)
    assert "ping-not-answered" not in rules(judged(talk.wait(12_000)))


def test_a_wrong_pong() -> None:
    talk = Story().talk(CLIENT).connect().frame(CLIENT, Kind.PING, b"a")
    talk.frame(SERVER, Kind.PONG, b"b")
    assert rules(judged(talk)) == {"pong-payload-mismatch"}
