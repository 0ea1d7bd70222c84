from __future__ import annotations

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
