from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged, rules
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Phase


def test_an_answer_is_awaited_for_ten_seconds_before_it_counts_as_withheld() -> None:
    talk = Story().talk(CLIENT).connect().close(CLIENT)
    assert rules(judged(talk.wait(9_000))) == set()
    assert rules(judged(talk.wait(2_000))) == {"close-reply-missing"}


def test_a_close_that_never_arrived_need_not_be_answered() -> None:
    talk = Story().talk().connect().close(CLIENT, arrives=False).wait(1).rst(SERVER)
    assert "close-reply-missing" not in rules(judged(talk.over(Phase.CLOSED_UNCLEAN)))


def test_a_late_answer_is_forgiven_while_a_message_is_finished() -> None:
    talk = Story().talk().connect().frame(SERVER, Kind.TEXT, b"a", fin=False)
    talk.close(CLIENT).wait(1500).frame(SERVER, Kind.CONTINUATION, b"b").close(SERVER)
    (finding,) = [one for one in judged(talk).findings if one.rule == "close-reply-late"]
    assert finding.severity is Severity.OBSERVATION


def test_going_on_after_something_that_has_to_fail() -> None:
    talk = Story().talk(SERVER).connect().frame(CLIENT, Kind.RESERVED_3, b"x")
    talk.wait(1200).text(SERVER, "anyway")
    assert rules(judged(talk)) == {"frame-opcode-reserved", "fail-not-closed"}


def test_going_on_after_having_failed() -> None:
    talk = Story().talk(SERVER).connect().frame(CLIENT, Kind.RESERVED_3, b"x")
    talk.close(SERVER, 1002).text(SERVER, "anyway")
    assert {"process-after-fail", "data-after-close"} <= rules(judged(talk))


def test_a_side_that_is_never_closed() -> None:
    talk = Story().talk(SERVER).connect().fin(CLIENT).wait(1500)
    assert "tcp-half-open-lingering" in rules(judged(talk))


def test_a_code_of_the_other_role_may_be_repeated() -> None:
    talk = Story().talk().connect().close(SERVER, 1012).wait(1).close(CLIENT, 1012)
    assert rules(judged(talk)) == set()
    talk = Story().talk().connect().close(CLIENT, 1012).wait(1).close(SERVER, 1012)
    assert rules(judged(talk)) == {"close-code-wrong-role"}
