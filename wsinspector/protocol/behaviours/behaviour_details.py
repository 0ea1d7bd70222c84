"""The choices of a behaviour as they stand in an entry."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from wsinspector.protocol.behaviours.behaviour import Behaviour

if TYPE_CHECKING:
    from wsinspector.protocol.facts import Detail


def behaviour_details(behaviour: Behaviour) -> dict[str, Detail]:
    """What differs from the behaviour that RFC 6455 asks for; nothing for that one.

    A choice is called by its group and its name, for example ``close_reply``; bytes are text, with
    hexadecimal escapes for what is not UTF-8.
    """
    return _differences("", behaviour, Behaviour())


def shown(data: bytes) -> str:
    """Bytes as text; those that are not UTF-8 become hexadecimal escapes."""
    return data.decode("utf-8", "backslashreplace")


def _differences(prefix: str, chosen: object, standard: object) -> dict[str, Detail]:
    found: dict[str, Detail] = {}
    if not is_dataclass(chosen):
        return found
    for field in fields(chosen):
        name = prefix + field.name
        value, usual = getattr(chosen, field.name), getattr(standard, field.name)
        if is_dataclass(value):
            found |= _differences(f"{name}_", value, usual)
        elif value != usual:
            found[name] = shown(value) if isinstance(value, bytes) else _plain(value)
    return found


def _plain(value: str | int | None) -> Detail:
    return str(value) if isinstance(value, str) else value
