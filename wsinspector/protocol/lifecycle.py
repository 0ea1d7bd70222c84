"""The life of a connection as one end sees it: every change of phase, as one table.

A phase changes here and nowhere else. The table knows neither role nor behaviour: what an end
*does* when it enters a phase is the endpoint's business (RFC 6455 §5.5.1, §7.1), what phase it is
in follows from what has happened alone. A pair that is not in the table changes nothing.

::

    CONNECTING_HTTP ── ACCEPTED ──> OPEN ── CLOSE_OUT ──> CLOSE_SENT
                                     │                        │
                                  CLOSE_IN                 CLOSE_IN
                                     v                        v
                              CLOSE_RECEIVED ─ CLOSE_OUT ─> BOTH_CLOSED ─ FIN_OUT ─> FIN_SENT
                                                              │                        │
                                                             EOF                      LOST
                                                              v                        v
                                                         FIN_RECEIVED ──── LOST ──> CLOSED_CLEAN

VIOLATION leads from any phase in which frames are still acted on to FAILING, EOF without a whole
closing handshake to PEER_EOF, and LOST ends every phase.
"""

from __future__ import annotations

from enum import Enum, auto

from wsinspector.protocol.phases import Phase


class Trigger(Enum):
    """What can change the phase of an end."""

    TLS_BEGUN = auto()
    """TCP is established, and TLS shakes hands on it."""
    CONNECTED = auto()
    """The transport is established."""
    ACCEPTED = auto()
    """The opening handshake succeeded."""
    REFUSED = auto()
    """The opening handshake failed, whoever failed it."""
    ABORTED = auto()
    """The API's ``close()`` was called before the opening handshake was over."""
    CLOSE_OUT = auto()
    """Our first Close frame went out."""
    CLOSE_IN = auto()
    """A valid Close frame arrived, the first one."""
    VIOLATION = auto()
    """The peer did what makes this end fail the connection (RFC 6455 §7.1.7)."""
    COMPLETED = auto()
    """Both Close frames are out, ours last."""
    EOF = auto()
    """The peer's stream is over: its FIN arrived, or TLS's close_notify."""
    FIN_OUT = auto()
    """Our FIN went out."""
    LOST = auto()
    """The transport is gone."""


_CONNECTING = (
    Phase.CONNECTING_DNS,
    Phase.CONNECTING_TCP,
    Phase.CONNECTING_TLS,
    Phase.CONNECTING_HTTP,
)

TRANSITIONS: dict[tuple[Phase, Trigger], Phase] = {
    (Phase.CONNECTING_DNS, Trigger.TLS_BEGUN): Phase.CONNECTING_TLS,
    (Phase.CONNECTING_TCP, Trigger.TLS_BEGUN): Phase.CONNECTING_TLS,
    (Phase.CONNECTING_DNS, Trigger.CONNECTED): Phase.CONNECTING_HTTP,
    (Phase.CONNECTING_TCP, Trigger.CONNECTED): Phase.CONNECTING_HTTP,
    (Phase.CONNECTING_TLS, Trigger.CONNECTED): Phase.CONNECTING_HTTP,
    **{(phase, Trigger.REFUSED): Phase.NEVER_OPENED for phase in _CONNECTING},
    **{(phase, Trigger.LOST): Phase.NEVER_OPENED for phase in _CONNECTING},
    # The API's readyState is CLOSING at once, although nothing was ever open (WHATWG close()).
    **{(phase, Trigger.ABORTED): Phase.CONNECTING_ABORTED for phase in _CONNECTING},
    (Phase.CONNECTING_ABORTED, Trigger.LOST): Phase.NEVER_OPENED,
    (Phase.CONNECTING_HTTP, Trigger.ACCEPTED): Phase.OPEN,
    # §7.1.3: upon either sending or receiving a Close frame the closing handshake is started.
    (Phase.OPEN, Trigger.CLOSE_OUT): Phase.CLOSE_SENT,
    (Phase.OPEN, Trigger.CLOSE_IN): Phase.CLOSE_RECEIVED,
    (Phase.CLOSE_SENT, Trigger.CLOSE_IN): Phase.BOTH_CLOSED,
    (Phase.CLOSE_RECEIVED, Trigger.CLOSE_OUT): Phase.BOTH_CLOSED,
    # §7.1.7: only frames that are still acted on can fail the connection.
    (Phase.OPEN, Trigger.VIOLATION): Phase.FAILING,
    (Phase.CLOSE_SENT, Trigger.VIOLATION): Phase.FAILING,
    # §7.2.1: without a whole closing handshake the end of TCP is a loss.
    (Phase.OPEN, Trigger.EOF): Phase.PEER_EOF,
    (Phase.CLOSE_SENT, Trigger.EOF): Phase.PEER_EOF,
    (Phase.CLOSE_RECEIVED, Trigger.EOF): Phase.PEER_EOF,
    # §7.1.4: but a FIN ends one direction only, and our Close may still answer the peer's.
    (Phase.PEER_EOF, Trigger.COMPLETED): Phase.FIN_RECEIVED,
    (Phase.BOTH_CLOSED, Trigger.FIN_OUT): Phase.FIN_SENT,
    (Phase.BOTH_CLOSED, Trigger.EOF): Phase.FIN_RECEIVED,
    # §7.1.4: closed cleanly when TCP is closed after the closing handshake was completed, by
    # whatever means.
    (Phase.BOTH_CLOSED, Trigger.LOST): Phase.CLOSED_CLEAN,
    (Phase.FIN_SENT, Trigger.LOST): Phase.CLOSED_CLEAN,
    (Phase.FIN_RECEIVED, Trigger.LOST): Phase.CLOSED_CLEAN,
    (Phase.OPEN, Trigger.LOST): Phase.CLOSED_UNCLEAN,
    (Phase.CLOSE_SENT, Trigger.LOST): Phase.CLOSED_UNCLEAN,
    (Phase.CLOSE_RECEIVED, Trigger.LOST): Phase.CLOSED_UNCLEAN,
    (Phase.FAILING, Trigger.LOST): Phase.CLOSED_UNCLEAN,
    (Phase.PEER_EOF, Trigger.LOST): Phase.CLOSED_UNCLEAN,
}


def next_phase(phase: Phase, trigger: Trigger) -> Phase:
    """The phase after this trigger; the same one where the trigger changes nothing."""
    return TRANSITIONS.get((phase, trigger), phase)
