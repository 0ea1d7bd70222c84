"""Words and signs for what became of a scenario."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QCoreApplication

from wsinspector.journal.visible_text import visible
from wsinspector.models.scenario_card import PlayResult, PlayState
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.tinted_label import Tint

_LONGEST: Final = 400
_RUN: Final = re.compile(r"[^\s/]{25,}")
_PIECE: Final = re.compile(r".{1,12}")
_BREAK: Final = "\u200b"
"""No width, but a place for the end of a line."""

SIGNS: dict[PlayState, tuple[str, Tint]] = {
    PlayState.NEW: ("", Tint.DIM),
    PlayState.PLAYING: ("▶", Tint.CLIENT),
    PlayState.WAITING: ("◌", Tint.CLIENT),
    PlayState.EXPECTED: ("✓", Tint.CLEAN),
    PlayState.DIFFERS: ("▲", Tint.VIOLATION),
    PlayState.MET: ("●", Tint.CLEAN),
    PlayState.CANCELLED: ("–", Tint.DIM),
}
"""Sign and colour of a state."""


def _tr(source: str) -> str:
    return QCoreApplication.translate("Scenario", source)


def readable(words: str) -> str:
    """Words as they can be looked at in a narrow column.

    What is invisible is shown, what is very long is cut, and a run without a gap may be broken.
    """
    shown = visible(words)
    if len(shown) > _LONGEST:
        cut = _tr("{beginning}… ({count} characters)")
        shown = cut.format(beginning=shown[:_LONGEST], count=len(shown))
    return _RUN.sub(lambda run: _BREAK.join(_PIECE.findall(run[0])), shown)


def state_words(result: PlayResult) -> str:
    """A sentence on what became of it; empty for one that was not played."""
    if result.state is PlayState.DIFFERS and result.by_steps:
        return _tr("Not everything was as expected. What came late may be your own pace:")
    return {
        PlayState.NEW: "",
        PlayState.PLAYING: _tr("It is being played."),
        PlayState.WAITING: _tr("It waits for programs at this address:"),
        PlayState.EXPECTED: _tr("Everything was as expected."),
        PlayState.DIFFERS: _tr("Not everything was as expected:"),
        PlayState.MET: _tr(
            "The script was played to a program outside. The verdict says the rest."
        ),
        PlayState.CANCELLED: _tr("It was cancelled."),
    }[result.state]


def scripted_words(scripted: Role) -> str:
    """Who plays whom."""
    if scripted is Role.SERVER:
        return _tr("The server is scripted; the client is ours and acts correctly.")
    return _tr("The client is scripted; the server is ours and acts correctly.")


def fact_name(name: str) -> str:
    """What a fact of the expectation is called."""
    return {
        "ending": _tr("Ending"),
        "flags": _tr("Flags"),
        "initiator": _tr("Began the end"),
        "tcp-closer": _tr("Ended TCP"),
        "cause": _tr("Whose doing"),
        "client": _tr("Client reports"),
        "server": _tr("Server reports"),
    }[name]
