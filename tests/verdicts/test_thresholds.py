from __future__ import annotations

import pytest

from wsinspector.verdicts.thresholds import Thresholds

SECOND = 10**9


@pytest.mark.parametrize(
    "silence, mark",
    [(58, 60), (60, 60), (62, 60), (63, None), (24, None), (28, 30), (3601, 3600)],
)
def test_marks_have_some_slack(silence: int, mark: int | None) -> None:
    found = Thresholds().idle_mark(silence * SECOND)
    assert found == (None if mark is None else mark * SECOND)


def test_all_times_can_be_shortened_together() -> None:
    plain, short = Thresholds(), Thresholds().scaled(0.01)
    assert short.reply_soft * 100 == plain.reply_soft
    assert short.reconnect * 100 == plain.reconnect
    assert [mark * 100 for mark in short.idle_marks] == list(plain.idle_marks)
    assert short.idle_mark(60 * SECOND // 100) == 60 * SECOND // 100
    assert short.idle_mark(20 * SECOND // 100) is None
