from __future__ import annotations

from wsinspector.verdicts.moment import Moment


def test_moments_are_plain_values() -> None:
    assert Moment(3, 7) == (3, 7)
