"""Keeps the person's own behaviours, each under a name, in a file that people can edit."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.behaviours.behaviour_form import FormError, from_form, to_form
from wsinspector.texts import Text, render, text

_log = logging.getLogger(__name__)

_FILE = "behaviours.json"
_LARGEST_BYTES = 10_000_000

Presets = dict[str, Behaviour]
"""Behaviours by name, in the order in which they were saved."""


class PresetError(Exception):
    """The presets cannot be read or written; nothing has changed.

    Attributes:
        text: why.
    """

    def __init__(self, why: Text) -> None:
        super().__init__(render(why))
        self.text = why


class BehaviourPresetStore:
    """The presets and their file, ``behaviours.json`` in the folder for configuration.

    Every change reads the file first, since another window may have changed it, and replaces it as
    a whole. A file that cannot be understood is left as it is.

    Args:
        folder: where the file is, or will be; None keeps presets for this run alone.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._path = None if folder is None else folder / _FILE
        self._kept: Presets = {}

    def presets(self) -> Presets:
        """All of them.

        Raises:
            PresetError: the file cannot be understood.
        """
        if self._path is not None:
            self._kept = _read(self._path)
        return dict(self._kept)

    def save(self, name: str, behaviour: Behaviour) -> Presets:
        """Keep a behaviour, in place of one that has this name; returns all of them.

        Raises:
            PresetError: the file cannot be understood or written.
        """
        return self._change(lambda presets: {**presets, name: behaviour})

    def rename(self, name: str, to: str) -> Presets:
        """Give a preset another name, in place of one that has that; returns all of them.

        Raises:
            PresetError: the file cannot be understood or written.
        """

        def renamed(presets: Presets) -> Presets:
            if name not in presets or name == to:
                return presets
            others = {one: presets[one] for one in presets if one != to}
            return {to if one == name else one: others[one] for one in others}

        return self._change(renamed)

    def remove(self, name: str) -> Presets:
        """Forget a preset; returns all of them.

        Raises:
            PresetError: the file cannot be understood or written.
        """
        return self._change(lambda presets: {one: presets[one] for one in presets if one != name})

    def _change(self, change: Callable[[Presets], Presets]) -> Presets:
        presets = change(self.presets())
        if self._path is not None:
            _write(self._path, presets)
        self._kept = presets
        return dict(presets)


def _read(path: Path) -> Presets:
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise PresetError(text("presets.too-large", file=str(path)))
        stored = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        why = error.strerror or str(error)
        raise PresetError(text("presets.unreadable", file=str(path), error=why)) from None
    except (ValueError, RecursionError) as error:
        raise PresetError(text("presets.no-json", file=str(path), error=str(error))) from None
    if not isinstance(stored, dict):
        raise PresetError(text("presets.no-object", file=str(path)))
    presets: Presets = {}
    for name, form in stored.items():
        if not name.strip() or not name.isprintable():
            raise PresetError(text("presets.bad-name", file=str(path), name=ascii(name)))
        try:
            presets[name] = from_form(form)
        except FormError as error:
            raise PresetError(
                text("presets.bad", file=str(path), name=name, why=render(error.text))
            ) from None
    return presets


def _write(path: Path, presets: Presets) -> None:
    """Replace the file as a whole: whoever reads it finds the old or the new one."""
    forms = {name: to_form(behaviour) for name, behaviour in presets.items()}
    data = json.dumps(forms, indent=2, ensure_ascii=True) + "\n"
    fresh = ""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).replace(path)
    except OSError as error:
        if fresh:
            with contextlib.suppress(OSError):
                Path(fresh).unlink()
        why = error.strerror or str(error)
        _log.info("%s cannot be written: %s", path, why)
        raise PresetError(text("presets.unwritable", file=str(path), error=why)) from None
