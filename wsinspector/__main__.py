"""The command line: opens the window, plays the self-test in it, or needs none."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from wsinspector import __version__
from wsinspector.app.early_signal import EarlySignal
from wsinspector.app.qt_options import refusal

_COMMANDS = ("serve", "connect", "run", "scenarios")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status.

    Args:
        arguments: the command line without the program's name; that of the process if absent.
    """
    if arguments is None:
        arguments = sys.argv[1:]
    if arguments and arguments[0] in _COMMANDS:
        from wsinspector.cli.command_line import run as run_command

        return run_command(arguments[0], arguments[1:])
    parser = argparse.ArgumentParser(
        prog="wsinspector",
        usage="%(prog)s [-h] [--version] [--selftest]\n"
        "       %(prog)s serve [-h] [...]\n"
        "       %(prog)s connect [-h] URL [...]\n"
        "       %(prog)s run [-h] ID [...]\n"
        "       %(prog)s scenarios [-h] [...]",
        description="Shows WebSocket handshakes and frames from both ends of a connection: in a "
        "window, or with serve and connect in the terminal. run plays scenarios, in which one end "
        "does what a script says.",
        epilog="Qt's own options, such as -platform, are passed on to the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"wsinspector {__version__}")
    parser.add_argument(
        "--selftest",
        action="store_true",
        help="play two closing handshakes in a window that nobody sees, print what both ends saw, "
        "and exit with 0 if that was right",
    )
    options, for_qt = parser.parse_known_args(arguments)
    if why := refusal(for_qt):
        print(f"wsinspector: {why}", file=sys.stderr)
        return 2
    # What is made before the window is complete stays; nothing of it needs to be looked through.
    gc.disable()
    EarlySignal().listen()
    if options.selftest:
        return _selftest(for_qt)
    from wsinspector.app.application import run

    return run(for_qt)


def _selftest(for_qt: Sequence[str]) -> int:
    # Before Qt is loaded; where a platform was chosen, the window is seen on it.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from wsinspector.app.selftest import selftest
    from wsinspector.cli.line_output import LineOutput

    return selftest(LineOutput(sys.stdout, utf8=False).write, for_qt)


if __name__ == "__main__":
    sys.exit(main())
