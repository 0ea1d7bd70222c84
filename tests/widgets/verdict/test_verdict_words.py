from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.journals import (
    CLIENT,
    SERVER,
    Story,
    Talk,
    client_begun,
    failed,
    lost_close,
    server_begun,
)
from tests.support.judged import judged
from wsinspector.journal.verdict import Party
from wsinspector.widgets.controls.tinted_label import Tint
from wsinspector.widgets.verdict.verdict_words import (
    acts_words,
    breach_words,
    finding_words,
    handshake_words,
    party_words,
)


def alive(story: Story) -> Talk:
    return story.talk().connect()


def closing(story: Story) -> Talk:
    return story.talk().connect().close(CLIENT, 1000)


@pytest.mark.parametrize(
    "play, said",
    [
        (alive, ""),
        (closing, "◐ Closing handshake not completed yet"),
        (client_begun, "✓ Closing handshake completed"),
        (lost_close, "✕ Closing handshake not completed"),
        (failed, "✕ The connection was never open"),
    ],
)
def test_whether_the_closing_handshake_was_completed(
    play: Callable[[Story], Talk], said: str
) -> None:
    assert handshake_words(judged(play(Story()))) == said


def test_breaches_are_counted_by_who_did_it() -> None:
    said = breach_words(judged(server_begun(Story())))
    assert ("▲ 1 violation by the server", Tint.VIOLATION) in said
    assert breach_words(judged(alive(Story()))) == []
    story = Story()
    quiet = story.talk(SERVER).connect()
    quiet.close(SERVER, 1000).close(CLIENT, 1000).fin(SERVER).fin(CLIENT).over()
    assert [tint for _, tint in breach_words(judged(quiet))] == [Tint.DIM]


def test_who_did_what() -> None:
    assert acts_words(judged(alive(Story()))) == ""
    assert acts_words(judged(client_begun(Story()))) == "begun by: client · TCP ended by: server"
    refused = acts_words(judged(failed(Story())))
    assert "begun by:" in refused
    assert len({party_words(party) for party in Party}) == len(Party)


def test_a_finding_names_who_did_not_keep_the_rule() -> None:
    verdict = judged(server_begun(Story()))
    assert finding_words(verdict.findings[0]).startswith("Not kept by the server: ")
    by = {finding.by for finding in verdict.findings}
    assert by <= {CLIENT, SERVER, None}
