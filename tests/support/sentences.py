"""Fills in sentences about a behaviour as a person does: field by field, by their names."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget


def fields(root: QWidget) -> Iterator[QWidget]:
    """The fields of a sentence, without what is inside of them."""
    for kind in (QComboBox, QSpinBox, QLineEdit):
        for field in root.findChildren(kind):
            if not isinstance(field.parent(), QComboBox | QSpinBox):
                yield field


def field(root: QWidget, name: str) -> QWidget:
    """The field with this accessible name."""
    return next(one for one in fields(root) if one.accessibleName() == name)


def shown(root: QWidget) -> set[str]:
    """The names of the fields that are not hidden, whether or not the window is open."""
    return {one.accessibleName() for one in fields(root) if not one.isHidden()}


def choose(root: QWidget, name: str, value: object) -> None:
    """Pick a choice by what it means."""
    box = field(root, name)
    assert isinstance(box, QComboBox)
    index = box.findData(value)
    assert index >= 0, f"{name} has no {value!r}"
    box.setCurrentIndex(index)
    box.activated.emit(index)


def count(root: QWidget, name: str, value: int) -> None:
    """Set a number."""
    box = field(root, name)
    assert isinstance(box, QSpinBox)
    box.setValue(value)


def write(root: QWidget, name: str, text: str) -> None:
    """Write into a field."""
    line = field(root, name)
    assert isinstance(line, QLineEdit)
    line.setText(text)


def untaught(root: QWidget) -> list[str]:
    """The choices and numbers without a tooltip that teaches."""
    found = []
    for one in fields(root):
        if isinstance(one, QSpinBox) and not one.toolTip():
            found.append(one.accessibleName())
        if isinstance(one, QComboBox) and not one.isEditable():
            tip = Qt.ItemDataRole.ToolTipRole
            found += [one.itemText(i) for i in range(one.count()) if not one.itemData(i, tip)]
    return found
