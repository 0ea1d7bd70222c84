"""What comes while there is no answer."""

from __future__ import annotations

from tests.support.playbook import facts
from wsinspector.protocol.opening.unanswered_bytes import UnansweredBytes
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role


def recorded(outbox):
    return [(fact.start, fact.data) for fact in facts(outbox.collect())]


def test_it_is_kept_for_an_answer_that_opens():
    outbox = Outbox(Role.SERVER, bytes)
    early = UnansweredBytes(10, 4, outbox, keeps=True)
    early.take(b"")
    assert not early.has_come
    early.take(b"abcd")
    assert (early.has_come, early.is_too_much, early.kept, early.start) == (
        True,
        False,
        b"abcd",
        10,
    )
    early.take(b"e")
    assert early.is_too_much
    assert recorded(outbox) == []
    early.finish("lost")
    assert recorded(outbox) == [(10, b"abcde")]
    assert (early.kept, early.start) == (b"", 15)


def test_it_is_recorded_at_once_for_any_other():
    outbox = Outbox(Role.SERVER, bytes)
    early = UnansweredBytes(10, 4, outbox, keeps=False)
    early.take(b"abcde")
    assert not early.is_too_much
    assert recorded(outbox) == [(10, b"abcde")]
    assert (early.kept, early.start) == (b"", 15)
    early.finish("lost")
    assert recorded(outbox) == []
