"""Icons exist, are one visual language, follow the palette and are sharp at 2x."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication

from wsinspector.resources import resource_path
from wsinspector.widgets.controls import theme
from wsinspector.widgets.controls.icons import icon

_NAMES = sorted(path.stem for path in resource_path("icons").glob("*.svg"))


def _inked(image: QImage) -> list[QColor]:
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [colour for colour in colours if colour.alpha() == 255]


@pytest.mark.parametrize("name", _NAMES)
def test_one_visual_language(name: str) -> None:
    root = ET.parse(resource_path("icons", f"{name}.svg")).getroot()
    assert root.get("viewBox") == "0 0 16 16"
    assert root.get("stroke-width") == "1.5"
    assert root.get("stroke-linecap") == "round"
    used = {part.get(what) for part in root.iter() for what in ("stroke", "fill")}
    assert used <= {"none", "currentColor", None}


@pytest.mark.parametrize("name", _NAMES)
def test_every_icon_draws_inside_its_square(qapp: QApplication, name: str) -> None:
    image = icon(name).pixmap(QSize(16, 16), 4.0).toImage()
    assert image.size() == QSize(64, 64)
    assert _inked(image)
    edges = [image.pixelColor(x, y).alpha() for x in range(64) for y in (0, 63)]
    edges += [image.pixelColor(x, y).alpha() for x in (0, 63) for y in range(64)]
    assert not any(edges)


def test_it_follows_the_palette(qapp: QApplication) -> None:
    before = QPalette(qapp.palette())
    one = icon("add")
    try:
        for colours in (theme.LIGHT, theme.DARK):
            qapp.setPalette(theme.palette_of(colours))
            image = one.pixmap(QSize(16, 16), 2.0).toImage()
            assert set(map(QColor.name, _inked(image))) == {colours.text.name()}
    finally:
        qapp.setPalette(before)


def test_modes_and_an_own_colour(qapp: QApplication) -> None:
    red = QColor(0xC02626)
    palette = qapp.palette()
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    for mode, wanted in [
        (QIcon.Mode.Normal, red),
        (QIcon.Mode.Disabled, disabled),
        (QIcon.Mode.Selected, palette.color(QPalette.ColorRole.HighlightedText)),
    ]:
        image = icon("add", red).pixmap(QSize(16, 16), 2.0, mode).toImage()
        assert wanted.name() in set(map(QColor.name, _inked(image)))


def test_a_copy_still_draws(qapp: QApplication) -> None:
    assert _inked(QIcon(icon("add")).pixmap(QSize(16, 16), 1.0).toImage())


def test_an_unknown_name_is_a_defect() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_the_application_has_a_picture(qapp: QApplication) -> None:
    picture = QIcon(str(resource_path("app", "wsinspector.svg")))
    assert _inked(picture.pixmap(QSize(64, 64), 1.0).toImage())
