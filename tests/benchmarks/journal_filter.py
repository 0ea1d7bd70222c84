"""How long it takes to filter a million rows; run by hand, prints milliseconds against targets.

python tests/benchmarks/journal_filter.py [rows]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from wsinspector.journal.entries import Direction, EndKind
from wsinspector.journal.journal import Journal
from wsinspector.journal.row_filter import FilteredRows, RowFilter
from wsinspector.protocol.facts import FrameFact, Kind

REPEATS = 5
_HEADER_IN, _HEADER_OUT = b"\x81\xc0abcd", b"\x81\x40"


def fill(rows: int) -> Journal:
    """A server that echoes 64-byte texts, as it records itself; every 16th is binary."""
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    came = went = number = 0
    while len(journal) < rows:
        frames: list[FrameFact] = []
        for _ in range(32):
            payload = b"message number %08d of a long conversation, calm and steady!" % number
            payload = payload[:64].ljust(64)
            opcode = Kind.BINARY if number % 16 == 0 else Kind.TEXT
            frames.append((False, opcode, came, _HEADER_IN, payload))
            frames.append((True, opcode, went, _HEADER_OUT, payload))
            came += 70
            went += 66
            number += 1
        journal.append_frames(end, number * 1000, frames)
    return journal


def measure(name: str, target_ms: float, make: Callable[[], FilteredRows]) -> None:
    """Print the best of some runs."""
    best = float("inf")
    found = 0
    for _ in range(REPEATS):
        begin = time.perf_counter()
        found = len(make())
        best = min(best, time.perf_counter() - begin)
    print(f"{name:42} {best * 1000:7.1f} ms  of {target_ms:5.0f}  {found:9,} rows")


def main() -> None:
    """Fill a journal and filter it."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    begin = time.perf_counter()
    journal = fill(rows)
    print(f"{rows:,} rows recorded in {time.perf_counter() - begin:.1f} s")
    c2s = frozenset({Direction.C2S})
    text = frozenset({Kind.TEXT})
    for name, target, row_filter in (
        ("everything", 50, RowFilter()),
        ("opcode and direction", 50, RowFilter(directions=c2s, kinds=text)),
        ("opcode that never came", 50, RowFilter(kinds=frozenset({Kind.CLOSE}))),
        ("connection, opcode and direction", 100, RowFilter(1, c2s, text)),
        ("text that every row has", 500, RowFilter(text="message")),
        ("text that every row has, no letters", 500, RowFilter(text=", ")),
        ("text that every hundredth row has", 500, RowFilter(text="42 OF")),
        ("text that no row has", 500, RowFilter(text="nowhere")),
        ("text, opcode and direction", 500, RowFilter(None, c2s, text, "STEADY")),
    ):
        measure(name, target, lambda row_filter=row_filter: FilteredRows(journal, row_filter))
    filtered = FilteredRows(journal, RowFilter(text="message", kinds=text))
    end = 1
    frames = [(False, 1, 0, _HEADER_IN, b"message" * 9 + b"!")] * 64
    spent = 0.0
    for _ in range(100):
        journal.append_frames(end, 0, frames)
        begin = time.perf_counter()
        filtered.extend()
        spent += time.perf_counter() - begin
    print(f"64 more rows, text and opcode: {spent * 10:.3f} ms")


if __name__ == "__main__":
    main()
