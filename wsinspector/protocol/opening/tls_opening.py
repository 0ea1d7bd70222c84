"""TLS before the opening handshake: why it came to nothing, seen from one end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.exchange import Timer
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.opening.opening_stage import ABORTED_BY_CLIENT, ABORTED_BY_SERVER
from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from wsinspector.protocol.limits import Limits
    from wsinspector.protocol.opening.openings import Opening
    from wsinspector.protocol.outbox import Outbox
    from wsinspector.protocol.transport_view import TransportView

TLS_FAILED = "tls-failed"


class TlsOpening:
    """Waits for the TLS handshake, which happens below; the opening handshake comes after it.

    Attributes:
        then: the opening handshake.

    Args:
        role: which end's.
        then: see above.
        limits: the patience.
        outbox: where the commands go.
        transport: what is left of the transport.
    """

    def __init__(
        self,
        role: Role,
        then: Opening,
        limits: Limits,
        outbox: Outbox,
        transport: TransportView,
    ) -> None:
        self.then = then
        self._role = role
        self._limits = limits
        self._outbox = outbox
        self._transport = transport

    def begin(self) -> None:
        """TCP is established: give the TLS handshake its time."""
        self._outbox.start_timer(Timer.HANDSHAKE, self._limits.handshake_ms)

    def resume(self) -> None:
        """There is no answer yet that could be delayed."""

    def receive(self, data: bytes) -> None:
        """Nothing of the stream can come before the handshake is over."""

    def keep_unfinished_head(self) -> None:
        """There is none: nothing of the stream has come."""

    def failed(self, reason: str, why: Text) -> None:
        """It failed for a reason that TLS states."""
        self._outbox.record(
            Kind.FAILURE,
            {
                "step": "tls",
                "reason": reason,
                "text": [why.id, dict(why.args)],
                "status": None,
                "faults": [],
            },
        )

    def lost(self, reset: bool) -> None:
        """The peer ended TCP in the middle of it."""
        self.failed(TLS_FAILED, text(f"tls.{'reset' if reset else 'dropped'}.{self._role}"))

    def timed_out(self) -> None:
        """It was not over in time."""
        self.failed(TLS_FAILED, text("tls.timeout", ms=self._limits.handshake_ms))

    def aborted(self) -> None:
        """This end gives it up."""
        is_client = self._role is Role.CLIENT
        reason = ABORTED_BY_CLIENT if is_client else ABORTED_BY_SERVER
        self.failed(reason, text("tls.aborted"))

    def leave(self) -> None:
        """End TCP."""
        self._transport.close()
