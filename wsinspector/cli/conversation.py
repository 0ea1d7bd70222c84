"""Does the steps of a command line, one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from wsinspector.engine.client import Client
from wsinspector.journal.entries import kind_of
from wsinspector.journal.journal import Journal
from wsinspector.protocol.exchange import SendBytes, Wish
from wsinspector.protocol.facts import Kind


@dataclass(frozen=True, slots=True)
class Receive:
    """Wait until so many further messages have been received."""

    count: int


Step = Wish | Receive


class Conversation:
    """Begins when the connection is open, and is over when the steps or the connection are.

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

    def read(self, entries: range) -> None:
        """Go on, now that these entries were recorded."""
        if not self._steps:
            return
        for entry in entries:
            if kind_of(self._journal.key_of(entry)) is Kind.API:
                event = self._journal.details(entry)["event"]
                self._open = self._open or event == "open"
                self._received += event == "message"
        while self._open and self._steps and self._client.is_live and self._sent >= self._upto:
            step = self._steps[0]
            if isinstance(step, Receive):
                if self._received < step.count:
                    return
                self._received -= step.count
            else:
                if isinstance(step, SendBytes):  # its pieces may take their time
                    self._upto = self._sent + len(step.data)
                self._client.wish(step)
            self._steps.popleft()

    @property
    def _sent(self) -> int:
        """Stream offset up to which is recorded what was sent."""
        end = self._client.end_id
        return 0 if end is None else self._journal.end(end).sent
