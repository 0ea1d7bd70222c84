"""Which opening handshake an endpoint begins with."""

from __future__ import annotations

from tests.support.playbook import REQUEST
from wsinspector.protocol.client_opening import ClientOpening
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.openings import opening_of
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role
from wsinspector.protocol.server_answer import ServerPolicy
from wsinspector.protocol.server_opening import ServerOpening
from wsinspector.protocol.transport_view import TransportView


def test_who_has_a_request_asks_and_who_serves_answers():
    limits, outbox = Limits(), Outbox(Role.CLIENT, bytes)
    transport = TransportView(limits, outbox)
    assert isinstance(opening_of(REQUEST, limits, outbox, transport), ClientOpening)
    assert isinstance(opening_of(ServerPolicy(), limits, outbox, transport), ServerOpening)
