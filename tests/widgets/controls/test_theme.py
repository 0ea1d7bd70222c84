"""What is read can be read: contrast, palettes that follow, fonts with the right glyphs."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls import theme
from wsinspector.widgets.controls.theme import DARK, LIGHT, DataColours

_TEXTS = ("text", "dim", "client", "server", "clean", "violation", "deviation")
_GROUNDS = ("window", "card", "field", "selection")
_BANDS = ("client_band", "server_band", "closing_band")
_TABLES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(colour: QColor) -> float:
        parts = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        )
        return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_itself() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@_TABLES
@pytest.mark.parametrize("pair", [*itertools.product(_TEXTS, _GROUNDS)], ids="-on-".join)
def test_text_is_readable_on_every_ground(colours: DataColours, pair: tuple[str, str]) -> None:
    text, ground = pair
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@_TABLES
@pytest.mark.parametrize("ground", [*_BANDS])
def test_text_is_readable_on_bands(colours: DataColours, ground: str) -> None:
    assert contrast(colours.text, getattr(colours, ground)) >= 4.5


@_TABLES
def test_text_is_readable_on_filled_buttons(colours: DataColours) -> None:
    for filled in (colours.client, colours.server):
        assert contrast(colours.on_accent, filled) >= 4.5


@_TABLES
def test_strokes_and_shapes_can_be_seen(colours: DataColours) -> None:
    assert contrast(colours.faint, colours.card) >= 2.5


@_TABLES
def test_palette_pairs_are_readable(colours: DataColours) -> None:
    palette, role = theme.palette_of(colours), QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.Link, role.Window),
        (role.Link, role.Base),
    ]
    for text, ground in pairs:
        ratio = contrast(palette.color(text), palette.color(ground))
        assert ratio >= 4.5, (text, ground, ratio)
    disabled = QPalette.ColorGroup.Disabled
    for text, ground in [(role.ButtonText, role.Button), (role.Text, role.Base)]:
        # Inactive controls are exempt in WCAG; a person should still see what they could do.
        assert contrast(palette.color(disabled, text), palette.color(ground)) >= 2.9


def test_colours_follow_the_palette(qapp: QApplication, qtbot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setPalette(theme.palette_of(DARK))
    assert theme.data_colours(widget) is DARK
    assert theme.data_colours(theme.palette_of(LIGHT)) is LIGHT


def test_the_scheme_that_was_asked_for(qapp: QApplication) -> None:
    before = QPalette(qapp.palette())
    try:
        theme.apply_scheme(qapp, Qt.ColorScheme.Dark)
        assert qapp.style().name() == "fusion"
        assert theme.data_colours(qapp.palette()) is DARK
        theme.apply_scheme(qapp, Qt.ColorScheme.Light)
        assert theme.data_colours(qapp.palette()) is LIGHT
        theme.apply_scheme(qapp, Qt.ColorScheme.Unknown)
        desktop_is_dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
        assert theme.data_colours(qapp.palette()).dark is desktop_is_dark
    finally:
        qapp.setPalette(before)


def test_each_end_has_its_colours() -> None:
    assert LIGHT.end(Role.CLIENT) == LIGHT.client
    assert LIGHT.end(Role.SERVER) == LIGHT.server
    assert LIGHT.end_band(Role.CLIENT) == LIGHT.client_band
    assert LIGHT.end_band(Role.SERVER) == LIGHT.server_band


@pytest.mark.parametrize(
    "language, first",
    [("zh_CN", "Noto Sans CJK SC"), ("ko", "Noto Sans CJK KR"), ("en_GB", "Noto Sans CJK SC")],
)
def test_cjk_glyphs_are_chosen_by_language(qapp: QApplication, language: str, first: str) -> None:
    families = theme.ui_families(language)
    cjk = [family for family in families if "CJK" in family]
    assert cjk[0] == first
    assert families.index(first) > 0  # the desktop's own font comes first


def test_data_font_is_fixed_and_in_proportion(qapp: QApplication) -> None:
    font = theme.data_font()
    assert font.styleHint() is QFont.StyleHint.Monospace
    assert any("CJK" in family for family in font.families())
    assert theme.data_font(2).pointSizeF() == pytest.approx(2 * font.pointSizeF())


def test_scaled_keeps_the_unit(qapp: QApplication) -> None:
    pixels = QFont()
    pixels.setPixelSize(20)
    assert theme.scaled(pixels, 0.5).pixelSize() == 10
