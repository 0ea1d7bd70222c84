from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story, client_begun, one_ended
from tests.support.judged import judged
from wsinspector.journal.verdict import Verdict
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase
from wsinspector.texts import render


def said(verdict: Verdict) -> list[str]:
    return [render(note) for note in verdict.notes]


def test_nothing_is_misleading_where_both_see_the_same() -> None:
    assert said(judged(client_begun(Story()))) == []


def test_what_one_end_cannot_know_is_said() -> None:
    (note,) = said(judged(one_ended(Story())))
    assert "cannot be known from this end" in note


def test_ends_that_disagree() -> None:
    talk = Story().talk().connect().close(CLIENT).wait(1).fin(SERVER).fin(CLIENT)
    notes = said(judged(talk.over(Phase.CLOSED_UNCLEAN)))
    assert notes[0] == "The client sees 1006, the server sees 1000."
    assert "7.2.1" in notes[1]


def test_a_clean_close_that_tells_of_a_failure() -> None:
    talk = Story().talk().connect().close(SERVER, 1011).close(CLIENT, 1011).fin(SERVER).fin(CLIENT)
    assert any(note.startswith("Clean means") for note in said(judged(talk.over())))


def test_what_lives_needs_no_notes() -> None:
    assert said(judged(Story().talk().connect())) == []


def test_nobody_can_be_told_anything_where_nobody_is() -> None:
    talk = Story().talk(CLIENT)
    said = ["open.tcp-refused", {"address": "127.0.0.1:9"}]
    talk.record(CLIENT, Kind.FAILURE, reason="tcp-refused", step="tcp", text=said)
    verdict = judged(talk.over(Phase.NEVER_OPENED))
    assert verdict.ending == "open-tcp-refused"
    assert verdict.ends[SERVER].predicted == {}
    assert verdict.ends[CLIENT].predicted["letter"].code == 1006
    assert "note.one-sided" not in {note.id for note in verdict.notes}
    assert [len(one.entries) for one in verdict.statements] == [1]
