"""What the program tells the script that started it."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """The exit statuses of the command line."""

    COMPLETED = 0
    """The closing handshake completed; of a server: it was stopped, and has closed."""
    USAGE = 2
    """The command line, an address or a port is no good; nothing was begun."""
    NEVER_OPEN = 3
    """There was no connection, or its opening handshake failed."""
    NOT_CLEAN = 4
    """The connection was open and ended without a whole closing handshake."""
    NO_OUTPUT = 5
    """What happened could not be written."""
    DIFFERS = 6
    """A scenario was not what it is expected to be."""
    UNDONE = 7
    """The closing handshake completed, but before every step was done."""
    INTERRUPTED = 130
    """Interrupted once more while it was closing."""


EXPLANATION = """\
exit status:
  0    the closing handshake completed (serve: it was stopped and has closed)
  2    the command line, the address or the port is no good; nothing was begun
  3    the connection was never open
  4    the connection ended without a whole closing handshake
  5    what happened could not be written
  6    a scenario was not what it is expected to be
  7    the closing handshake completed before everything asked for was done
  130  interrupted once more while closing"""
