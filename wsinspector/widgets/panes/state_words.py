"""The states of an end in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wsinspector.models.unseen_end import Unseen, UnseenEnd
from wsinspector.protocol.behaviours.behaviour import Presence
from wsinspector.protocol.phases import Debt, Phase, Role


def phase_words(phase: Phase, role: Role) -> str:
    """What a phase means for an end of this role, one short line."""

    def tr(source: str) -> str:
        return QCoreApplication.translate("Phase", source)

    is_client = role is Role.CLIENT
    match phase:
        case Phase.CONNECTING_DNS:
            return tr("Looking up the name")
        case Phase.CONNECTING_TCP:
            return tr("Connecting TCP")
        case Phase.CONNECTING_TLS:
            return tr("TLS handshake")
        case Phase.CONNECTING_HTTP if is_client:
            return tr("Waiting for the server's answer")
        case Phase.CONNECTING_HTTP:
            return tr("Waiting for the client's request")
        case Phase.CONNECTING_ABORTED:
            return tr("Given up before it was open")
        case Phase.OPEN:
            return tr("Messages can go both ways")
        case Phase.CLOSE_SENT if is_client:
            return tr("Close sent, waiting for the server's Close")
        case Phase.CLOSE_SENT:
            return tr("Close sent, waiting for the client's Close")
        case Phase.CLOSE_RECEIVED:
            return tr("Close received, the reply is not out yet")
        case Phase.BOTH_CLOSED if is_client:
            return tr("Both Close frames done, waiting for the server's FIN")
        case Phase.BOTH_CLOSED:
            return tr("Both Close frames done, TCP still open")
        case Phase.FIN_SENT if is_client:
            return tr("Both Close frames done, waiting for the server's FIN")
        case Phase.FIN_SENT:
            return tr("Both Close frames done, waiting for the client's FIN")
        case Phase.FIN_RECEIVED:
            return tr("Both Close frames done, own FIN is due")
        case Phase.FAILING:
            return tr("Failing the connection, TCP still open")
        case Phase.PEER_EOF:
            return tr("The peer's stream ended without a whole closing handshake")
        case Phase.CLOSED_CLEAN:
            return tr("Closed after a whole closing handshake")
        case Phase.CLOSED_UNCLEAN:
            return tr("Closed without a whole closing handshake")
        case Phase.NEVER_OPENED:
            return tr("Never opened")


def presence_words(presence: Presence) -> str:
    """How an end does not take part, one short line; empty for one that does."""

    def tr(source: str) -> str:
        return QCoreApplication.translate("Presence", source)

    match presence:
        case Presence.NORMAL:
            return ""
        case Presence.NOT_READING:
            return tr("Reads nothing, not even the peer's FIN or RST")
        case Presence.VANISHED:
            return tr("Vanished: neither reads nor writes")


def debt_words(debtor: Role, debt: Debt) -> str:
    """Who owes what, one short line without the time."""

    def tr(source: str) -> str:
        return QCoreApplication.translate("Debt", source)

    match debtor, debt:
        case Role.CLIENT, Debt.CLOSE_REPLY:
            return tr("client owes its Close")
        case Role.SERVER, Debt.CLOSE_REPLY:
            return tr("server owes its Close")
        case Role.CLIENT, Debt.TCP_END:
            return tr("client owes its FIN")
        case _:
            return tr("server owes its FIN")


def unseen_words(end: UnseenEnd) -> str:
    """Why a look back has nothing to show of an end, one short sentence."""

    def tr(source: str) -> str:
        return QCoreApplication.translate("Unseen", source).replace("%1", str(end.connection))

    is_client = end.role is Role.CLIENT
    match end.why:
        case Unseen.NOT_OURS if is_client:
            return tr("The client of #%1 is not ours: seen from the server only")
        case Unseen.NOT_OURS:
            return tr("The server of #%1 is not ours: seen from the client only")
        case Unseen.ELSEWHERE:
            return tr("The client of #%1 is not the one of this tab")
        case Unseen.NOT_YET if is_client:
            return tr("At this moment #%1 has no client yet")
        case Unseen.NOT_YET:
            return tr("At this moment #%1 has not reached a server")
