from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged, rules
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase, Role

BAD = b"GET /chat HTTP/1.1\r\nHost: here\r\nSec-WebSocket-Version: 8\r\n\r\n"


def test_a_bad_request_that_is_accepted() -> None:
    talk = Story().talk(SERVER)
    talk.travel(CLIENT, Kind.REQUEST, BAD)
    talk.record(SERVER, Kind.RESPONSE, True, b"HTTP/1.1 101 x\r\n\r\n", status=101)
    talk.phase(SERVER, Phase.OPEN)
    found = {one.rule: one.by for one in judged(talk).findings}
    assert found["resp-accepted-invalid-request"] is Role.SERVER
    assert found["req-version-not-13"] is found["req-key-missing"] is Role.CLIENT


def test_what_the_client_found_about_the_answer() -> None:
    talk = Story().talk(CLIENT)
    fault = ["resp-accept-wrong", "violation", ["rule.resp-accept-wrong", {}]]
    talk.record(CLIENT, Kind.RESPONSE, False, b"x", status=101, faults=[fault, ["x", "y", "z"]])
    assert rules(judged(talk)) == {"resp-accept-wrong"}


def test_an_answer_that_comes_late() -> None:
    talk = Story().talk(CLIENT)
    talk.travel(CLIENT, Kind.REQUEST, BAD).wait(5_500)
    assert "resp-late" in rules(judged(talk))
    talk.record(CLIENT, Kind.RESPONSE, False, b"x", status=404)
    assert "resp-late" in rules(judged(talk))


def test_what_a_server_answers_is_judged_from_its_own_record() -> None:
    talk = Story().talk(SERVER)
    request = (
        b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n"
    )
    answer = (
        b"HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: AAAA\r\n"
        b"Sec-WebSocket-Protocol: chat\r\n\r\n"
    )
    talk.travel(CLIENT, Kind.REQUEST, request)
    talk.record(SERVER, Kind.RESPONSE, True, answer, status=101)
    found = {one.rule: one.by for one in judged(talk).findings if one.rule.startswith("resp-")}
    assert found == dict.fromkeys(
        ("resp-connection-invalid", "resp-accept-wrong", "resp-protocol-unrequested"), SERVER
    )


def test_what_leaves_the_machine_should_be_encrypted() -> None:
    for url, host, is_bare in (
        ("ws://example.org/", "192.0.2.1", True),
        ("wss://example.org/", "192.0.2.1", False),
        ("ws://localhost/", "127.0.0.1", False),
        ("ws://localhost/", "::1", False),
    ):
        talk = Story().talk(CLIENT)
        talk.record(CLIENT, Kind.CONNECT, step="begin", url=url)
        talk.record(CLIENT, Kind.TCP, True, local=["127.0.0.1", 1], remote=[host, 80])
        assert ("tls-not-used" in rules(judged(talk))) is is_bare
