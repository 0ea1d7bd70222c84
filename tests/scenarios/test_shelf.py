from __future__ import annotations

from pathlib import Path

from tests.scenarios.test_scenario_file import GOOD
from wsinspector.scenarios.catalogue import built_in
from wsinspector.scenarios.shelf import Shelf
from wsinspector.texts import render


async def test_own_scenarios_stand_beside_those_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("nonsense")
    (tmp_path / "b.toml").write_text(GOOD)
    (tmp_path / "c.toml").write_text(GOOD)
    (tmp_path / "notes.txt").write_text("nonsense")
    shelf = Shelf()
    await shelf.load(tmp_path, tmp_path / "none", tmp_path / "b.toml")
    assert len(shelf.scenarios) == len(built_in()) + 1
    assert shelf.files == {"mine-1": tmp_path / "b.toml"}
    bad, twice, no_folder = map(render, shelf.problems)
    assert bad.startswith(f"{tmp_path / 'a.toml'} is no scenario. Line 1: ")
    assert "there is a scenario called “mine-1” already" in twice
    assert "cannot be read" in no_folder
