"""Presets outlast the program; a file that is damaged is left as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wsinspector.app.behaviour_preset_store import BehaviourPresetStore, PresetError
from wsinspector.protocol.behaviours.behaviour import Behaviour, CloseReply, OnClose, Presence

_NEVER = Behaviour(OnClose(CloseReply.NEVER))
_GONE = Behaviour(presence=Presence.VANISHED)


def _file(folder: Path) -> Path:
    return folder / "behaviours.json"


def test_what_is_saved_is_there_again(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    store = BehaviourPresetStore(folder)
    assert store.presets() == {}
    assert not folder.exists(), "nothing has been saved"
    store.save("再见 & 안녕", _NEVER)
    store.save("gone", _GONE)
    again = BehaviourPresetStore(folder)
    assert list(again.presets().items()) == [("再见 & 안녕", _NEVER), ("gone", _GONE)]
    assert json.loads(_file(folder).read_bytes())["gone"] == {"presence": "vanished"}
    assert [one.name for one in folder.iterdir()] == ["behaviours.json"]


def test_saving_under_a_name_again_replaces(tmp_path: Path) -> None:
    store = BehaviourPresetStore(tmp_path)
    store.save("one", _NEVER)
    assert store.save("one", _GONE) == {"one": _GONE}


def test_renaming_keeps_the_order_and_replaces_what_has_the_name(tmp_path: Path) -> None:
    store = BehaviourPresetStore(tmp_path)
    for name in ("a", "b", "c"):
        store.save(name, _NEVER)
    store.save("b", _GONE)
    assert list(store.rename("b", "x")) == ["a", "x", "c"]
    assert list(store.rename("x", "c").items()) == [("a", _NEVER), ("c", _GONE)]
    assert list(store.rename("nobody", "z")) == ["a", "c"]
    assert list(store.rename("a", "a")) == ["a", "c"]


def test_removing(tmp_path: Path) -> None:
    store = BehaviourPresetStore(tmp_path)
    store.save("a", _NEVER)
    assert store.remove("nobody") == {"a": _NEVER}
    assert store.remove("a") == {}
    assert BehaviourPresetStore(tmp_path).presets() == {}


def test_two_windows_do_not_forget_each_others(tmp_path: Path) -> None:
    one, other = BehaviourPresetStore(tmp_path), BehaviourPresetStore(tmp_path)
    one.save("a", _NEVER)
    other.save("b", _GONE)
    assert list(one.presets()) == ["a", "b"]


def test_without_a_folder_they_last_as_long_as_the_run() -> None:
    store = BehaviourPresetStore()
    store.save("a", _NEVER)
    assert store.presets() == {"a": _NEVER}


@pytest.mark.parametrize(
    "content, said",
    [
        ("{", "is not JSON"),
        ("\ud800".encode("utf-16", "surrogatepass"), "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "must be a JSON object"),
        ('{"a": {"close": {"rely": "never"}}}', "close.rely of a behaviour is not known"),
        ('{"a": 1}', "“a”"),
        ('{" ": {}}', "cannot be the name"),
        ('{"a\\u202eb": {}}', "'a\\u202eb' cannot be the name"),
    ],
)
def test_a_damaged_file_is_left_as_it_is(tmp_path: Path, content: str | bytes, said: str) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    _file(tmp_path).write_bytes(data)
    store = BehaviourPresetStore(tmp_path)
    for attempt in (store.presets, lambda: store.save("b", _GONE), lambda: store.remove("a")):
        with pytest.raises(PresetError) as refused:
            attempt()
        assert said in str(refused.value)
        assert str(tmp_path) in str(refused.value)
    assert _file(tmp_path).read_bytes() == data
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    with _file(tmp_path).open("wb") as file:
        file.truncate(10_000_001)
    with pytest.raises(PresetError, match="too large"):
        BehaviourPresetStore(tmp_path).presets()


def test_where_nothing_can_be_read_or_written_nothing_changes(tmp_path: Path) -> None:
    _file(tmp_path).mkdir()
    with pytest.raises(PresetError, match="cannot be read"):
        BehaviourPresetStore(tmp_path).presets()
    (tmp_path / "file").write_text("")
    store = BehaviourPresetStore(tmp_path / "file" / "folder")
    with pytest.raises(PresetError):
        store.save("a", _NEVER)
