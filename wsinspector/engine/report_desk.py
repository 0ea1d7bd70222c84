"""Records what pages and programs report of their own APIs, on the connection they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.entries import EndKind
from wsinspector.journal.reported_socket import socket_of_address, socket_with_marker

if TYPE_CHECKING:
    from wsinspector.engine.clock import Clock
    from wsinspector.journal.journal import Journal
    from wsinspector.protocol.website.api_report import ApiReport

_REMEMBERED: Final = 1024


class ReportDesk:
    """Takes reports.

    A report that names a socket nobody here has seen becomes a connection of its own, because what
    its API said is true all the same; nothing is guessed. Reports of the same socket share one.

    Args:
        journal: where they are recorded.
        clock: stamps them: what counts is when they came.
    """

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock
        self._alone: dict[str, int] = {}

    def take(self, report: ApiReport) -> None:
        """Record a report."""
        now = self._clock.monotonic_ns()
        connection = self._find(report)
        end = self._alone_end(report, now) if connection is None else self._end(connection, report)
        for fact in report.facts:
            self._journal.append(end, now, fact)

    def _find(self, report: ApiReport) -> int | None:
        """The connection in view that a report names; None if it names none."""
        found = None
        if report.socket:
            found = socket_with_marker(self._journal, report.socket)
        if found is None and report.local is not None:
            found = socket_of_address(self._journal, report.local)
        return found

    def _end(self, connection: int, report: ApiReport) -> int:
        end = self._journal.table.end_of(connection, EndKind.PAGE)
        return self._journal.open_page(connection, report.name) if end is None else end.id

    def _alone_end(self, report: ApiReport, now: int) -> int:
        """The end that stands alone for a socket that is not in view."""
        key = report.socket or (f"{report.local[0]} {report.local[1]}" if report.local else "")
        end = self._alone.get(key) if key else None
        if end is None:
            end = self._journal.open_end(EndKind.PAGE, now, label=report.name, url=report.url)
            self._journal.finish(end)
            if key:
                self._alone[key] = end
            if len(self._alone) > _REMEMBERED:
                del self._alone[next(iter(self._alone))]
        return end
