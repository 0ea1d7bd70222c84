from __future__ import annotations

import pytest

from wsinspector.models.request_review import RequestPlace
from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.widgets.opening.request_box import RequestBox


@pytest.fixture
def box(qtbot, our_look) -> RequestBox:
    box = RequestBox(lambda: RequestPlace("h:9", "/x"))
    qtbot.addWidget(box)
    box.resize(320, 700)
    box.show()
    return box


def test_it_begins_with_a_correct_request(box, nameless, clipped):
    assert box.plan == RequestPlan()
    assert (box.summary, box.oddity) == ("", "")
    assert not box.table.reset_button.isEnabled()
    for page in (0, 1):
        box.tabs.setCurrentIndex(page)
        assert box.fields.isVisible() is (page == 0)
        assert nameless(box) == []
        assert clipped(box) == []


def test_fields_and_lines_and_preview_say_the_same(box):
    box.fields.fields["Origin"].insert("https://例え")
    assert box.plan == RequestPlan().adding(("Origin", "https://例え"))
    assert "Origin: https://例え" in box.preview.toPlainText()
    assert "head-non-ascii" in box.oddity
    assert box.summary == "Origin"
    box.set_plan(RequestPlan().adding(("Cookie", "a=b")))
    assert box.fields.fields["Origin"].text() == ""
    assert box.fields.fields["Cookie"].text() == "a=b"
    assert box.oddity == ""
    box.table.reset_button.click()
    assert box.plan == RequestPlan()
    assert box.fields.fields["Cookie"].text() == ""


def test_the_first_line_is_part_of_it(box, qtbot):
    box.tabs.setCurrentIndex(1)
    box.first_line.method.clear()
    qtbot.keyClicks(box.first_line.method, "PUT")
    assert box.plan == RequestPlan(method="PUT")
    assert box.summary == ""
    assert "req-method-not-get" in box.oddity


def test_it_asks_where_the_request_goes(box):
    assert box.preview.toPlainText().startswith("GET /x HTTP/1.1\nHost: h:9\n")
    assert box.first_line.target.placeholderText() == "/x"


def test_nobody_asks_while_it_is_hidden(qtbot):
    asked = []

    def locate() -> RequestPlace:
        asked.append(1)
        return RequestPlace()

    box = RequestBox(locate)
    qtbot.addWidget(box)
    box.refresh()
    assert asked == []
    box.show()
    assert asked


def test_secrets_are_hidden_until_asked_for(box):
    box.set_plan(RequestPlan().adding(("Authorization", "Bearer hush")))
    assert "hush" not in box.preview.toPlainText()
    box.secrets.setChecked(True)
    assert "Authorization: Bearer hush" in box.preview.toPlainText()


def test_no_field_shows_what_will_not_be_sent(box):
    origin, target = box.fields.fields["Origin"], box.first_line.target
    origin.insert("http://a")
    target.insert("/x")
    plan = box.plan
    for field, was in ((origin, "http://a"), (target, "/x")):
        field.insert("\nX-Evil: 1")
        assert box.plan == plan
        assert field.text() == was
        assert box.table.problem.startswith("▲ A line break")
