from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, REASON_ZH, SERVER, Story
from tests.support.judged import judged
from wsinspector.journal.verdict import Basis
from wsinspector.protocol.phases import Phase
from wsinspector.texts import render
from wsinspector.verdict_texts import VERDICT_TEMPLATES


def test_the_end_of_tcp_that_was_missing_is_told_with_its_length() -> None:
    talk = Story().talk().connect().close(CLIENT, 1000, REASON_ZH).wait(1)
    talk.close(SERVER, 1000, REASON_ZH).wait(2000).fin(CLIENT).fin(SERVER).over()
    verdict = judged(talk)
    assert render(verdict.sentence) == (
        "The client closed with 1000 and the server answered with 1000, but then the server did "
        "not hang up; the client ended TCP after 2.0 s."
    )
    (row,) = verdict.inferred
    assert render(row.text) == "Server owes TCP end"
    assert verdict.owed == ()


def test_statements_stand_in_the_order_of_what_happened() -> None:
    talk = Story().talk().connect().close(SERVER, None).wait(3).close(CLIENT, None)
    talk.wait(1).fin(SERVER).wait(1).fin(CLIENT).over()
    told = [(render(one.text), one.basis) for one in judged(talk).statements]
    assert told == [
        ("The opening handshake succeeded.", Basis.SEEN),
        ("The server sent a Close with no code.", Basis.SEEN),
        ("The client answered with no code, 3.13 ms later.", Basis.SEEN),
        ("The server ended its side of TCP by FIN.", Basis.SEEN),
        ("The client ended its side of TCP by FIN.", Basis.SEEN),
    ]


def test_advice_goes_by_ending_and_by_code() -> None:
    talk = Story().talk().connect().close(SERVER, 1012).close(CLIENT, 1012)
    verdict = judged(talk.fin(SERVER).fin(CLIENT).over())
    assert [render(one) for one in verdict.advice] == ["Reconnect after a random 5 to 30 s."]


def test_hostile_reasons_are_made_visible() -> None:
    talk = Story().talk().connect().close(SERVER, 1002, "\u202e\x1b[31m evil")
    talk.close(CLIENT, 1002).fin(SERVER).fin(CLIENT).over(Phase.CLOSED_UNCLEAN)
    said = render(judged(talk).sentence)
    assert "\u202e" not in said
    assert "\x1b" not in said
    assert "evil" in said


@pytest.mark.parametrize("template", VERDICT_TEMPLATES)
def test_sentences_are_sentences(template: str) -> None:
    sentence = VERDICT_TEMPLATES[template]
    assert "{a}" not in sentence.lower()
    assert sentence[0].isupper() or template.startswith(("verdict.code", "causes.", "advice."))


def test_nothing_is_as_it_should_be_where_a_rule_was_broken() -> None:
    talk = Story().talk().connect().close(CLIENT).wait(3000).close(SERVER)
    late = judged(talk.fin(SERVER).fin(CLIENT).over())
    assert render(late.sentence).endswith("and ended TCP, but not all was as it should be.")


def test_a_late_answer_and_a_missing_end_of_tcp_are_both_told() -> None:
    talk = Story().talk().connect().close(CLIENT, 1000).wait(1500).close(SERVER, 1000)
    talk.wait(3000).fin(CLIENT).fin(SERVER).over()
    rows = {render(row.text): row.rule for row in judged(talk).inferred}
    assert rows == {
        "Server owes a Close": "close-reply-missing",
        "Server owes TCP end": "tcp-server-left-open",
    }
