from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from wsinspector.widgets.late_place import LatePlace


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    return field


def _form(*fields: QWidget) -> QWidget:
    form = QWidget()
    layout = QVBoxLayout(form)
    for field in fields:
        layout.addWidget(field)
    return form


def _late() -> QWidget:
    box = QComboBox()
    box.setEditable(True)
    box.setObjectName("second")
    return _form(_field("first"), box, _field("third"))


@pytest.fixture
def place(qtbot) -> LatePlace[QWidget]:
    place = LatePlace(_late)
    qtbot.addWidget(place)
    return place


def test_nothing_is_made_before_it_is_seen(place: LatePlace[QWidget]) -> None:
    assert not place.is_made
    assert place.findChild(QLineEdit) is None
    place.show()
    assert place.is_made
    assert place.content.isVisible()
    assert place.content is place.content


def test_it_is_made_for_who_asks(place: LatePlace[QWidget]) -> None:
    assert place.content.parentWidget() is place
    assert place.is_made


def test_who_waits_is_told_once(place: LatePlace[QWidget]) -> None:
    told: list[QWidget] = []
    place.when_made(told.append)
    assert told == []
    content = place.content
    place.show()
    assert told == [content]
    place.when_made(told.append)
    assert told == [content, content]


def test_tab_comes_to_it_where_it_stands(qtbot) -> None:
    place = LatePlace(_late)
    root = _form(_field("before"), place, _field("after"))
    qtbot.addWidget(root)
    place.hide()
    root.show()
    place.show()
    root.activateWindow()
    start = root.findChild(QLineEdit, "before")
    start.setFocus()
    went = []
    while (now := root.focusWidget()).objectName() not in went:
        went.append(now.objectName())
        now.focusNextPrevChild(True)
    assert went == ["before", "first", "second", "third", "after"]
