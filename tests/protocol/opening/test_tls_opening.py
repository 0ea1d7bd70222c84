"""The opening before the opening handshake; its way through an end is in test_tls_endpoint."""

from __future__ import annotations

import pytest

from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.opening.server_opening import ServerOpening
from wsinspector.protocol.opening.tls_opening import TlsOpening
from wsinspector.protocol.outbox import Outbox
from wsinspector.protocol.phases import Role
from wsinspector.protocol.transport_view import TransportView


@pytest.mark.parametrize(
    "role, reason", [(Role.CLIENT, "aborted-by-client"), (Role.SERVER, "aborted-by-server")]
)
def test_who_gave_up(role, reason):
    limits, outbox = Limits(), Outbox(role, bytes)
    transport = TransportView(limits, outbox, lambda why: None)
    then = ServerOpening(ServerPolicy(""), limits, outbox, transport)
    opening = TlsOpening(role, then, limits, outbox, transport)
    assert opening.receive(b"too early") is None
    opening.aborted()
    [record] = outbox.collect()
    assert record.fact.details["step"] == "tls"
    assert record.fact.details["reason"] == reason
    assert opening.then is then
