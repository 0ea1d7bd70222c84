"""Prints entries, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wsinspector.cli.line_output import LineOutput
from wsinspector.journal.entries import BACKGROUND, kind_of
from wsinspector.journal.journal import Journal

_AT_ONCE = 512


class JournalPrinter:
    """Writes a line for every entry.

    Args:
        journal: where they are recorded.
        output: where lines go.
        line_of: makes the line of an entry.
        everything: background entries too.
    """

    def __init__(
        self,
        journal: Journal,
        output: LineOutput,
        line_of: Callable[[Journal, int], str],
        *,
        everything: bool,
    ) -> None:
        self._journal = journal
        self._output = output
        self._line_of = line_of
        self._everything = everything

    def read(self, entries: Sequence[int]) -> None:
        """Print these entries."""
        journal, line_of = self._journal, self._line_of
        for first in range(0, len(entries), _AT_ONCE):
            if not self._output.is_open:
                return
            lines = [
                line_of(journal, entry)
                for entry in entries[first : first + _AT_ONCE]
                if self._everything or kind_of(journal.key_of(entry)) not in BACKGROUND
            ]
            if lines:
                self._output.write("".join(lines))
