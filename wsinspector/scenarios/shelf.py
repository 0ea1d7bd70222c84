"""All scenarios that can be chosen: those of the program, and the person's own."""

from __future__ import annotations

import asyncio
from pathlib import Path

from wsinspector.resources import resource_path
from wsinspector.scenarios.catalogue import SUFFIX, CatalogueError, load_file
from wsinspector.scenarios.scenario import Scenario
from wsinspector.texts import Text, text


class Shelf:
    """Reads folders a file at a time, so that nothing else has to wait.

    Attributes:
        scenarios: by id, in the order in which they were read.
        files: id to file, of the person's own ones.
        problems: what was wrong with files.
    """

    def __init__(self) -> None:
        self.scenarios: dict[str, Scenario] = {}
        self.files: dict[str, Path] = {}
        self.problems: list[Text] = []

    async def load(self, *own: Path) -> None:
        """Read everything anew.

        Args:
            own: folders of the person; one that does not exist has no scenarios.
        """
        self.scenarios, self.files, self.problems = {}, {}, []
        await self._load(resource_path("scenarios"), is_own=False)
        for folder in own:
            await self._load(folder, is_own=True)

    def _files(self, folder: Path) -> list[Path]:
        try:
            return sorted(file for file in folder.iterdir() if file.suffix == SUFFIX)
        except FileNotFoundError:
            return []
        except OSError as error:
            words = error.strerror or str(error)
            self.problems.append(text("scenario.unreadable", file=str(folder), error=words))
            return []

    async def _load(self, folder: Path, *, is_own: bool) -> None:
        for file in self._files(folder):
            await asyncio.sleep(0)
            try:
                scenario = load_file(file)
            except CatalogueError as error:
                self.problems.append(error.text)
                continue
            if scenario.id in self.scenarios:
                self.problems.append(text("scenario.taken", file=str(file), id=scenario.id))
                continue
            self.scenarios[scenario.id] = scenario
            if is_own:
                self.files[scenario.id] = file
