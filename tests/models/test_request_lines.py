from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from wsinspector.models.request_lines import LineColumn, RequestLines
from wsinspector.models.request_review import RequestPlace
from wsinspector.protocol.opening.request_plan import (
    CORRECT_FIELDS,
    Made,
    PlannedField,
    RequestPlan,
)
from wsinspector.texts import render


@pytest.fixture
def lines() -> Iterator[RequestLines]:
    model = RequestLines()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield model
    tester.deleteLater()


def cells(lines: RequestLines, column: int = LineColumn.NAME) -> list[str]:
    return [lines.index(row, column).data() for row in range(lines.rowCount())]


def value(lines: RequestLines, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return lines.index(row, LineColumn.VALUE).data(role)


def test_it_begins_with_a_correct_request(lines):
    assert cells(lines) == [field.name for field in CORRECT_FIELDS]
    assert value(lines, 0) == "localhost"
    assert "16 random bytes" in value(lines, 3)
    assert "off in the settings" in value(lines, 5, Qt.ItemDataRole.ToolTipRole)
    lines.set_place(RequestPlace("h:1"))
    assert value(lines, 0) == "h:1"
    assert lines.missing() == ()


def test_what_is_made_becomes_ones_own_when_it_is_edited(lines, qtbot):
    index = lines.index(0, LineColumn.VALUE)
    assert not lines.setData(index, "localhost")
    assert lines.plan == RequestPlan()
    with qtbot.waitSignal(lines.changed):
        assert lines.setData(index, "mine")
    assert lines.plan == RequestPlan().setting("Host", "mine")
    assert lines.missing() == (PlannedField("Host", made=Made.HOST),)


def test_lines_are_added_moved_and_removed(lines):
    assert lines.add(PlannedField("A", "1")) == 6
    assert lines.move(6, -1) == 5
    assert lines.move(5, 1) == 6
    assert lines.move(6, 1) == 6
    assert lines.move(0, -1) == 0
    assert lines.move(0, 1) == 1
    lines.remove(2)
    lines.remove(99)
    assert cells(lines)[:3] == ["Upgrade", "Host", "Sec-WebSocket-Key"]
    assert lines.setData(lines.index(5, LineColumn.NAME), "B C")
    assert cells(lines)[-1] == "B C"


def test_a_line_break_is_refused_with_a_sentence(lines, qtbot):
    with qtbot.waitSignal(lines.refused) as refused:
        assert not lines.setData(lines.index(0, LineColumn.NAME), "Host\r\nX")
    assert render(refused.args[0]).startswith("A line break")
    with qtbot.waitSignal(lines.refused):
        lines.set_own_value("Cookie", "a\nb")
    assert lines.plan == RequestPlan()


def test_a_field_writes_the_line_of_ones_own(lines):
    name = "Sec-WebSocket-Extensions"
    lines.set_own_value(name, "")
    lines.set_own_value(name, "foo")
    assert lines.plan == RequestPlan().adding((name, "foo"))
    assert lines.own_value(name.lower()) == "foo"
    lines.set_own_value(name, "bar")
    assert lines.plan == RequestPlan().adding((name, "bar"))
    lines.set_own_value(name, "")
    assert lines.plan == RequestPlan()
    assert lines.own_value(name) is None


def test_another_first_line_leaves_the_lines_alone(lines, qtbot):
    with qtbot.assertNotEmitted(lines.modelReset), qtbot.waitSignal(lines.changed):
        lines.set_plan(RequestPlan(method="PUT"))
    with qtbot.waitSignal(lines.modelReset):
        lines.set_plan(RequestPlan().without("Host"))
    with qtbot.assertNotEmitted(lines.changed):
        lines.set_plan(RequestPlan().without("Host"))


def test_secrets_are_hidden_until_asked_for(lines):
    lines.set_own_value("Authorization", "Bearer x\0y")
    assert value(lines, 6) == "Bearer ••••••"
    assert value(lines, 6, Qt.ItemDataRole.EditRole) == "Bearer x\0y"
    lines.set_secrets(True)
    assert value(lines, 6) == "Bearer x⟨NUL⟩y"
