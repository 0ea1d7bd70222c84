"""The command line: opens the window, or plays the self-test in it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from wsinspector import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status.

    Args:
        arguments: the command line without the program's name; that of the process if absent.
    """
    parser = argparse.ArgumentParser(
        prog="wsinspector",
        description="Shows WebSocket handshakes and frames from both ends of a connection.",
        epilog="Qt's own options, such as -platform, are passed on.",
    )
    parser.add_argument("--version", action="version", version=f"wsinspector {__version__}")
    parser.add_argument(
        "--selftest",
        action="store_true",
        help="play two closing handshakes in a window that nobody sees, print what both ends saw, "
        "and exit with 0 if that was right",
    )
    options, for_qt = parser.parse_known_args(arguments)
    if options.selftest:
        # Before Qt is loaded; where a platform was chosen, the window is seen on it.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from wsinspector.app.selftest import selftest

        return selftest(for_qt)
    from wsinspector.app.application import run

    return run(for_qt)


if __name__ == "__main__":
    sys.exit(main())
