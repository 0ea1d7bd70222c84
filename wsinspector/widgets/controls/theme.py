"""Colours and fonts: one table for light and one for dark, and the palettes made from them.

Chrome (fields, buttons, menus) takes its colours from the application's palette. What carries data
(ends, bands, findings) takes them from :class:`DataColours`, which follows the palette's lightness.
Every text colour has a contrast of at least 4.5:1 on ``window``, ``card``, ``field`` and
``selection``; on a band only ``text`` may stand; ``faint`` is for strokes, never for text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

if TYPE_CHECKING:
    from wsinspector.protocol.phases import Role


@dataclass(frozen=True)
class DataColours:
    """The colours of what is shown, in one lightness.

    Attributes:
        window: behind everything.
        card: behind a group of things that belong together.
        field: behind what can be typed or chosen, and behind lists.
        line: borders and rules.
        text: what is read first.
        dim: what is read second.
        faint: strokes only.
        client: text and strokes of the client end.
        client_band: its lifeline while OPEN.
        server: text and strokes of the server end.
        server_band: its lifeline while OPEN.
        closing_band: a lifeline while CLOSING, of either end.
        selection: behind a selected row.
        clean: what is as it should be.
        violation: what breaks a MUST.
        deviation: what goes against a SHOULD.
        on_accent: text on a surface filled with ``client`` or ``server``.
        dark: whether this is the dark table.
    """

    window: QColor
    card: QColor
    field: QColor
    line: QColor
    text: QColor
    dim: QColor
    faint: QColor
    client: QColor
    client_band: QColor
    server: QColor
    server_band: QColor
    closing_band: QColor
    selection: QColor
    clean: QColor
    violation: QColor
    deviation: QColor
    on_accent: QColor
    dark: bool

    def end(self, role: Role) -> QColor:
        """Text and strokes of the end with this role."""
        return self.client if role == "client" else self.server

    def end_band(self, role: Role) -> QColor:
        """The lifeline of that end while OPEN."""
        return self.client_band if role == "client" else self.server_band


LIGHT = DataColours(
    window=QColor(0xF4F5F7),
    card=QColor(0xFFFFFF),
    field=QColor(0xFFFFFF),
    line=QColor(0xDFE2E7),
    text=QColor(0x1D2330),
    dim=QColor(0x5F6673),
    faint=QColor(0x9AA1AD),
    client=QColor(0x2563C9),
    client_band=QColor(0xCFE0FB),
    server=QColor(0xAD4F08),
    server_band=QColor(0xF9DFBF),
    closing_band=QColor(0xFDE68A),
    selection=QColor(0xE6EFFD),
    clean=QColor(0x147A3A),
    violation=QColor(0xC02626),
    deviation=QColor(0x945A06),
    on_accent=QColor(0xFFFFFF),
    dark=False,
)
"""For light surroundings."""

DARK = DataColours(
    window=QColor(0x16181D),
    card=QColor(0x1E2127),
    field=QColor(0x16181D),
    line=QColor(0x30343C),
    text=QColor(0xE6E8EC),
    dim=QColor(0x9AA1AD),
    faint=QColor(0x6B7280),
    client=QColor(0x7CB0FF),
    client_band=QColor(0x22406E),
    server=QColor(0xF5B25E),
    server_band=QColor(0x5C401C),
    closing_band=QColor(0x6B5A16),
    selection=QColor(0x243450),
    clean=QColor(0x4ADE80),
    violation=QColor(0xFF7B72),
    deviation=QColor(0xE3B341),
    on_accent=QColor(0x16181D),
    dark=True,
)
"""For dark surroundings."""


def data_colours(source: QWidget | QPalette) -> DataColours:
    """The table that fits a palette.

    Cheap enough for a paint event. A widget that keeps what it made of the colours makes it anew
    on ``QEvent.PaletteChange``.

    Args:
        source: a palette, or the widget whose palette counts.
    """
    palette = source.palette() if isinstance(source, QWidget) else source
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def palette_of(colours: DataColours) -> QPalette:
    """The palette for the chrome around these colours."""
    role, dark = QPalette.ColorRole, colours.dark
    button = QColor(0x2A2F38 if dark else 0xF0F1F4)
    palette = QPalette(button, colours.window)
    for one, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.field,
        role.AlternateBase: QColor(0x1A1C22 if dark else 0xF8F9FB),
        role.Text: colours.text,
        role.PlaceholderText: colours.dim,
        role.Button: button,
        role.ButtonText: colours.text,
        role.BrightText: colours.violation,
        role.ToolTipBase: QColor(0x2A2F38 if dark else 0xFFFFFF),
        role.ToolTipText: colours.text,
        role.Link: colours.client,
        role.LinkVisited: colours.client,
        role.Highlight: QColor(0x2F62B3 if dark else 0x2563C9),
        role.HighlightedText: QColor(0xFFFFFF),
        role.Accent: colours.client,
        role.Light: QColor(0x3A3F49 if dark else 0xFFFFFF),
        role.Midlight: QColor(0x30343C if dark else 0xF4F5F7),
        role.Mid: QColor(0x3A3F49 if dark else 0xC9CDD5),
        role.Dark: QColor(0x0F1115 if dark else 0xAEB4BF),
        role.Shadow: QColor(0x000000 if dark else 0x6B7280),
    }.items():
        palette.setColor(one, colour)
    disabled = QColor(0x737A87 if dark else 0x858C99)
    for one in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, disabled)
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, colours.text)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, colours.line)
    return palette


class _SchemeFollower(QObject):
    """Keeps the application's palette in step with what was asked for, or with the desktop."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._asked = Qt.ColorScheme.Unknown
        app.styleHints().colorSchemeChanged.connect(self._apply)

    def ask(self, scheme: Qt.ColorScheme) -> None:
        self._asked = scheme
        # Colours the window's frame where the platform can; bare X11 ignores it.
        self._app.styleHints().setColorScheme(scheme)
        self._apply()

    def _apply(self) -> None:
        scheme = self._asked
        if scheme is Qt.ColorScheme.Unknown:
            scheme = self._app.styleHints().colorScheme()
        wanted = palette_of(DARK if scheme is Qt.ColorScheme.Dark else LIGHT)
        if wanted != self._app.palette():
            self._app.setPalette(wanted)


def apply_scheme(app: QApplication, scheme: Qt.ColorScheme) -> None:
    """Give the application our look: the Fusion style and our light or dark palette.

    Args:
        app: the application.
        scheme: light, dark, or Unknown to follow the desktop, also when it changes later.
    """
    if app.style().name() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    follower = app.findChild(_SchemeFollower) or _SchemeFollower(app)
    follower.ask(scheme)


_CJK: dict[str, tuple[str, ...]] = {
    "zh": ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI", "PingFang SC"),
    "ko": ("Noto Sans CJK KR", "Source Han Sans KR", "Malgun Gothic", "Apple SD Gothic Neo"),
    "ja": ("Noto Sans CJK JP", "Source Han Sans JP", "Yu Gothic UI", "Hiragino Sans"),
}
_MONO = ("Cascadia Mono", "SF Mono", "Menlo", "Consolas", "DejaVu Sans Mono", "Noto Sans Mono")
_MONO_CJK: dict[str, tuple[str, ...]] = {
    "zh": ("Noto Sans Mono CJK SC", "NSimSun"),
    "ko": ("Noto Sans Mono CJK KR", "GulimChe"),
    "ja": ("Noto Sans Mono CJK JP", "MS Gothic"),
}


def ui_families(language: str) -> list[str]:
    """Font families for texts in this language, the desktop's own first.

    Chinese, Japanese and Korean share code points that look different in each; without this the
    system's fallback decides, and it does not know the language of the window.

    Args:
        language: a language code such as ``en``, ``zh_CN`` or ``ko``.
    """
    # Its real name: Qt passes over an alias such as "Sans Serif" when a later family exists.
    general = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    return [general.family(), *_by_language(_CJK, language)]


def data_font(scale: float = 1.0) -> QFont:
    """The monospaced font for addresses, numbers and bytes, with glyphs for CJK text.

    Args:
        scale: size in proportion to the application's font.
    """
    font = QFont(QGuiApplication.font())
    # Which CJK glyphs the interface prefers is also right for the data.
    preferred = next(
        (code for code, names in _CJK.items() if set(names) & set(font.families())), "zh"
    )
    font.setFamilies([*_MONO, *_by_language(_MONO_CJK, preferred), "monospace"])
    font.setStyleHint(QFont.StyleHint.Monospace)
    return scaled(font, scale)


def scaled(font: QFont, scale: float) -> QFont:
    """A font of another size, in proportion."""
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * scale)
    else:
        result.setPixelSize(max(1, round(font.pixelSize() * scale)))
    return result


def _by_language(table: dict[str, tuple[str, ...]], language: str) -> list[str]:
    """The families of this language, then those of the others."""
    own = language.replace("-", "_").split("_")[0].lower()
    codes = sorted(table, key=lambda code: code != own)
    return [family for code in codes for family in table[code]]
