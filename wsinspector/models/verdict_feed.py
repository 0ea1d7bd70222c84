"""Judges the connections of a session while they live, and tells of the one that is looked at."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from wsinspector.models.outcomes import Outcomes
from wsinspector.protocol.facts import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from wsinspector.journal.journal import Journal
    from wsinspector.journal.verdict import Verdict
    from wsinspector.journal.watch import Advance
    from wsinspector.models.journal_feed import JournalFeed
    from wsinspector.verdicts.judge import Judge

_SLICE: Final = 100
"""Entries that are taken before the time is looked at."""
_FLOOD: Final = 4000
"""More than that at once, and judging waits until it is over: the window and the sockets come
first."""
_FLOWING_NS: Final = 1_500_000
"""How long it may judge with each batch of news ..."""
_CALM_NS: Final = 3_000_000
"""... and how long at once when no more news come."""
_CALM_MS: Final = 60
_PAUSE_MS: Final = 10
"""Between two turns of catching up."""
_SHOWN_NS: Final = 250_000_000
"""How often what is looked at is judged while there is much that was not taken yet."""
_TICK_MS: Final = 250
"""How often what is owed is counted."""
_TICKS_OF_OTHERS: Final = 8
"""How often that of the others is: so many times less."""
_TELLING: Final = frozenset(
    (
        Kind.CONNECT,
        Kind.TCP,
        Kind.REQUEST,
        Kind.RESPONSE,
        Kind.CLOSE,
        Kind.FIN,
        Kind.RST,
        Kind.FAILURE,
        Kind.TIMEOUT,
    )
)
"""Kinds of row that make a connection the latest: it began, or it ends."""
_TELLING_KEYS: Final = bytes((key & 0b0001_1111) in _TELLING for key in range(256))


class VerdictFeed(QObject):
    """One judge for a session, which takes what is new once a batch.

    The connection that is looked at is judged whenever something of it changed, and four times a
    second as long as something is owed. All others are judged as time allows, a few in each batch.
    Where very much comes at once it falls behind, speaks of what it has taken, and catches up when
    it is calm again. Nothing is loaded before there is a connection.

    Attributes:
        outcomes: what became of all connections.

    Args:
        journal: what is judged.
        feed: tells when there is more.
        now_ns: the clock by which the journal is written.
        parent: owner of this object.
    """

    changed = Signal()
    """There is another verdict on the connection that is looked at, or another connection."""
    judged = Signal(object)
    """A set of the connections of which something else became than was known."""

    def __init__(
        self,
        journal: Journal,
        feed: JournalFeed,
        now_ns: Callable[[], int] = time.monotonic_ns,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._now_ns = now_ns
        self._judge: Judge | None = None
        self._wanted: int | None = None
        self._latest: int | None = None
        self._before: int | None = None
        self._joined = 0, 0
        self._seen = 0
        self._shown: int | None = None
        self._verdict: Verdict | None = None
        self._stale: dict[int, None] = {}
        self._new: set[int] = set()
        self._ticks = 0
        self.outcomes = Outcomes(journal)
        self._recorded = 0
        self._behind = False
        self._shown_at = 0
        self._soon = self._timer(_CALM_MS, self._catch_up, single=True)
        self._tick = self._timer(_TICK_MS, self._on_tick, single=False)
        feed.advanced.connect(self._advance)

    # -- what is looked at ----------------------------------------------------------------------

    @property
    def connection(self) -> int | None:
        """The connection that is looked at; None as long as there is none."""
        return self._shown

    @property
    def latest(self) -> int | None:
        """The connection that began or ended last."""
        return self._latest

    @property
    def verdict(self) -> Verdict | None:
        """What is known of it; None as long as it cannot be judged."""
        return self._verdict

    @property
    def is_behind(self) -> bool:
        """Whether more was recorded than was taken so far."""
        return self._behind

    def look_at(self, connection: int | None) -> None:
        """Judge this connection first; None for the one that began or ended last."""
        if connection is not None and connection <= 0:  # of the session, or set aside
            connection = None
        if connection != self._wanted:
            self._wanted = connection
            self._work()

    def verdict_on(self, connection: int) -> Verdict | None:
        """What is known of any connection by now; None if it cannot be judged."""
        if self._judge is None:
            return None
        taken = self._judge.taken
        last_ns = self._journal.time_of(taken - 1) if taken else 0
        # What has not been taken may be what is missing.
        now_ns = last_ns
        if not self._behind:
            now_ns = max(last_ns, self._now_ns() - self._journal.start_ns)
        try:
            return self._judge.verdict(connection, now_ns)
        except KeyError:  # joined with another one, or nothing of it is in view
            return None

    def judge(self) -> Judge:
        """The one judge of this session."""
        if self._judge is None:
            from wsinspector.verdicts.judge import Judge

            self._judge = Judge(self._journal)
        return self._judge

    def stop(self) -> None:
        """Judge nothing any more."""
        self._soon.stop()
        self._tick.stop()

    # -- judging --------------------------------------------------------------------------------

    def _timer(self, ms: int, act: Callable[[], None], *, single: bool) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(ms)
        timer.setSingleShot(single)
        timer.timeout.connect(act)
        return timer

    def _advance(self, news: Advance) -> None:
        if self._judge is None and not self._journal.table.connections:
            return
        if news.connections:
            self._follow_joins()
        self._find_latest()
        self._work()

    def _follow_joins(self) -> None:
        """Connections that turned out to be one, or none, are judged anew or not at all."""
        table, moves = self._journal.table, self._journal.rows.moves
        standing = len(moves), len(table.asides)
        if standing == self._joined:
            return
        self._stale.update(dict.fromkeys(to for _, to in moves[self._joined[0] :]))
        self._joined = standing
        for connection in list(self.outcomes):
            if connection not in table.connections and self.outcomes.drop(connection):
                self._new.add(connection)

    def _find_latest(self) -> None:
        """The last row that tells of a beginning or an end; looks at new rows only."""
        rows = self._journal.rows
        begin, self._seen = rows.row_at(self._seen - 1) + 1, len(self._journal)
        at = rows.keys[begin:].translate(_TELLING_KEYS).rfind(1)
        known = self._journal.table.connections
        if at >= 0 and (found := rows.connections[begin + at]) in known and found > 0:
            if found != self._latest:
                self._before = self._latest
            self._latest = found
        if self._latest not in known:
            self._latest = self._before if self._before in known else None

    def _catch_up(self) -> None:
        # A loop with very much to do may be late with its news.
        before, self._recorded = self._recorded, len(self._journal)
        if self._recorded == before:
            self._work(_CALM_NS, _PAUSE_MS)
        else:
            self._work()

    def _work(self, budget_ns: int = _FLOWING_NS, pause_ms: int = _CALM_MS) -> None:
        """Judge until the time for it is over.

        Args:
            budget_ns: the time for it.
            pause_ms: when it goes on, if it was not done by then and nothing new comes.
        """
        if self._judge is None and not self._journal.table.connections:
            return
        judge = self.judge()
        stop_ns = time.perf_counter_ns() + budget_ns
        done = False
        if pause_ms != _CALM_MS or len(self._journal) - judge.taken <= _FLOOD:
            done = judge.catch_up(_SLICE)
            while not done and time.perf_counter_ns() < stop_ns:
                done = judge.catch_up(_SLICE)
        was_behind, self._behind = self._behind, not done
        self._stale.update(dict.fromkeys(judge.take_news()))
        is_told = self._look(done) or was_behind is done
        if done:
            self._judge_others(stop_ns)
        if self._new:
            new, self._new = frozenset(self._new), set()
            self.judged.emit(new)
        if is_told:
            self.changed.emit()
        if self._stale or not done:
            self._soon.start(pause_ms)
        self._keep_ticking()

    def _look(self, done: bool) -> bool:
        """Judge what is looked at, if it is time; returns whether there is anything to tell."""
        shown = self._latest if self._wanted is None else self._wanted
        is_other, self._shown = shown != self._shown, shown
        if shown is None:
            was_known, self._verdict = self._verdict is not None, None
            return was_known or is_other
        now_ns = time.perf_counter_ns()
        is_due = done or is_other or now_ns - self._shown_at > _SHOWN_NS
        if not is_other and (shown not in self._stale or not is_due):
            return False
        self._shown_at = now_ns
        return self._judge_shown(shown) or is_other

    def _judge_shown(self, connection: int) -> bool:
        self._stale.pop(connection, None)
        verdict = self.verdict_on(connection)
        if verdict == self._verdict:
            return False
        self._verdict = verdict
        self._note(connection, verdict)
        return True

    def _note(self, connection: int, verdict: Verdict | None) -> None:
        outcomes = self.outcomes
        if outcomes.drop(connection) if verdict is None else outcomes.take(verdict):
            self._new.add(connection)

    def _judge_others(self, stop_ns: int) -> None:
        """Until the time for it is over, and one at least."""
        while self._stale:
            connection = next(iter(self._stale))
            del self._stale[connection]
            if connection > 0:
                self._note(connection, self.verdict_on(connection))
            if time.perf_counter_ns() >= stop_ns:
                break

    # -- time -----------------------------------------------------------------------------------

    def _keep_ticking(self) -> None:
        if (self._verdict is not None and self._verdict.owed) or self.outcomes.owing:
            if not self._tick.isActive():
                self._tick.start()
        else:
            self._tick.stop()

    def _on_tick(self) -> None:
        if self._verdict is not None and self._verdict.owed:
            self._stale[self._verdict.connection] = None
        self._ticks += 1
        if self._ticks % _TICKS_OF_OTHERS == 0:
            self._stale.update(dict.fromkeys(self.outcomes.owing))
        self._work()
