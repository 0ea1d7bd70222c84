"""Holds a verdict against what a scenario expects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wsinspector.journal.verdict import Party, Verdict
from wsinspector.protocol.api_events import Report
from wsinspector.protocol.faults import Severity
from wsinspector.scenarios.scenario import Expectation, ExpectedReport
from wsinspector.texts import Text, text

OF_NO_MATTER: Final = frozenset(("req-origin-missing",))
"""What every client breaks that is no browser."""


def differences(verdict: Verdict, expected: Expectation) -> tuple[Text, ...]:
    """What a verdict says otherwise than it should, one sentence each."""
    return (*_of_the_end(verdict, expected), *_of_rules(verdict, expected))


def _of_the_end(verdict: Verdict, expected: Expectation) -> Iterator[Text]:
    if verdict.ending != expected.ending:
        yield _differs("ending", verdict.ending, expected.ending)
    if verdict.flags != expected.flags:
        yield _differs("flags", _words(verdict.flags), _words(expected.flags))
    parties: tuple[tuple[str, Party, Party | None], ...] = (
        ("initiator", verdict.initiator, expected.initiator),
        ("tcp-closer", verdict.tcp_closer, expected.tcp_closer),
        ("cause", verdict.cause, expected.cause),
    )
    for name, found, wanted in parties:
        if wanted is not None and found is not wanted:
            yield _differs(name, found.value, wanted.value)
    for role, reports in expected.reports.items():
        for profile, wanted_report in reports.items():
            predicted = verdict.ends[role].predicted.get(profile)
            if predicted is None or not agrees(predicted, wanted_report):
                found_words = "" if predicted is None else report_words(predicted)
                yield _differs(f"{role}.{profile}", found_words, expected_words(wanted_report))


def _of_rules(verdict: Verdict, expected: Expectation) -> Iterator[Text]:
    found = {finding.rule: finding for finding in verdict.findings}
    for rule in sorted(expected.rules - found.keys()):
        yield text("scenario.rule-missing", rule=rule)
    allowed = expected.rules | expected.also | OF_NO_MATTER
    for rule in sorted(found.keys() - allowed):
        yield text("scenario.rule-surplus", rule=rule, severity=found[rule].severity.value)
    for rule in sorted(expected.also & found.keys()):
        if found[rule].severity is Severity.VIOLATION:
            yield text("scenario.rule-surplus", rule=rule, severity=Severity.VIOLATION.value)


def agrees(report: Report, expected: ExpectedReport) -> bool:
    """Whether a report is the expected one."""
    return (
        report.code == expected.code
        and report.was_clean is expected.clean
        and report.error is expected.error
        and expected.reason in (None, report.reason)
    )


def report_words(report: Report) -> str:
    """A report as scenario files write it."""
    return expected_words(
        ExpectedReport(report.code, report.was_clean, report.error, report.reason or None)
    )


def expected_words(report: ExpectedReport) -> str:
    """An expected report as scenario files write it."""
    reason = "" if report.reason is None else f' "{report.reason}"'
    clean = "clean" if report.clean else "unclean"
    return f"{report.code}{reason} {clean}{' error' if report.error else ''}"


def _differs(what: str, found: str, wanted: str) -> Text:
    return text("scenario.differs", what=what, found=found or "none", wanted=wanted or "none")


def _words(flags: frozenset[str]) -> str:
    return ", ".join(sorted(flags))
