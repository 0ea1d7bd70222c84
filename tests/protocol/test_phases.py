"""The words for where an end stands."""

from __future__ import annotations

import pytest

from wsinspector.protocol.phases import Debt, Phase, ReadyState, Role, owed


def test_each_role_has_the_other_as_peer():
    assert Role.CLIENT.peer is Role.SERVER
    assert Role.SERVER.peer is Role.CLIENT


def test_readystate_has_the_numbers_of_whatwg():
    assert [(state.name, int(state)) for state in ReadyState] == [
        ("CONNECTING", 0),
        ("OPEN", 1),
        ("CLOSING", 2),
        ("CLOSED", 3),
    ]


def test_a_phase_is_found_by_its_word():
    assert [Phase.of(phase.word) for phase in Phase] == list(Phase)
    with pytest.raises(ValueError, match="no phase"):
        Phase.of("ajar")


def test_a_phase_belongs_to_the_readystate_of_its_word():
    prefixes = {"connecting.": ReadyState.CONNECTING, "closed.": ReadyState.CLOSED}
    for phase in Phase:
        for prefix, ready in prefixes.items():
            if phase.word.startswith(prefix) and phase is not Phase.CONNECTING_ABORTED:
                assert phase.ready is ready
    assert [phase for phase in Phase if phase.ready is ReadyState.OPEN] == [Phase.OPEN]


@pytest.mark.parametrize("role", list(Role))
def test_what_is_owed_while_closing(role):
    """RFC 6455 §5.5.1: a Close is answered by a Close; after both the server ends TCP."""
    assert owed(Phase.CLOSE_SENT, role) == (role.peer, Debt.CLOSE_REPLY)
    assert owed(Phase.CLOSE_RECEIVED, role) == (role, Debt.CLOSE_REPLY)
    assert owed(Phase.BOTH_CLOSED, role) == (Role.SERVER, Debt.TCP_END)
    assert owed(Phase.FIN_SENT, role) == (role.peer, Debt.TCP_END)
    assert owed(Phase.FIN_RECEIVED, role) == (role, Debt.TCP_END)
    for phase in Phase:
        if phase.ready is not ReadyState.CLOSING:
            assert owed(phase, role) is None


@pytest.mark.parametrize("phase", [Phase.BOTH_CLOSED, Phase.FAILING, Phase.PEER_EOF])
def test_who_has_sent_its_fin_owes_none(phase):
    assert owed(phase, Role.SERVER) == (Role.SERVER, Debt.TCP_END)
    assert owed(phase, Role.SERVER, fin_sent=True) == (Role.CLIENT, Debt.TCP_END)
    assert owed(Phase.BOTH_CLOSED, Role.CLIENT, fin_sent=True) == (Role.SERVER, Debt.TCP_END)
    assert owed(Phase.CLOSE_RECEIVED, Role.SERVER, fin_sent=True) == (
        Role.SERVER,
        Debt.CLOSE_REPLY,
    )
