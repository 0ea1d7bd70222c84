from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, SERVER, Story, Talk
from tests.support.judged import judged
from wsinspector.journal.verdict import Party
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase, Role


def _failed(code: int, reason: str = "") -> Talk:
    talk = Story().talk().connect().close(SERVER, code, reason).wait(1).close(CLIENT, code)
    return talk.fin(SERVER).fin(CLIENT).over()


@pytest.mark.parametrize(
    "code, ending, cause",
    [
        (1002, "failed-protocol", Party.CLIENT),
        (1003, "failed-unsupported", Party.CLIENT),
        (1007, "failed-data", Party.CLIENT),
        (1008, "failed-policy", Party.CLIENT),
        (1009, "failed-too-big", Party.CLIENT),
        (1010, "failed-extension", Party.CLIENT),
        (1011, "failed-internal", Party.SERVER),
    ],
)
def test_codes_that_say_that_something_was_wrong(code: int, ending: str, cause: Party) -> None:
    verdict = judged(_failed(code))
    assert (verdict.ending, verdict.cause, verdict.initiator) == (ending, cause, Party.SERVER)


def test_1011_says_that_nobody_answered_if_its_reason_does() -> None:
    assert judged(_failed(1011, "keepalive ping timeout")).ending == "keepalive-timeout"


def test_a_malformed_close_is_the_fault_of_its_sender() -> None:
    talk = Story().talk().connect().close(SERVER, 1006).close(CLIENT, 1002)
    verdict = judged(talk.fin(SERVER).fin(CLIENT).over(Phase.CLOSED_UNCLEAN))
    assert (verdict.ending, verdict.cause) == ("failed-bad-close", Party.SERVER)


def test_the_frame_that_did_it_is_the_evidence_of_a_silent_failure() -> None:
    talk = Story().talk(SERVER).connect()
    talk.frame(CLIENT, Kind.RESERVED_3, b"x").wait(2).fin(SERVER).wait(1).fin(CLIENT)
    verdict = judged(talk.over(Phase.CLOSED_UNCLEAN))
    assert (verdict.ending, verdict.cause) == ("failed-silent", Party.CLIENT)
    (finding,) = [one for one in verdict.findings if one.rule == "fail-without-close"]
    assert talk.journal.entry(finding.entries[0]).kind is Kind.RESERVED_3


@pytest.mark.parametrize("roles", [(), (CLIENT,), (SERVER,)])
def test_a_close_on_its_way_does_not_undo_a_breach(roles: tuple[Role, ...]) -> None:
    talk = Story().talk(*roles).connect().wait(5)
    talk.frame(CLIENT, Kind.RESERVED_3, b"x").close(CLIENT, 1000)
    talk.close(SERVER, 1002).fin(SERVER).fin(CLIENT).over(Phase.CLOSED_UNCLEAN)
    verdict = judged(talk)
    assert (verdict.ending, verdict.initiator, verdict.cause) == (
        "failed-protocol",
        Party.SERVER,
        Party.CLIENT,
    )


def test_a_ping_that_breaks_the_rules_need_not_be_answered() -> None:
    talk = Story().talk(CLIENT).connect().frame(CLIENT, Kind.PING, b"x" * 126)
    talk.close(SERVER, 1002).fin(SERVER).fin(CLIENT)
    found = {one.rule for one in judged(talk.over(Phase.CLOSED_UNCLEAN)).findings}
    assert "control-too-long" in found
    assert "ping-not-answered" not in found
