"""The kinds of fact as a person chooses among them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from wsinspector.journal.entries import BACKGROUND
from wsinspector.protocol.facts import Kind


class KindGroup(NamedTuple):
    """Kinds that are shown or hidden together.

    Attributes:
        name: what they are called, translated.
        kinds: the kinds.
    """

    name: str
    kinds: frozenset[Kind]


def kind_groups() -> tuple[KindGroup, ...]:
    """All groups; together they have every kind that is a row without being asked for."""

    def tr(source: str) -> str:
        return QCoreApplication.translate("KindGroup", source)

    named = (
        KindGroup(tr("Close"), frozenset({Kind.CLOSE})),
        KindGroup(tr("Ping / Pong"), frozenset({Kind.PING, Kind.PONG})),
        KindGroup(tr("Text"), frozenset({Kind.TEXT})),
        KindGroup(tr("Binary"), frozenset({Kind.BINARY})),
        KindGroup(tr("Continuation"), frozenset({Kind.CONTINUATION})),
        KindGroup(tr("Opening handshake"), frozenset({Kind.REQUEST, Kind.RESPONSE})),
        KindGroup(
            tr("TCP and TLS"), frozenset({Kind.CONNECT, Kind.FIN, Kind.RST, Kind.TLS, Kind.TCP})
        ),
        KindGroup(tr("API events"), frozenset({Kind.API})),
    )
    taken = frozenset().union(*(group.kinds for group in named))
    rest = frozenset(Kind) - taken - BACKGROUND
    return (*named, KindGroup(tr("Timeouts, failures and others"), rest))
