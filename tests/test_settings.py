"""The table of settings, and what becomes of values that were chosen or stored."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector import settings as table
from wsinspector.setting import Setting, SettingError
from wsinspector.settings import SETTINGS, Settings
from wsinspector.texts import render


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_default_fits_and_every_setting_is_explained(setting: Setting[Any]):
    assert setting.check(setting.default) == setting.default
    assert setting.help.endswith(".")


def test_the_table_is_complete_and_names_are_unique():
    defined = [value for value in vars(table).values() if isinstance(value, Setting)]
    assert set(defined) == set(SETTINGS)
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)


def test_a_value_is_the_default_until_chosen():
    settings = Settings()
    assert settings.get(table.LISTENER_PORT) == 8765
    settings.set(table.LISTENER_PORT, 9998)
    assert settings.get(table.LISTENER_PORT) == 9998
    settings.reset(table.LISTENER_PORT)
    assert settings.get(table.LISTENER_PORT) == 8765


@pytest.mark.parametrize(
    "setting, value, message",
    [
        (table.LISTENER_PORT, 65536, "listener.port cannot be 65536; the largest value is 65535."),
        (table.LISTENER_PORT, -1, "listener.port cannot be -1; the smallest value is 0."),
        (table.LISTENER_PORT, True, "listener.port must be of type int."),
        (table.LISTENER_PORT, "80", "listener.port must be of type int."),
        (table.LISTENER_ECHO, 1, "listener.echo must be of type bool."),
        (
            table.COLOUR_SCHEME,
            "pink",
            "appearance.colour-scheme cannot be “pink”; possible are: system, light, dark.",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_a_reason(
    setting: Setting[Any], value: object, message: str
):
    settings = Settings()
    with pytest.raises(SettingError) as refused:
        settings.set(setting, value)
    assert render(refused.value.text) == message
    assert settings.get(setting) == setting.default
    assert settings.to_dict() == {}


def test_only_real_changes_are_announced():
    settings = Settings()
    heard: list[Setting[Any]] = []
    stop = settings.on_change(heard.append)
    settings.set(table.LISTENER_ECHO, True)
    assert heard == []
    settings.set(table.LISTENER_ECHO, False)
    settings.reset(table.LISTENER_ECHO)
    settings.reset(table.LISTENER_ECHO)
    assert heard == [table.LISTENER_ECHO] * 2
    stop()
    settings.set(table.LISTENER_ECHO, False)
    assert len(heard) == 2


def test_what_is_stored_comes_back():
    settings = Settings()
    settings.set(table.LISTENER_PORT, 8080)
    settings.set(table.LISTENER_PATH, "/echo")
    stored = json.loads(json.dumps(settings.to_dict()))
    assert stored == {"listener": {"port": 8080, "path": "/echo"}}
    again = Settings()
    assert again.load(stored) == []
    assert again.get(table.LISTENER_PATH) == "/echo"
    assert again.to_dict() == stored


def test_bad_stored_values_fall_back_and_unknown_keys_survive():
    settings = Settings()
    stored = {
        "listener": {"port": "many", "colour": "blue", "echo": False},
        "future": {"relay": [1, 2]},
        "limits": 7,
    }
    messages = [render(message) for message in settings.load(stored)]
    assert messages == [
        "listener.port must be of type int.",
        "The setting listener.colour is not known; it is kept, and has no effect.",
        "The setting future.relay is not known; it is kept, and has no effect.",
        "The settings of the group limits cannot be read.",
    ]
    assert settings.get(table.LISTENER_PORT) == 8765
    assert settings.get(table.LISTENER_ECHO) is False
    assert settings.to_dict() == {
        "listener": {"colour": "blue", "echo": False},
        "future": {"relay": [1, 2]},
    }


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
_known = st.sampled_from([(setting.group, setting.key) for setting in SETTINGS])


@given(st.dictionaries(st.text(), _json), _known, _json)
def test_whatever_was_stored_every_setting_has_a_value_that_fits(
    stored: dict[str, Any], name: tuple[str, str], value: object
):
    settings = Settings()
    for message in settings.load({**stored, name[0]: {name[1]: value}}):
        assert render(message)
    for setting in SETTINGS:
        assert setting.check(settings.get(setting)) == settings.get(setting)
