from __future__ import annotations

import re

import pytest

from wsinspector import resources


@pytest.fixture(autouse=True)
def forgotten_root():
    """The root is looked for once; here it is looked for in every test."""
    resources.resource_root.cache_clear()
    yield
    resources.resource_root.cache_clear()


def test_the_checkout_has_icons() -> None:
    assert resources.resource_path("icons").is_dir()
    assert list(resources.resource_path("icons").glob("*.svg"))


def test_the_checkout_comes_before_a_copy_in_the_package(tmp_path, monkeypatch) -> None:
    package = tmp_path / "wsinspector"
    (package / "_resources" / "icons").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.resource_root() == package / "_resources"
    resources.resource_root.cache_clear()
    (tmp_path / "resources" / "icons").mkdir(parents=True)
    assert resources.resource_root() == tmp_path / "resources"


def test_a_strangers_resources_are_not_ours(tmp_path, monkeypatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "wsinspector")
    with pytest.raises(FileNotFoundError):
        resources.resource_root()


def test_the_page_for_browsers_is_complete() -> None:
    files = resources.page_files()
    page = files["index.html"].decode()
    asked = set(re.findall(r'(?:src|href)="([^"]+)"', page))
    assert asked <= files.keys()
    assert files.keys() - asked == {"index.html"}


def test_the_page_says_everything_in_every_language() -> None:
    words = resources.page_files()["words.js"].decode()
    languages = re.findall(r"^  (\w\w): \{$(.*?)^  \},$", words, re.MULTILINE | re.DOTALL)
    keys = [re.findall(r'^    "?([\w-]+)"?:', table, re.MULTILINE) for _, table in languages]
    assert [name for name, _ in languages] == ["en", "zh", "ko"]
    assert keys[0]
    assert keys[0] == keys[1] == keys[2]
    holes = [re.findall(r"\{(\w+)\}", table) for _, table in languages]
    assert sorted(holes[0]) == sorted(holes[1]) == sorted(holes[2])
