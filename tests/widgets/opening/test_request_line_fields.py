from __future__ import annotations

import pytest

from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.texts import render
from wsinspector.widgets.opening.request_line_fields import RequestLineFields


@pytest.fixture
def fields(qtbot) -> RequestLineFields:
    fields = RequestLineFields()
    qtbot.addWidget(fields)
    fields.show_plan(RequestPlan())
    return fields


def test_it_shows_a_plan_and_the_path_of_the_address(fields, nameless):
    fields.set_resource("/a?b")
    shown = (fields.method.text(), fields.target.text(), fields.version.text())
    assert shown == ("GET", "", "HTTP/1.1")
    assert fields.target.placeholderText() == "/a?b"
    assert nameless(fields) == []


def test_what_is_typed_is_another_plan(fields, qtbot):
    fields.show_plan(RequestPlan().without("Host"))
    with qtbot.waitSignal(fields.edited) as edited:
        qtbot.keyClicks(fields.target, "*")
    assert edited.args == [RequestPlan(target="*").without("Host")]


def test_a_line_break_is_refused(fields, qtbot):
    with qtbot.waitSignal(fields.refused) as refused, qtbot.assertNotEmitted(fields.edited):
        fields.method.setText("GE\nT")
        fields.method.textEdited.emit("GE\nT")
    assert render(refused.args[0]).startswith("A line break")
