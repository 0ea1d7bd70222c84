"""What goes wrong, said to the person: one line on standard error."""

from __future__ import annotations

import sys

from wsinspector.journal.visible_text import visible


def complain(who: str, sentence: str) -> None:
    """Say what is wrong, without control characters; silently where nobody can be told.

    Args:
        who: the command that says it.
        sentence: what is wrong.
    """
    line = f"{who}: {visible(sentence)}\n"
    if sys.stderr is None:  # a Windows program without a console
        return
    try:
        sys.stderr.write(line)
        sys.stderr.flush()
    except OSError:
        pass
