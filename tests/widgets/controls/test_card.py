"""A card is a surface with a heading, and of an end in its colour."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.card import Card
from wsinspector.widgets.controls.theme import DARK, LIGHT, palette_of


@pytest.mark.parametrize("role", [*Role, None])
def test_surface_bar_and_heading(qtbot, role: Role | None) -> None:
    card = Card("Client", role)
    qtbot.addWidget(card)
    card.resize(200, 100)
    for colours in (LIGHT, DARK):
        card.setPalette(palette_of(colours))
        image = card.grab().toImage()
        scale = image.devicePixelRatio()
        middle = round(100 * scale)
        assert image.pixelColor(middle, round(60 * scale)) == colours.card
        bar = image.pixelColor(middle, round(1 * scale))
        assert (bar == colours.end(role or Role.CLIENT)) is (role is not None)
        heading = card.findChild(QLabel).palette().windowText().color()
        assert heading == (colours.dim if role is None else colours.end(role))
    assert card.accessibleName() == "Client"
