"""A behaviour as plain data, for files that people can read and edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Form = dict[str, object]
"""What JSON can hold: objects of fields; numbers, words, true and false."""

RANGES: Mapping[str, tuple[int, int]] = {
    "code": (0, 65_535),
    "delay": (0, 600_000),
    "messages_first": (0, 1_000),
    "times": (1, 2),
    "skip": (0, 1_000),
    "interval": (0, 3_600_000),
    "timeout": (0, 3_600_000),
}
"""The smallest and the largest of every number in a behaviour, by its name; times in ms."""

_MAY_BE_NONE = {"close.code"}
_HEX = "hex"

_Part = TypeVar("_Part", bound="DataclassInstance")


class FormError(ValueError):
    """Plain data that is no behaviour.

    Attributes:
        text: what is wrong, and in which field.
    """

    def __init__(self, why: Text) -> None:
        super().__init__(why.id)
        self.text = why


def to_form(behaviour: Behaviour) -> Form:
    """What of a behaviour differs from the default, as plain data.

    Bytes become text where they are UTF-8, else ``{"hex": …}``.
    """
    return _differences(behaviour, Behaviour())


def from_form(form: object) -> Behaviour:
    """The behaviour that plain data stands for; what is absent is as in the default.

    Raises:
        FormError: it has an unknown field, or a value that does not fit.
    """
    return _read(form, Behaviour(), "")


def _differences(part: DataclassInstance, usual: object) -> Form:
    form: Form = {}
    for field in fields(part):
        value, default = getattr(part, field.name), getattr(usual, field.name)
        if value != default:
            form[field.name] = _plain(value, default)
    return form


def _plain(value: object, usual: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _differences(value, usual)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return {_HEX: value.hex(" ")}
    return value


def _read(form: object, usual: _Part, path: str) -> _Part:
    if not isinstance(form, Mapping):
        raise FormError(text("behaviour.no-fields", field=path.rstrip(".") or "behaviour"))
    values: dict[str, Any] = {}
    known = {field.name: getattr(usual, field.name) for field in fields(usual)}
    for name, value in form.items():
        field = f"{path}{name}"
        if name not in known:
            raise FormError(text("behaviour.unknown-field", field=field))
        values[name] = _value(value, known[name], field)
    return replace(usual, **values)


def _value(value: object, usual: object, field: str) -> object:
    if is_dataclass(usual) and not isinstance(usual, type):
        return _read(value, usual, f"{field}.")
    if isinstance(usual, StrEnum):
        return _choice(value, usual, field)
    if isinstance(usual, bool):
        if not isinstance(value, bool):
            raise FormError(text("behaviour.no-yes-or-no", field=field))
        return value
    if isinstance(usual, bytes):
        return _bytes(value, field)
    if value is None and field in _MAY_BE_NONE:
        return None
    return _number(value, field)


def _choice(value: object, usual: StrEnum, field: str) -> StrEnum:
    kind = type(usual)
    if isinstance(value, str) and value in list(kind):
        return kind(value)
    choices = ", ".join(str(one) for one in kind)
    raise FormError(text("behaviour.no-choice", field=field, value=str(value), choices=choices))


def _bytes(value: object, field: str) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, Mapping) and list(value) == [_HEX] and isinstance(value[_HEX], str):
        try:
            return bytes.fromhex(value[_HEX])
        except ValueError:
            pass  # said below
    raise FormError(text("behaviour.no-bytes", field=field))


def _number(value: object, field: str) -> int:
    smallest, largest = RANGES[field.rpartition(".")[2]]
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if isinstance(value, int) and is_number and smallest <= value <= largest:
        return value
    raise FormError(text("behaviour.no-number", field=field, smallest=smallest, largest=largest))
