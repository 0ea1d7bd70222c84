"""Every phase and every debt has its words."""

from __future__ import annotations

import itertools

import pytest

from wsinspector.models.unseen_end import Unseen, UnseenEnd
from wsinspector.protocol.behaviours.behaviour import Presence
from wsinspector.protocol.phases import Debt, Phase, Role
from wsinspector.widgets.panes.state_words import (
    debt_words,
    phase_words,
    presence_words,
    unseen_words,
)


@pytest.mark.parametrize("role", Role)
def test_every_phase_has_words_of_its_own(role: Role) -> None:
    said = {phase: phase_words(phase, role) for phase in Phase}
    assert all(said.values())
    # For a client it makes no difference whose FIN is out: it waits for the server's.
    alike = {Phase.FIN_SENT} if role is Role.CLIENT else set()
    assert len(set(said.values())) == len(Phase) - len(alike)


def test_words_name_the_one_who_is_waited_for() -> None:
    assert "server's Close" in phase_words(Phase.CLOSE_SENT, Role.CLIENT)
    assert "client's Close" in phase_words(Phase.CLOSE_SENT, Role.SERVER)


def test_every_debt_has_words_of_its_own() -> None:
    said = {debt_words(role, debt) for role, debt in itertools.product(Role, Debt)}
    assert len(said) == 4
    assert debt_words(Role.SERVER, Debt.CLOSE_REPLY) == "server owes its Close"


def test_why_there_is_no_state_names_the_connection() -> None:
    said = {unseen_words(UnseenEnd(Role.CLIENT, 3, why)) for why in Unseen}
    said |= {unseen_words(UnseenEnd(Role.SERVER, 3, why)) for why in Unseen}
    assert all("#3" in words for words in said)
    assert "The client of #3 is not ours: seen from the server only" in said
    assert len(said) == 5


def test_only_who_takes_part_is_not_spoken_of():
    said = {presence: presence_words(presence) for presence in Presence}
    assert said.pop(Presence.NORMAL) == ""
    assert all(said.values())
    assert len(set(said.values())) == len(said)
