"""JUnit's XML, which continuous integration shows as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

_NOT_IN_XML = {number: "\N{REPLACEMENT CHARACTER}" for number in range(32) if number not in (9, 10)}


class Case(NamedTuple):
    """One row of the table.

    Attributes:
        group: the heading.
        name: of the case.
        seconds: how long it took.
        failure: why it failed; empty if it did not.
    """

    group: str
    name: str
    seconds: float
    failure: str = ""


def junit_document(suite: str, cases: Sequence[Case]) -> bytes:
    """A whole document.

    Args:
        suite: name of the table.
        cases: its rows.
    """
    failures = sum(bool(case.failure) for case in cases)
    took = sum(case.seconds for case in cases)
    counts = f'tests="{len(cases)}" failures="{failures}" time="{took:.3f}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuite name={_attribute(suite)} {counts}>",
    ]
    for case in cases:
        begin = (
            f"  <testcase classname={_attribute(case.group)} name={_attribute(case.name)} "
            f'time="{case.seconds:.3f}"'
        )
        if case.failure:
            lines += [f"{begin}>", f"    <failure>{_content(case.failure)}</failure>"]
            lines.append("  </testcase>")
        else:
            lines.append(f"{begin}/>")
    return "\n".join([*lines, "</testsuite>", ""]).encode("utf-8", "replace")


def _attribute(words: str) -> str:
    return quoteattr(words.translate(_NOT_IN_XML))


def _content(words: str) -> str:
    return escape(words.translate(_NOT_IN_XML))
