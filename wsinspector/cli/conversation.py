"""Does the steps of a command line, one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from wsinspector.engine.client import Client
from wsinspector.journal.entries import kind_of
from wsinspector.journal.journal import Journal
from wsinspector.protocol.exchange import SendBytes, SendClose, SendMessage, Wish
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase


@dataclass(frozen=True, slots=True)
class Receive:
    """Wait until so many further messages have been received."""

    count: int


Step = Wish | Receive

_OURS_TO_SPEAK = frozenset({Phase.OPEN, Phase.CLOSE_SENT, Phase.CLOSE_RECEIVED})
"""Whatever is done here was asked for so, and no answer of this end is taken back by it."""
_CLOSING = frozenset({Phase.BOTH_CLOSED, Phase.FIN_RECEIVED})


class Conversation:
    """Begins when the connection is open, and is over when the steps or the connection are.

    Once this end has answered a Close, no further step is done: it may send nothing more (RFC 6455
    §5.5.1). What stands behind a Close among the steps is done, as far as it can be: it was asked
    for in that order.

    Args:
        client: the end that does it.
        journal: where it is recorded.
        steps: what to do, in order.
    """

    def __init__(self, client: Client, journal: Journal, steps: Iterable[Step]) -> None:
        self._client = client
        self._journal = journal
        self._steps = deque(steps)
        self._received = 0
        self._open = False
        self._upto = 0  # stream offset to be reached before the next step
        self._has_closed = False
        self._unsent = 0

    def read(self, entries: range) -> None:
        """Go on, now that these entries were recorded."""
        if not self._steps:
            return
        for entry in entries:
            if kind_of(self._journal.key_of(entry)) is Kind.API:
                event = self._journal.details(entry)["event"]
                self._open = self._open or event == "open"
                self._received += event == "message"
        while self._open and self._steps and self._may_speak and self._sent >= self._upto:
            step = self._steps[0]
            if isinstance(step, Receive):
                if self._received < step.count:
                    return
                self._received -= step.count
            else:
                if isinstance(step, SendBytes):  # its pieces may take their time
                    self._upto = self._sent + len(step.data)
                self._unsent += isinstance(step, SendMessage) and self._client.phase != Phase.OPEN
                self._has_closed = self._has_closed or isinstance(step, SendClose)
                self._client.wish(step)
            self._steps.popleft()

    @property
    def undone(self) -> int:
        """How many steps were not done by now; a Close that the peer made needless is no such."""
        return self._unsent + sum(not isinstance(step, SendClose) for step in self._steps)

    @property
    def _may_speak(self) -> bool:
        phase = self._client.phase
        if not self._client.is_live:
            return False
        return phase in _OURS_TO_SPEAK or (self._has_closed and phase in _CLOSING)

    @property
    def _sent(self) -> int:
        """Stream offset up to which is recorded what was sent."""
        end = self._client.end_id
        return 0 if end is None else self._journal.end(end).sent
