"""``wsinspector connect``: one connection, from its first step to its end."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from wsinspector.cli.complaint import complain
from wsinspector.cli.conversation import Conversation
from wsinspector.cli.entry_lines import entry_line
from wsinspector.cli.exit_status import ExitStatus
from wsinspector.cli.journal_follower import JournalFollower
from wsinspector.cli.journal_printer import JournalPrinter
from wsinspector.cli.line_output import LineOutput
from wsinspector.cli.options import ConnectOptions
from wsinspector.cli.stop_signals import stop_signals
from wsinspector.cli.verdict_lines import verdict_lines
from wsinspector.cli.verdict_printer import VerdictPrinter
from wsinspector.engine.workbench import Workbench
from wsinspector.formats.json_lines import json_line
from wsinspector.formats.verdict_json import verdict_line
from wsinspector.journal.open_failure import open_failure
from wsinspector.protocol.exchange import SendClose
from wsinspector.protocol.phases import Phase
from wsinspector.settings import CLIENT_FOLLOW_REDIRECTS, STOP_MS, Settings
from wsinspector.texts import render

if TYPE_CHECKING:
    from wsinspector.engine.client import Client
    from wsinspector.engine.tls_contexts import Trust
    from wsinspector.journal.journal import Journal

_GOING_AWAY = 1001
_NEVER_OPEN = frozenset({Phase.NEVER_OPENED, Phase.CONNECTING_ABORTED})


async def connect(options: ConnectOptions, output: LineOutput) -> ExitStatus:
    """Connect, do what is asked for, and print what happens.

    It ends with the connection; when the program is asked to stop, or nobody reads what it prints,
    by Close 1001.

    Raises:
        AddressError: there is nothing to connect to, or no such request can be made.
        CertificateError: the authorities that are to be believed cannot be used.
    """
    trust = _trust(options)
    settings, view, stopped = Settings(), options.view, asyncio.Event()
    settings.set(CLIENT_FOLLOW_REDIRECTS, options.redirects)
    bench = Workbench(settings)
    client = bench.new_client()
    client.set_behaviour(options.behaviour)
    line_of = json_line if view.json else entry_line
    printer = JournalPrinter(bench.journal, output, line_of, everything=view.everything)
    conversation = Conversation(client, bench.journal, options.steps)
    verdicts = VerdictPrinter(bench.journal, output, verdict_line if view.json else verdict_lines)
    readers = [conversation.read]
    if not view.quiet:
        readers = [printer.read, verdicts.read, conversation.read]
    follower = JournalFollower(bench.journal, readers)
    output.on_end = stopped.set
    with stop_signals(stopped.set):
        client.connect(options.url, trust=trust, plan=options.plan)
        over = bench.keeper.start("wait for the end", client.wait_over())
        asked = bench.keeper.start("wait for a signal", stopped.wait())
        try:
            await asyncio.wait((over, asked), return_when=asyncio.FIRST_COMPLETED)
            if client.phase is Phase.OPEN:
                client.wish(SendClose(_GOING_AWAY))
        finally:
            await bench.shutdown(settings.get(STOP_MS) / 1000)
            follower.close()
    undone = 0 if stopped.is_set() else conversation.undone
    return _conclusion(client, bench.journal, undone)


def _trust(options: ConnectOptions) -> Trust | None:
    """Whom to believe; None for the system's authorities."""
    if not options.insecure and options.authorities is None:
        return None
    # Late, because it takes time and most connections do without.
    from wsinspector.engine.certificates import read_authorities
    from wsinspector.engine.tls_contexts import Trust, Trusted

    if options.authorities is None:
        return Trust(Trusted.NOBODY)
    return Trust(Trusted.FILE, read_authorities(Path(options.authorities)))


def _conclusion(client: Client, journal: Journal, undone: int) -> ExitStatus:
    """The exit status, and on standard error why it is not 0."""
    if client.phase is Phase.CLOSED_CLEAN:
        if not undone:
            return ExitStatus.COMPLETED
        steps = "1 step was" if undone == 1 else f"{undone} steps were"
        complain("wsinspector connect", f"The connection was closed before {steps} done.")
        return ExitStatus.UNDONE
    if client.phase not in _NEVER_OPEN:
        complain("wsinspector connect", "The connection ended without a whole closing handshake.")
        return ExitStatus.NOT_CLEAN
    why = None if client.end_id is None else open_failure(journal, client.end_id)
    reason = "" if why is None else f" {render(why)}"
    complain("wsinspector connect", f"The connection was never open.{reason}")
    return ExitStatus.NEVER_OPEN
