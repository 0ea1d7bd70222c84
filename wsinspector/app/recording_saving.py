"""Saves one end of the connection that is looked at, as a scenario or as a program of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from wsinspector.app.saving import ask_where_to_save
from wsinspector.journal.verdict import Party, Verdict
from wsinspector.protocol.phases import Role
from wsinspector.texts import render
from wsinspector.widgets.controls.wording import words

if TYPE_CHECKING:
    from wsinspector.app.controllers import Controllers
    from wsinspector.formats.recorded_end import RecordedEnd


def _tr(source: str) -> str:
    return QCoreApplication.translate("RecordingSaving", source)


def save_as_scenario(controllers: Controllers) -> QDialog | None:
    """Ask which end, and where to, and write what it did as a scenario."""
    from wsinspector.scenarios.recorded_scenario import scenario_toml

    hint = _tr("Which end is to be scripted? The other one will be a correct one of ours.")

    def write(recorded: RecordedEnd, verdict: Verdict, file: Path) -> str:
        return scenario_toml(recorded, verdict, _identity(file.stem))

    name = "recorded-{connection}-{role}.toml"
    folder = controllers.scenario_folder
    return _save(controllers, _tr("Save as Scenario"), hint, name, write, folder)


def save_as_script(controllers: Controllers) -> QDialog | None:
    """Ask which end, and where to, and write what it did as a Python program."""
    from wsinspector.formats.python_script import python_script

    hint = _tr("Which end is the program to play? It needs nothing but Python.")

    def write(recorded: RecordedEnd, verdict: Verdict, file: Path) -> str:
        journal = controllers.workbench.journal
        server = journal.connection(verdict.connection).server
        port = server[1] if server is not None else 0
        return python_script(recorded, render(verdict.sentence), file.name, port)

    name = "replay-{connection}-{role}.py"
    return _save(controllers, _tr("Save as Script"), hint, name, write)


def _save(
    controllers: Controllers,
    title: str,
    hint: str,
    name: str,
    write: Callable[[RecordedEnd, Verdict, Path], str],
    folder: Path | None = None,
) -> QDialog | None:
    verdict = controllers.panels.verdicts.verdict
    if verdict is None:
        return None
    from wsinspector.formats.recorded_end import RecordingError, recorded_end
    from wsinspector.widgets.scenarios.end_choice_dialog import ask_which_end

    status = controllers.panels.status

    def choose_file(role: Role) -> None:
        try:
            recorded = recorded_end(controllers.workbench.journal, verdict.connection, role)
        except RecordingError as error:
            status.tell(words(error.text))
            return
        suggestion = name.format(connection=verdict.connection, role=role.value)

        def save(path: str) -> None:
            try:
                Path(path).write_text(write(recorded, verdict, Path(path)), encoding="utf-8")
            except OSError as error:
                said = _tr("{file} cannot be written ({error}).")
                status.tell(said.format(file=path, error=error.strerror or error))
            else:
                status.tell(_tr("The recording was saved as {file}.").format(file=path))
                controllers.reload_scenarios()

        ask_where_to_save(controllers.window, _in(folder, suggestion), save)

    in_view = frozenset(role for role, end in verdict.ends.items() if end.in_view)
    chosen = Role.CLIENT if verdict.cause is Party.CLIENT else Role.SERVER
    return ask_which_end(title, hint, in_view, chosen, controllers.window, choose_file)


def _in(folder: Path | None, name: str) -> str:
    """The file's place in a folder, which is made if need be; its name alone if there is none."""
    if folder is None:
        return name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return name
    return str(folder / name)


def _identity(stem: str) -> str:
    """An id as scenarios have it, made of the name of a file."""
    kept = (letter if letter.isascii() and letter.isalnum() else " " for letter in stem.lower())
    return "-".join("".join(kept).split()) or "recorded"
