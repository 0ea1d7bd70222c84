"""What both ends agree on, turned into what they compress and decompress with."""

from __future__ import annotations

import pytest

from wsinspector.protocol.deflate.deflate_terms import DeflateAgreement
from wsinspector.protocol.phases import Role

HELLO = b"Hello"


@pytest.mark.parametrize("server_takeover", [True, False])
@pytest.mark.parametrize("client_takeover", [True, False])
@pytest.mark.parametrize("windows", [(9, 15), (15, 9), (8, 8)])
def test_one_end_reads_what_the_other_writes(server_takeover, client_takeover, windows):
    agreed = DeflateAgreement("", server_takeover, client_takeover, *windows)
    for role, takeover in ((Role.SERVER, server_takeover), (Role.CLIENT, client_takeover)):
        deflater, inflater = agreed.deflater(role), agreed.inflater(role.peer)
        wires = [deflater.deflate(HELLO) for _ in range(2)]
        assert (len(wires[0]) > len(wires[1])) is takeover
        for wire in wires:
            inflater.begin()
            assert inflater.feed(wire, 100) + inflater.finish(100) == HELLO
