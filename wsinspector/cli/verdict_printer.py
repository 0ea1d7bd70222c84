"""Prints a verdict whenever a connection is over."""

from __future__ import annotations

from collections.abc import Callable

from wsinspector.cli.line_output import LineOutput
from wsinspector.journal.entries import kind_of
from wsinspector.journal.journal import Journal
from wsinspector.journal.verdict import Verdict
from wsinspector.protocol.facts import Kind
from wsinspector.verdicts.judge import Judge


class VerdictPrinter:
    """Judges what is recorded, as it is.

    Args:
        journal: where it is recorded.
        output: where lines go.
        lines_of: makes the lines of a verdict; gets the address that was connected to, too.
    """

    def __init__(
        self, journal: Journal, output: LineOutput, lines_of: Callable[[Verdict, str], str]
    ) -> None:
        self._journal = journal
        self._output = output
        self._lines_of = lines_of
        self._judge = Judge(journal)
        self._ending: set[int] = set()

    def read(self, entries: range) -> None:
        """Take these entries, and print the verdicts of the connections that are over."""
        journal = self._journal
        self._judge.catch_up()
        self._ending.update(
            journal.connection_of(entry)
            for entry in entries
            if kind_of(journal.key_of(entry)) is Kind.STATE
        )
        for connection in sorted(self._ending):
            known = journal.table.connections.get(connection)
            ends = [] if known is None else [journal.end(end) for end in known.ends]
            if known is None:
                self._ending.discard(connection)
            elif all(end.over for end in ends):
                self._ending.discard(connection)
                verdict = self._judge.verdict(connection, journal.time_of(len(journal) - 1))
                self._output.write(self._lines_of(verdict, known.url))
                self._judge.forget(connection)
