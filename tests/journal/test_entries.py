"""The key byte, and what an entry tells of itself."""

from __future__ import annotations

import pytest

from wsinspector.journal.entries import (
    UNDIRECTED,
    Direction,
    EndKind,
    Entry,
    direction_of,
    end_kind_of,
    key_of,
    kind_of,
)
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Role


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("end_kind", EndKind)
@pytest.mark.parametrize("s2c", [False, True])
def test_a_key_byte_tells_all_three_things_again(end_kind, s2c, kind):
    key = key_of(end_kind, s2c, kind)
    assert 0 <= key <= 255
    assert kind_of(key) is kind
    assert end_kind_of(key) is end_kind
    if kind in UNDIRECTED:
        assert direction_of(key) is None
    else:
        assert direction_of(key) is (Direction.S2C if s2c else Direction.C2S)


def test_the_first_sixteen_kinds_are_the_opcodes():
    assert [kind.value for kind in Kind if kind.is_frame] == list(range(16))
    assert Kind.CLOSE == 8
    assert not UNDIRECTED & {kind for kind in Kind if kind.is_frame}


@pytest.mark.parametrize(
    "end_kind, role",
    [
        (EndKind.CLIENT, Role.CLIENT),
        (EndKind.SERVER, Role.SERVER),
        (EndKind.PAGE, Role.CLIENT),
        (EndKind.WIRE, None),
    ],
)
def test_an_end_has_the_role_from_which_it_sees(end_kind, role):
    assert end_kind.role is role


@pytest.mark.parametrize(
    "end_kind, direction, sent",
    [
        (EndKind.CLIENT, Direction.C2S, True),
        (EndKind.CLIENT, Direction.S2C, False),
        (EndKind.SERVER, Direction.S2C, True),
        (EndKind.SERVER, Direction.C2S, False),
        (EndKind.PAGE, Direction.C2S, True),
        (EndKind.WIRE, Direction.C2S, None),
        (EndKind.CLIENT, None, None),
    ],
)
def test_an_entry_knows_whether_its_end_sent_it(end_kind, direction, sent):
    entry = Entry(7, 1, 1, end_kind, Kind.TEXT, direction, 100, 16, 10)
    assert entry.sent is sent
    assert entry.stop == 116


def test_both_roles_have_an_end_kind():
    assert EndKind.of(Role.CLIENT) is EndKind.CLIENT
    assert EndKind.of(Role.SERVER) is EndKind.SERVER
