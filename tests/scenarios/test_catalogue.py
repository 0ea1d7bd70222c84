from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.test_scenario_file import GOOD
from wsinspector.scenarios.catalogue import (
    Catalogue,
    CatalogueError,
    built_in,
    load_file,
    load_folder,
)
from wsinspector.texts import render


def test_a_bad_file_does_not_keep_the_others_away(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(GOOD)
    (tmp_path / "a.toml").write_text("nonsense")
    (tmp_path / "notes.txt").write_text("nonsense")
    scenarios, errors = load_folder(tmp_path)
    assert [scenario.id for scenario in scenarios] == ["mine-1"]
    (error,) = errors
    beginning = f"{tmp_path / 'a.toml'} is no scenario. Line 1: This is not TOML: Expected '='"
    assert render(error.text).startswith(beginning)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    _, errors = load_folder(tmp_path / "none")
    assert "cannot be read" in render(errors[0].text)
    with pytest.raises(CatalogueError, match="unreadable"):
        load_file(tmp_path)


def test_scenarios_are_found_by_id_and_by_short_id() -> None:
    catalogue = built_in()
    assert catalogue.find("c05").id == "c05-drop-tcp-on-close"
    assert catalogue.find("c05-drop-tcp-on-close") is catalogue.find("c05")
    with pytest.raises(CatalogueError) as caught:
        catalogue.find("c99")
    assert render(caught.value.text) == "There is no scenario called “c99”."


def test_no_two_have_the_same_id(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    one = load_file(tmp_path / "a.toml")
    with pytest.raises(CatalogueError, match="twice"):
        Catalogue([one, one])


def test_the_built_in_scenarios_are_named_like_their_files_and_stand_under_themes() -> None:
    catalogue = built_in()
    assert len(catalogue) > 40
    assert "As it should be" in catalogue.themes()
    assert sum(len(found) for found in catalogue.themes().values()) == len(catalogue)
    assert len({scenario.short_id for scenario in catalogue}) == len(catalogue)
    assert len({scenario.title for scenario in catalogue}) == len(catalogue)
