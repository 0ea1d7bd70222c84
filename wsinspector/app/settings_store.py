"""Keeps the settings in a file that people can read and may have damaged."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths

from wsinspector.setting import Setting
from wsinspector.settings import SETTINGS, Settings
from wsinspector.texts import render

_log = logging.getLogger(__name__)

_TYPES: dict[tuple[str, str], type] = {
    (setting.group, setting.key): setting.value_type for setting in SETTINGS
}
_WORDS = {"true": True, "false": False}


class SettingsStore:
    """The settings table and its file, an INI file in the folder for configuration.

    A value that does not fit leaves its default in force. A file that cannot be understood is set
    aside under another name, never overwritten. Every change is written at once.

    Args:
        folder: where the file is, or will be.

    Attributes:
        settings: the values in force.
        problems: what was wrong with the file, one sentence each.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._path = settings_path(folder)
        self.settings = Settings()
        self.problems: list[str] = []
        file = self._open()
        messages = self.settings.load(_stored_in(file))
        self.problems += [render(message) for message in messages]
        for problem in self.problems:
            _log.info("%s: %s", self._path, problem)
        self.settings.on_change(self._write)

    def _open(self) -> QSettings:
        file = QSettings(str(self._path), QSettings.Format.IniFormat)
        if file.status() is QSettings.Status.FormatError:
            aside = _free_name(self._path)
            self._path.rename(aside)
            template = QCoreApplication.translate(
                "SettingsStore",
                "The settings file could not be understood; it is kept as {name}, and the "
                "defaults are in force.",
            )
            self.problems.append(template.format(name=aside.name))
            file = QSettings(str(self._path), QSettings.Format.IniFormat)
        if file.status() is QSettings.Status.AccessError:
            template = QCoreApplication.translate(
                "SettingsStore",
                "The settings file {name} cannot be read; the defaults are in force.",
            )
            self.problems.append(template.format(name=str(self._path)))
        return file

    def _write(self, changed: Setting[Any]) -> None:
        file = QSettings(str(self._path), QSettings.Format.IniFormat)
        value = self.settings.to_dict().get(changed.group, {}).get(changed.key)
        if value is None:
            file.remove(f"{changed.group}/{changed.key}")
        else:
            file.setValue(f"{changed.group}/{changed.key}", value)
        file.sync()
        if file.status() is not QSettings.Status.NoError:
            _log.warning("%s could not be written", self._path)


def config_folder() -> Path:
    """Where the program keeps its files."""
    where = QStandardPaths.StandardLocation.AppConfigLocation
    return Path(QStandardPaths.writableLocation(where))


def settings_path(folder: Path | None = None) -> Path:
    """The file of the settings, in this folder or in the person's own place for them."""
    return (config_folder() if folder is None else folder) / "settings.ini"


def _stored_in(file: QSettings) -> dict[str, dict[str, object]]:
    stored: dict[str, dict[str, object]] = {}
    for name in file.allKeys():
        group, _, key = name.rpartition("/")
        stored.setdefault(group, {})[key] = _typed(group, key, file.value(name))
    return stored


def _typed(group: str, key: str, value: object) -> object:
    """An INI file knows only words; those of a number or a choice of two become what they mean."""
    if isinstance(value, list):  # what has commas and no quotation marks
        value = ", ".join(str(part) for part in value)
    wanted = _TYPES.get((group, key))
    word = str(value).strip()
    if wanted is bool:
        return _WORDS.get(word.lower(), value)
    if wanted is int and word.lstrip("-").isdecimal():
        return int(word)
    return value


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    return aside
