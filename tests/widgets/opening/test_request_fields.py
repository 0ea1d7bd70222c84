from __future__ import annotations

from wsinspector.widgets.opening.request_fields import AUTHORIZATION, RequestFields


def test_each_field_writes_its_header(qtbot, nameless):
    fields = RequestFields()
    qtbot.addWidget(fields)
    said = []
    fields.edited.connect(lambda name, value: said.append((name, value)))
    for field in fields.fields.values():
        qtbot.keyClicks(field, "x")
    assert said == [
        ("Sec-WebSocket-Protocol", "x"),
        ("Origin", "x"),
        ("Cookie", "x"),
        ("Sec-WebSocket-Extensions", "x"),
    ]
    assert nameless(fields) == []


def test_what_the_lines_say_is_shown_without_being_announced(qtbot):
    fields = RequestFields()
    qtbot.addWidget(fields)
    with qtbot.assertNotEmitted(fields.edited):
        fields.show_value("Origin", "null")
        fields.show_value(AUTHORIZATION, "Bearer t")
    assert fields.fields["Origin"].text() == "null"
    assert fields.authorization.value == "Bearer t"
