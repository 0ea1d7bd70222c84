"""A setting knows what fits."""

from __future__ import annotations

import pytest

from wsinspector.setting import Setting, SettingError
from wsinspector.texts import render

SIZE = Setting("limits", "size", 10, "How large.", minimum=1, maximum=20)
WORD = Setting("a", "b", "x", "Which.", choices=("x", "y"))


def test_its_name_and_type():
    assert (SIZE.name, SIZE.value_type) == ("limits.size", int)
    assert SIZE.check(20) == 20
    assert WORD.check("y") == "y"


@pytest.mark.parametrize(
    "setting, value, why",
    [
        (SIZE, 0, "limits.size cannot be 0; the smallest value is 1."),
        (SIZE, 21, "limits.size cannot be 21; the largest value is 20."),
        (SIZE, True, "limits.size must be of type int."),
        (WORD, "z", "a.b cannot be “z”; possible are: x, y."),
    ],
)
def test_what_does_not_fit(setting, value, why):
    with pytest.raises(SettingError) as refused:
        setting.check(value)
    assert render(refused.value.text) == why
