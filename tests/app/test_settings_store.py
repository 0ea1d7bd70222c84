from __future__ import annotations

import os
from pathlib import Path

import pytest

from wsinspector.app.settings_store import SettingsStore, config_folder
from wsinspector.settings import (
    CLIENT_ADDRESS,
    COLOUR_SCHEME,
    LISTENER_AT_START,
    LISTENER_HOST,
    LISTENER_PORT,
)


def test_choices_survive_in_their_types(tmp_path: Path, qapp) -> None:
    settings = SettingsStore(tmp_path).settings
    settings.set(LISTENER_PORT, 9998)
    settings.set(LISTENER_AT_START, False)
    settings.set(CLIENT_ADDRESS, 'ws://例え.invalid/a,b;c=1?x="y"#z\\')
    settings.set(COLOUR_SCHEME, "dark")
    store = SettingsStore(tmp_path)
    assert store.problems == []
    assert store.settings.get(LISTENER_PORT) == 9998
    assert store.settings.get(LISTENER_AT_START) is False
    assert store.settings.get(CLIENT_ADDRESS) == 'ws://例え.invalid/a,b;c=1?x="y"#z\\'
    assert store.settings.get(COLOUR_SCHEME) == "dark"


def test_what_was_not_chosen_is_not_written(tmp_path: Path, qapp) -> None:
    settings = SettingsStore(tmp_path).settings
    settings.set(LISTENER_PORT, 9998)
    settings.set(COLOUR_SCHEME, "dark")
    settings.reset(COLOUR_SCHEME)
    text = (tmp_path / "settings.ini").read_text()
    assert "port=9998" in text
    assert "colour-scheme" not in text


def test_a_value_that_does_not_fit_leaves_the_default_and_is_told(tmp_path: Path, qapp) -> None:
    (tmp_path / "settings.ini").write_text(
        "[listener]\nport=eighty\nat-start=maybe\nhost=a, b\n[appearance]\ncolour-scheme=pink\n"
    )
    store = SettingsStore(tmp_path)
    assert store.settings.get(LISTENER_PORT) == 8765
    assert store.settings.get(LISTENER_AT_START) is True
    assert store.settings.get(LISTENER_HOST) == "a, b"
    assert len(store.problems) == 3
    assert all(
        any(name in problem for problem in store.problems)
        for name in ("listener.port", "listener.at-start", "appearance.colour-scheme")
    )


def test_a_damaged_file_is_set_aside_and_never_lost(tmp_path: Path, qapp) -> None:
    for number in (1, 2):
        (tmp_path / "settings.ini").write_text(f"[listener\nport {number}\n\x01\x02")
        store = SettingsStore(tmp_path)
        assert f"settings.damaged-{number}.ini" in store.problems[0]
        assert str(number) in (tmp_path / f"settings.damaged-{number}.ini").read_text()
        assert store.settings.get(LISTENER_PORT) == 8765
    store.settings.set(LISTENER_PORT, 1)
    assert SettingsStore(tmp_path).settings.get(LISTENER_PORT) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, qapp) -> None:
    file = tmp_path / "settings.ini"
    file.write_text("[listener]\nport=1\n")
    file.chmod(0)
    assert "settings.ini" in SettingsStore(tmp_path).problems[0]


def test_a_folder_that_cannot_be_written_is_logged(tmp_path: Path, qapp, expect_log) -> None:
    (tmp_path / "file").write_text("")
    store = SettingsStore(tmp_path / "file" / "below")
    expect_log("could not be written")
    store.settings.set(LISTENER_PORT, 1)


def test_the_folder_is_named_after_the_program(qapp, home: Path) -> None:
    assert config_folder().name == "wsinspector"
