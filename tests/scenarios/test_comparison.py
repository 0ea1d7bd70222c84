from __future__ import annotations

from dataclasses import replace

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged
from wsinspector.journal.verdict import Party
from wsinspector.protocol.api_events import Report
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.comparison import agrees, differences, expected_words, report_words
from wsinspector.scenarios.scenario import Expectation, ExpectedReport
from wsinspector.texts import render

_EXPECTED = Expectation(
    "clean-client",
    frozenset(("no-status",)),
    Party.CLIENT,
    Party.SERVER,
    Party.CLIENT,
    frozenset(("close-no-status",)),
    frozenset(("req-key-sample", "mask-key-predictable")),
    {Role.CLIENT: {"letter": ExpectedReport(1005, True)}},
)


def _said(expected: Expectation) -> list[str]:
    talk = Story().talk(CLIENT).connect().wait(5).close(CLIENT, None).wait(1).close(SERVER, None)
    verdict = judged(talk.wait(1).fin(SERVER).fin(CLIENT).over())
    return [render(one) for one in differences(verdict, expected)]


def test_nothing_differs() -> None:
    assert _said(_EXPECTED) == []


def test_every_difference_is_a_sentence() -> None:
    expected = replace(
        _EXPECTED,
        ending="abrupt-fin",
        flags=frozenset(),
        cause=Party.SERVER,
        rules=frozenset(("pong-late",)),
        reports={Role.CLIENT: {"letter": ExpectedReport(1006, False, True)}},
    )
    assert _said(expected) == [
        "ending: clean-client, and not abrupt-fin",
        "flags: no-status, and not none",
        "cause: client, and not server",
        "client.letter: 1005 clean, and not 1006 unclean error",
        "pong-late was not found",
        "close-no-status was found (observation)",
    ]


def test_a_reason_may_be_of_no_matter() -> None:
    report = Report(1000, "bye", True, error=False)
    assert agrees(report, ExpectedReport(1000, True))
    assert agrees(report, ExpectedReport(1000, True, reason="bye"))
    assert not agrees(report, ExpectedReport(1000, True, reason=""))
    assert not agrees(report, ExpectedReport(1000, True, error=True))
    assert report_words(report) == '1000 "bye" clean'
    assert expected_words(ExpectedReport(1006, False, True)) == "1006 unclean error"
