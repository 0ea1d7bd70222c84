"""The commands that need no window."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence

from wsinspector.cli.complaint import complain
from wsinspector.cli.connect import connect
from wsinspector.cli.exit_status import ExitStatus
from wsinspector.cli.line_output import LineOutput
from wsinspector.cli.options import connect_options, serve_options
from wsinspector.cli.serve import serve
from wsinspector.engine.address import AddressError
from wsinspector.engine.certificate_error import CertificateError
from wsinspector.engine.listener import ListenError
from wsinspector.texts import render

_Run = Callable[[LineOutput], Coroutine[None, None, ExitStatus]]


def run(command: str, arguments: Sequence[str]) -> int:
    """Carry out a command; returns the exit status.

    Args:
        command: ``serve`` or ``connect``.
        arguments: what follows it on the command line.
    """
    try:
        action, json = _prepare(command, arguments)
        output = LineOutput(sys.stdout, utf8=json)
        status = asyncio.run(action(output))
    except (AddressError, CertificateError, ListenError) as error:
        complain(f"wsinspector {command}", render(error.text))
        return ExitStatus.USAGE
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    if output.error:
        complain(f"wsinspector {command}", f"The output could not be written: {output.error}.")
        return ExitStatus.NO_OUTPUT
    return status


def _prepare(command: str, arguments: Sequence[str]) -> tuple[_Run, bool]:
    if command == "serve":
        to_serve = serve_options(arguments)
        return lambda output: serve(to_serve, output), to_serve.view.json
    to_connect = connect_options(arguments)
    return lambda output: connect(to_connect, output), to_connect.view.json
