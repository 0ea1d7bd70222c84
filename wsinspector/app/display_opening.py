"""Says in one sentence that there is no display, where Qt would abort the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

NO_DISPLAY = 1
"""The exit status of a program that cannot show its window."""

_REST = (
    "but wsinspector serve and wsinspector connect work without one, and so does wsinspector "
    "--selftest."
)

Handler = Callable[[QtMsgType, QMessageLogContext, str], None]


@contextmanager
def display_opening(then: Handler) -> Iterator[None]:
    """For as long as Qt opens the display: end the program by a sentence if it cannot.

    Qt's way would be to abort, with all it knows about plugins. Nothing has been begun by then, so
    nothing is left undone.

    Args:
        then: gets the messages that Qt had, once the display is open.
    """
    kept: list[tuple[QtMsgType, QMessageLogContext, str]] = []

    def handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            _leave(why_no_window(os.environ, [said for _, _, said in kept]))
        kept.append((kind, context, message))

    before = qInstallMessageHandler(handle)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    for message in kept:
        then(*message)


def why_no_window(variables: Mapping[str, str], messages: list[str]) -> str:
    """The sentence.

    Args:
        variables: of the environment.
        messages: what Qt said before it gave up.
    """
    named = any(variables.get(key) for key in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith("linux") and not named:
        why = "neither DISPLAY nor WAYLAND_DISPLAY is set"
    else:
        why = f"Qt says: {' '.join(messages[0].split())}" if messages else "Qt does not say why"
    return f"There is no display for a window ({why}), {_REST}"


def _leave(sentence: str) -> None:
    if sys.stderr is not None:  # a Windows program without a console has none
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
    # Qt's own way to leave, which comes next, is an abort.
    os._exit(NO_DISPLAY)
