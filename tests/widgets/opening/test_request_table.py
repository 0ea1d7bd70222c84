from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from wsinspector.models.request_lines import LineColumn, RequestLines
from wsinspector.protocol.opening.request_plan import PlannedField, RequestPlan
from wsinspector.widgets.opening.request_table import RequestTable


@pytest.fixture
def table(qtbot, our_look) -> RequestTable:
    table = RequestTable(RequestLines())
    qtbot.addWidget(table)
    table.resize(300, 300)
    table.show()
    return table


def model(table: RequestTable) -> RequestLines:
    lines = table.view.model()
    assert isinstance(lines, RequestLines)
    return lines


def choose(table: RequestTable, row: int) -> None:
    table.view.setCurrentIndex(model(table).index(row, LineColumn.NAME))


def test_buttons_need_a_line_and_a_place(table, nameless):
    choose(table, 0)
    assert table.remove_button.isEnabled()
    assert not table.up_button.isEnabled()
    assert table.down_button.isEnabled()
    choose(table, 5)
    assert table.up_button.isEnabled()
    assert not table.down_button.isEnabled()
    assert nameless(table) == []
    model(table).set_plan(RequestPlan(fields=()))
    assert not table.remove_button.isEnabled()
    assert not table.down_button.isEnabled()


def test_lines_are_moved_and_removed_by_buttons_and_keys(table, qtbot):
    choose(table, 1)
    table.up_button.click()
    assert model(table).plan.fields[0].name == "Upgrade"
    assert table.view.currentIndex().row() == 0
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert model(table).plan == RequestPlan()
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert model(table).plan == RequestPlan().without("Upgrade")


def test_a_line_of_ones_own_is_named_at_once(table, qtbot):
    table.fill_menu()
    assert [action.text() for action in table.menu.actions()] == ["A line of your own"]
    table.menu.actions()[0].trigger()
    editor = table.view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("X-Mine")
    with qtbot.waitSignal(model(table).changed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert model(table).plan.fields[-1] == PlannedField("X-Mine")


def test_what_a_correct_request_lacks_can_be_put_back(table):
    model(table).set_plan(RequestPlan().without("Host"))
    table.fill_menu()
    table.menu.actions()[1].trigger()
    assert sorted(f.name for f in model(table).plan.fields) == sorted(
        f.name for f in RequestPlan().fields
    )
    assert model(table).missing() == ()


def test_what_is_refused_is_said_until_something_is_taken(table):
    index = model(table).index(0, LineColumn.VALUE)
    model(table).setData(index, "a\r\nb")
    assert table.problem.startswith("▲ A line break")
    model(table).setData(index, "a")
    assert table.problem == ""


def test_it_is_as_high_as_its_lines_up_to_a_bound(table):
    few = table.view.sizeHint().height()
    for number in range(30):
        model(table).add(PlannedField(f"X-{number}"))
    assert few < table.view.sizeHint().height() < 3 * few


def test_a_long_value_is_not_cut_when_it_is_edited(table, qtbot):
    row = model(table).add(PlannedField("Cookie", "x" * 40_000))
    table.view.edit(model(table).index(row, LineColumn.VALUE))
    editor = table.view.findChild(QLineEdit)
    assert editor is not None
    assert len(editor.text()) == 40_000
