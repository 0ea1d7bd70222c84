"""The scenarios that a command line names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wsinspector.scenarios.catalogue import SUFFIX, Catalogue, built_in, load_file
from wsinspector.scenarios.scenario import Scenario


def chosen_scenarios(names: Iterable[str], *, every: bool = False) -> Catalogue:
    """Find them.

    Args:
        names: ids, short ids, or paths that end with .toml.
        every: all that come with the program, too.

    Raises:
        CatalogueError: there is no such scenario, or a file is none.
    """
    known = built_in()
    chosen: dict[str, Scenario] = {one.id: one for one in known} if every else {}
    mine = []
    for name in names:
        if name.endswith(SUFFIX):
            mine.append(load_file(Path(name)))
        else:
            found = known.find(name)
            chosen[found.id] = found
    return Catalogue([*chosen.values(), *mine])
