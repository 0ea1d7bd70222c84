"""What an API said, as a line of the timeline says it."""

from __future__ import annotations

from wsinspector.journal.api_words import report_words
from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.summary import lane_label, summary
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.texts import render


def said(by: str = "Chrome 150", **details) -> str:
    return " · ".join(map(render, report_words({"by": by, **details})))


def test_what_a_page_says_beside_the_event_itself():
    words = said(event="close", readyState=3, bufferedAmount=17, at=12.5)
    assert words == (
        "readyState 3 · bufferedAmount 17 · at 12.5 ms of its own clock · reported by Chrome 150"
    )
    assert said(event="error", bufferedAmount=0, at=3.0) == (
        "at 3 ms of its own clock · reported by Chrome 150"
    )


def test_an_exception_with_the_call_that_threw_it():
    words = said(event="exception", call="close", name="InvalidAccessError", message="1001")
    assert words.startswith("close throws InvalidAccessError: 1001 · ")


def test_words_of_strangers_are_visible_and_cut():
    assert "\u202e" not in said(event="error", message="\u202eevil\n")
    assert len(said(event="open", protocol="x" * 1000)) < 200
    assert said("", event="error") == "reported"


def test_the_line_in_the_timeline():
    journal = Journal()
    end = journal.open_end(EndKind.PAGE, 0, label="my client")
    details = {"event": "close", "code": 1000, "reason": "再见", "wasClean": True, "by": "it"}
    clean = journal.append(end, 0, Fact(Kind.API, details=details))
    assert render(lane_label(journal, clean)) == "API close 1000 clean"
    assert render(summary(journal, clean)) == "Normal Closure · “再见” · reported by it"
    untold = journal.append(end, 0, Fact(Kind.API, details={"event": "close", "code": 1006}))
    assert render(lane_label(journal, untold)) == "API close 1006"
