"""All scenarios of a folder, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from wsinspector.resources import resource_path
from wsinspector.scenarios.scenario import Scenario
from wsinspector.scenarios.scenario_file import LARGEST_FILE, ScenarioError, read_scenario
from wsinspector.texts import ExplainedError, render, text

SUFFIX = ".toml"


class CatalogueError(ExplainedError, ValueError):
    """A file is no scenario, or there is no such scenario."""


class Catalogue:
    """Scenarios by id.

    Args:
        scenarios: in order.

    Raises:
        CatalogueError: two have the same id.
    """

    def __init__(self, scenarios: Iterable[Scenario]) -> None:
        self._by_id: dict[str, Scenario] = {}
        for scenario in scenarios:
            if scenario.id in self._by_id:
                raise CatalogueError(text("scenario.twice", id=scenario.id))
            self._by_id[scenario.id] = scenario

    def __iter__(self) -> Iterator[Scenario]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def themes(self) -> dict[str, list[Scenario]]:
        """The scenarios by their themes, both in order."""
        themes: dict[str, list[Scenario]] = {}
        for scenario in self:
            themes.setdefault(scenario.theme, []).append(scenario)
        return themes

    def find(self, name: str) -> Scenario:
        """The scenario with this id, or with this short one.

        Raises:
            CatalogueError: there is none, or more than one.
        """
        if name in self._by_id:
            return self._by_id[name]
        found = [scenario for scenario in self if scenario.short_id == name]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(scenario.id for scenario in found)
            raise CatalogueError(text("scenario.ambiguous", name=name, ids=ids))
        raise CatalogueError(text("scenario.none", name=name))


def load_file(path: Path) -> Scenario:
    """Read the scenario in a file.

    Raises:
        CatalogueError: it cannot be read, or is no scenario.
    """
    try:
        with path.open("rb") as file:
            return read_scenario(file.read(LARGEST_FILE + 1))
    except OSError as error:
        words = error.strerror or str(error)
        raise CatalogueError(text("scenario.unreadable", file=str(path), error=words)) from None
    except ScenarioError as error:
        words = render(error.text)
        raise CatalogueError(text("scenario.bad-file", file=str(path), why=words)) from None


def load_folder(folder: Path) -> tuple[list[Scenario], list[CatalogueError]]:
    """Read all scenarios in a folder, by name; a bad one does not keep the others away.

    Returns:
        The scenarios, and what was wrong with other files.
    """
    scenarios: list[Scenario] = []
    errors: list[CatalogueError] = []
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == SUFFIX)
    except OSError as error:
        words = error.strerror or str(error)
        return [], [CatalogueError(text("scenario.unreadable", file=str(folder), error=words))]
    for file in files:
        try:
            scenarios.append(load_file(file))
        except CatalogueError as error:
            errors.append(error)
    return scenarios, errors


def built_in() -> Catalogue:
    """The scenarios that come with the program.

    Raises:
        CatalogueError: a file of them is damaged.
    """
    scenarios, errors = load_folder(resource_path("scenarios"))
    if errors:
        raise errors[0]
    return Catalogue(scenarios)
