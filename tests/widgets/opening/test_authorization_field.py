from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from wsinspector.widgets.opening.authorization_field import AuthorizationField


@pytest.fixture
def field(qtbot) -> AuthorizationField:
    field = AuthorizationField()
    qtbot.addWidget(field)
    return field


def choose(field: AuthorizationField, kind: str) -> None:
    field.choice.setCurrentIndex(field.choice.findData(kind))
    field.choice.activated.emit(field.choice.currentIndex())


def test_it_begins_with_none(field):
    assert field.value == ""
    assert field.user.isHidden()
    assert field.token.isHidden()


def test_basic_is_a_name_and_a_password(field, qtbot):
    said = []
    field.edited.connect(said.append)
    choose(field, "basic")
    qtbot.keyClicks(field.user, "Aladdin")
    qtbot.keyClicks(field.password, "open sesame")
    assert said[-1] == field.value == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    choose(field, "none")
    assert said[-1] == ""


def test_bearer_is_a_token(field, qtbot):
    choose(field, "bearer")
    qtbot.keyClicks(field.token, "t.1")
    assert field.value == "Bearer t.1"
    assert field.user.isHidden()


@pytest.mark.parametrize(
    "value, kind",
    [
        ("Basic dTpwOnE=", "basic"),
        ("Bearer t", "bearer"),
        ("Digest x", "other"),
        ("Basic ??", "other"),
        ("Basic dTpwOnE", "other"),
        ("", "none"),
    ],
)
def test_a_value_of_the_lines_is_shown_as_what_it_is(field, qtbot, value, kind):
    with qtbot.assertNotEmitted(field.edited):
        field.set_value("Bearer before")
        field.set_value(value)
    assert field.choice.currentData() == kind
    assert field.value == value
    if kind == "basic":
        assert (field.user.text(), field.password.text()) == ("u", "p:q")


def test_what_is_typed_is_hidden_until_asked_for(field):
    for part in (field.password, field.token):
        assert part.echoMode() is QLineEdit.EchoMode.Password
    field.set_secrets(True)
    for part in (field.password, field.token):
        assert part.echoMode() is QLineEdit.EchoMode.Normal
