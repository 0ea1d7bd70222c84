"""Tells a changed view from one that has only grown older."""

from __future__ import annotations

from dataclasses import replace

from wsinspector.models.end_view import EndView


def is_news(shown: EndView | None, now: EndView | None) -> bool:
    """Whether a pane that shows one live view has to be told of another.

    Panes count the time themselves; to be told thirty times a second that it has gone on would
    only have them painted anew.

    Args:
        shown: what the pane was told last.
        now: what holds now.
    """
    if shown is None or now is None:
        return shown is not now
    return replace(shown, at_ns=now.at_ns) != now
