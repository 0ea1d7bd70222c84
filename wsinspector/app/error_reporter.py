"""One place where every error of the program itself arrives: the log, and a window."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from wsinspector import __version__

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from PySide6.QtWidgets import QWidget

    from wsinspector.app.error_dialog import ErrorDialog

_log = logging.getLogger("wsinspector")
_qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
# The offscreen and Wayland platforms say so of every window that is moved.
_NOISE = "This plugin does not support propagateSizeHints"


class ErrorReporter(QObject):
    """Catches what nobody else caught, writes it to the log and shows it.

    Errors come from slots and overrides (``sys.excepthook``), from callbacks and forgotten tasks
    (:meth:`handle_loop_error`), from threads (``threading.excepthook``), and as messages of Qt.

    Attributes:
        reported: emitted in any thread with the text of a report; shown in the window's own.
    """

    reported = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: QWidget | None = None
        self._dialog: ErrorDialog | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        self.reported.connect(self._show)

    def install(self) -> None:
        """Listen to everything but the event loop, which does not exist yet."""
        sys.excepthook = self.handle_exception
        threading.excepthook = self._handle_thread_error
        qInstallMessageHandler(log_qt_message)

    def uninstall(self) -> None:
        """Leave everything as it was before :meth:`install`, and close the window."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(None)
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    def handle_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Report an exception; the form of ``sys.excepthook``."""
        self._report("Unhandled exception", kind, error, trace)

    def handle_loop_error(self, _loop: AbstractEventLoop, context: Mapping[str, Any]) -> None:
        """Report an error of the event loop; the form of ``loop.set_exception_handler``."""
        lines = [str(context.get("message", "Error in the event loop"))]
        lines += [
            f"{key}: {value!r}"
            for key, value in sorted(context.items())
            if key not in {"message", "exception"}
        ]
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._report("\n".join(lines), type(error), error, error.__traceback__)
        else:
            self._report("\n".join(lines), None, None, None)

    @property
    def dialog(self) -> ErrorDialog | None:
        """The window with the reports; None while there has been none."""
        return self._dialog

    def _report(
        self,
        what: str,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        text = what
        if kind is not None:
            import traceback

            text += "\n" + "".join(traceback.format_exception(kind, error, trace))
        _log.error("%s", text.rstrip())
        if kind is None or issubclass(kind, Exception):
            self.reported.emit(text)

    def _handle_thread_error(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            name = args.thread.name if args.thread is not None else "a thread"
            what = f"Unhandled exception in {name}"
            self._report(what, args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, text: str) -> None:
        if self._dialog is None:
            from wsinspector.app.error_dialog import ErrorDialog

            self._dialog = ErrorDialog(self.window)
            self._dialog.add(_circumstances())
        self._dialog.add(text)


def log_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Write a message of Qt to the log; the form of ``qInstallMessageHandler``."""
    if not message.startswith(_NOISE):
        _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def _circumstances() -> str:
    """What a report should begin with."""
    import platform

    return (
        f"wsinspector {__version__}, Python {platform.python_version()}, "
        f"PySide6 {pyside_version}, {platform.platform()}\n"
    )
