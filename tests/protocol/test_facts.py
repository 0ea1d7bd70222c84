"""The numbers of the kinds, which recordings keep."""

from __future__ import annotations

from wsinspector.protocol.facts import Fact, Kind, Step, entered, note
from wsinspector.protocol.phases import Phase
from wsinspector.texts import text


def test_the_first_sixteen_kinds_are_the_opcodes():
    assert [int(kind) for kind in Kind] == list(range(32))
    assert [kind for kind in Kind if kind.is_frame] == [Kind(opcode) for opcode in range(16)]
    assert (Kind.TEXT, Kind.BINARY, Kind.CLOSE, Kind.PING, Kind.PONG) == (1, 2, 8, 9, 10)


def test_the_steps_of_connecting_are_in_order():
    assert sorted(Step) == [Step.DNS, Step.TCP, Step.TLS, Step.HTTP]


def test_a_fact_is_a_plain_value():
    assert Fact(Kind.FIN, sent=True, start=5) == Fact(Kind.FIN, True, 5, b"", {})


def test_a_remark_keeps_its_text_by_id_and_arguments():
    assert note(text("journal.full", bytes=7)) == Fact(
        Kind.NOTE, details={"text": ["journal.full", {"bytes": 7}]}
    )


def test_a_phase_is_kept_by_its_word_and_ready_state():
    assert entered(Phase.CLOSE_SENT) == Fact(
        Kind.STATE, details={"phase": Phase.CLOSE_SENT.word, "ready": 2}
    )
