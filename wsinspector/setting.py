"""What a setting is: a name, a type, a default, and which values fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from wsinspector.texts import ExplainedError, text

Value = bool | int | str
T = TypeVar("T", bool, int, str)


class SettingError(ExplainedError, ValueError):
    """A value does not fit its setting."""


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One thing that can be chosen.

    Attributes:
        group: the heading it belongs to.
        key: its name within the group.
        default: its value until somebody chooses another; its type is the type of the setting.
        help: what it does, one sentence.
        minimum: smallest number, or None.
        maximum: largest number, or None.
        choices: the only values possible; empty where any value of the type will do.
        unit: of a number: ``bytes``, ``ms`` or nothing.
    """

    group: str
    key: str
    default: T
    help: str
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""

    @property
    def name(self) -> str:
        """Group and key, as messages call it."""
        return f"{self.group}.{self.key}"

    @property
    def value_type(self) -> type[T]:
        """bool, int or str."""
        return type(self.default)

    def check(self, value: object) -> T:
        """The value, if it fits.

        Raises:
            SettingError: another type, out of range, or not one of the choices.
        """
        # True is an int in Python, but no number of bytes.
        if type(value) is not self.value_type:
            raise SettingError(
                text("setting.wrong-type", setting=self.name, expected=self.value_type.__name__)
            )
        if isinstance(value, int):
            if self.minimum is not None and value < self.minimum:
                raise SettingError(
                    text("setting.too-small", setting=self.name, value=value, limit=self.minimum)
                )
            if self.maximum is not None and value > self.maximum:
                raise SettingError(
                    text("setting.too-large", setting=self.name, value=value, limit=self.maximum)
                )
        if self.choices and value not in self.choices:
            raise SettingError(
                text(
                    "setting.no-choice",
                    setting=self.name,
                    value=str(value),
                    choices=", ".join(self.choices),
                )
            )
        return value
