"""What the embedded server serves, on real sockets."""

from __future__ import annotations

import pytest

from tests.support.raw_peer import REQUEST, connected
from tests.support.until import story, until
from wsinspector.engine.server_policy import list_of, server_policy
from wsinspector.engine.workbench import Workbench
from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.protocol.opening.opening_answer import PLAIN_ANSWER, AnswerKind, OpeningAnswer
from wsinspector.settings import (
    HANDSHAKE_MS,
    LISTENER_HOSTS,
    LISTENER_ORIGINS,
    LISTENER_SUBPROTOCOLS,
    Settings,
)


@pytest.mark.parametrize(
    "words, expected", [("", ()), (" , ", ()), ("a, b", ("a", "b")), ("b a,b\n", ("b", "a"))]
)
def test_a_list_is_read_leniently(words, expected):
    assert list_of(words) == expected


def test_settings_and_listener_make_the_policy():
    settings = Settings()
    settings.set(LISTENER_SUBPROTOCOLS, "chat")
    settings.set(LISTENER_ORIGINS, "none")
    settings.set(LISTENER_HOSTS, "localhost")
    policy = server_policy(settings, "/x", PLAIN_ANSWER, full=True)
    assert (policy.path, policy.subprotocols, policy.full) == ("/x", ("chat",), True)
    assert (policy.origins, policy.hosts) == (("none",), ("localhost",))


async def test_the_answer_is_changed_while_it_listens(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    for name, start in [
        ("404", b"HTTP/1.1 404 Not Found\r\n"),
        ("http-1.0", b"HTTP/1.0 101 "),
        ("accept", b"HTTP/1.1 101 "),
    ]:
        bench.server.answer = NAMED_ANSWERS[name]
        async with connected(listening.port) as peer:
            assert (await peer.open_as_client()).startswith(start)


async def test_the_end_of_tcp_instead_of_an_answer(bench: Workbench):
    listening = await bench.server.start("127.0.0.1", 0)
    bench.server.answer = NAMED_ANSWERS["fin"]
    async with connected(listening.port) as peer:
        await peer.send(REQUEST)
        assert await peer.read_eof() == b""
    bench.server.answer = NAMED_ANSWERS["rst"]
    async with connected(listening.port) as peer:
        await peer.send(REQUEST)
        with pytest.raises(ConnectionResetError):
            await peer.read_eof()
    bench.server.answer = NAMED_ANSWERS["garbage"]
    async with connected(listening.port) as peer:
        await peer.send(REQUEST)
        assert await peer.read_eof() == NAMED_ANSWERS["garbage"].garbage


async def test_a_late_answer_is_not_cut_off_by_the_patience_for_requests(bench: Workbench):
    bench.settings.set(HANDSHAKE_MS, 20)
    bench.server.answer = OpeningAnswer(delay=60)
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        assert (await peer.open_as_client()).startswith(b"HTTP/1.1 101 ")


async def test_stopping_ends_a_silence(bench: Workbench):
    bench.server.answer = OpeningAnswer(AnswerKind.SILENCE)
    listening = await bench.server.start("127.0.0.1", 0)
    async with connected(listening.port) as peer:
        await peer.send(REQUEST)
        await until(bench.journal, lambda: "server NOTE answer.silence" in story(bench.journal))
        await bench.server.stop()
        assert await peer.read_eof() == b""


async def test_who_is_not_on_the_list_is_refused_with_403(bench: Workbench):
    bench.settings.set(LISTENER_ORIGINS, "http://localhost:5500")
    listening = await bench.server.start("127.0.0.1", 0)
    evil = REQUEST.replace(b"Upgrade: ", b"Origin: http://evil.example\r\nUpgrade: ", 1)
    async with connected(listening.port) as peer:
        assert (await peer.open_as_client(evil)).startswith(b"HTTP/1.1 403 ")
        assert b"http://evil.example" in await peer.read_eof()
    async with connected(listening.port) as peer:
        good = REQUEST.replace(b"Upgrade: ", b"Origin: http://localhost:5500\r\nUpgrade: ", 1)
        assert (await peer.open_as_client(good)).startswith(b"HTTP/1.1 101 ")
