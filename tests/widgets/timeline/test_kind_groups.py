"""Every kind that can be a row is in exactly one group."""

from __future__ import annotations

from collections import Counter

from wsinspector.journal.entries import BACKGROUND
from wsinspector.protocol.facts import Kind
from wsinspector.widgets.timeline.kind_groups import kind_groups


def test_every_kind_is_in_one_group() -> None:
    counted = Counter(kind for group in kind_groups() for kind in group.kinds)
    assert set(counted) == set(Kind) - BACKGROUND
    assert set(counted.values()) == {1}
    assert len({group.name for group in kind_groups()}) == len(kind_groups())
