from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.test_scenario_file import GOOD
from wsinspector.cli.chosen_scenarios import chosen_scenarios
from wsinspector.scenarios.catalogue import CatalogueError, built_in


def test_ids_files_and_all(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD)
    names = ["s01", "c05-drop-tcp-on-close", "c05", str(tmp_path / "mine.toml")]
    found = [scenario.id for scenario in chosen_scenarios(names)]
    assert found == ["s01-close-leave-open", "c05-drop-tcp-on-close", "mine-1"]
    assert len(chosen_scenarios([], every=True)) == len(built_in())


@pytest.mark.parametrize("name", ["c99", "nowhere.toml"])
def test_what_is_not_there(name: str) -> None:
    with pytest.raises(CatalogueError):
        chosen_scenarios([name])
