from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from wsinspector.widgets.controls.late_place import LatePlace


@pytest.fixture
def place(qtbot) -> LatePlace[QLineEdit]:
    place = LatePlace(QLineEdit)
    qtbot.addWidget(place)
    return place


def test_nothing_is_made_before_it_is_seen(place: LatePlace[QLineEdit]) -> None:
    assert not place.is_made
    assert place.findChild(QLineEdit) is None
    place.show()
    assert place.is_made
    assert place.content.isVisible()
    assert place.content is place.content


def test_it_is_made_for_who_asks(place: LatePlace[QLineEdit]) -> None:
    assert place.content.parentWidget() is place
    assert place.is_made
