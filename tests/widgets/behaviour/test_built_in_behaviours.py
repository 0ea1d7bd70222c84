from __future__ import annotations

import pytest

from wsinspector.protocol.behaviours.behaviour import MessageReply
from wsinspector.protocol.behaviours.behaviour_form import from_form, to_form
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.behaviour_oddities import oddities
from wsinspector.widgets.behaviour.built_in_behaviours import built_in_behaviours, usual_behaviour


@pytest.mark.parametrize("role", Role)
def test_the_first_is_correct_and_no_two_are_alike(role: Role) -> None:
    named = built_in_behaviours(role)
    assert named[0].behaviour == usual_behaviour(role)
    assert oddities(named[0].behaviour, role) == []
    assert len({one.name for one in named}) == len({one.behaviour for one in named}) == len(named)
    for one in named:
        assert from_form(to_form(one.behaviour)) == one.behaviour


def test_only_a_server_is_a_chat_server() -> None:
    def broadcasts(role: Role) -> bool:
        replies = [one.behaviour.message.reply for one in built_in_behaviours(role)]
        return MessageReply.BROADCAST in replies

    assert broadcasts(Role.SERVER)
    assert not broadcasts(Role.CLIENT)
