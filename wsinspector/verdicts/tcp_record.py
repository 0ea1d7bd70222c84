"""What one end has seen of TCP, and of TLS on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.facts import Kind
from wsinspector.verdicts.moment import Moment
from wsinspector.verdicts.prediction import What

if TYPE_CHECKING:
    from wsinspector.journal.entries import Entry
    from wsinspector.protocol.facts import Detail
    from wsinspector.verdicts.findings import Findings


class TcpRecord:
    """How the transport came and went.

    Attributes:
        connecting: when this end began to connect.
        connected: when it was connected.
        fin_sent: when its FIN went out.
        fin_received: when the peer's came, or TLS said before that nothing would follow.
        rst_sent: when it reset.
        rst_received: when it was reset.
        notified: when the peer's close_notify came.
        silence_ns: how long nothing had gone or come when TCP was ended.

    Args:
        findings: where broken rules go.
    """

    def __init__(self, findings: Findings) -> None:
        self.connecting: Moment | None = None
        self.connected: Moment | None = None
        self.fin_sent: Moment | None = None
        self.fin_received: Moment | None = None
        self.rst_sent: Moment | None = None
        self.rst_received: Moment | None = None
        self.notified: Moment | None = None
        self.silence_ns = 0
        self._findings = findings

    def take_end(self, entry: Entry, last_bytes: Moment | None) -> What | None:
        """A FIN or RST went or came; returns what that means for the API, if anything.

        Args:
            entry: which.
            last_bytes: when the last frame went or came.
        """
        moment = Moment(entry.id, entry.time_ns)
        ends = (self.fin_sent, self.fin_received, self.rst_sent, self.rst_received)
        if not any(ends) and last_bytes is not None:
            self.silence_ns = moment.time_ns - last_bytes.time_ns
        if entry.kind is Kind.RST:
            if entry.sent:
                self.rst_sent = self.rst_sent or moment
                return What.LEFT
            self.rst_received = self.rst_received or moment
            return What.RST_RECEIVED
        if entry.sent:
            self.fin_sent = self.fin_sent or moment
            return What.LEFT
        if self.notified is not None:
            self.fin_received = Moment(entry.id, self.notified.time_ns)
            return None
        self.fin_received = self.fin_received or moment
        return What.FIN_RECEIVED

    def take_tls(self, entry: Entry, details: dict[str, Detail]) -> What | None:
        """TLS said something beside the stream; returns what that means for the API."""
        event = details.get("event")
        if event in ("withheld", "missing") and entry.direction is not None:
            self._findings.add("tls-close-notify-missing", entry.direction.sender, entry.id)
        elif event == "close-notify" and entry.sent is False and self.notified is None:
            self.notified = Moment(entry.id, entry.time_ns)
            return What.FIN_RECEIVED
        return None
