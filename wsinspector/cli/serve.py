"""``wsinspector serve``: listens until it is asked to stop."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from wsinspector.cli.complaint import complain
from wsinspector.cli.entry_lines import entry_line
from wsinspector.cli.exit_status import ExitStatus
from wsinspector.cli.journal_follower import JournalFollower
from wsinspector.cli.journal_printer import JournalPrinter
from wsinspector.cli.line_output import LineOutput
from wsinspector.cli.options import ServeOptions
from wsinspector.cli.stop_signals import stop_signals
from wsinspector.cli.verdict_lines import verdict_lines
from wsinspector.cli.verdict_printer import VerdictPrinter
from wsinspector.engine.reachability import is_reachable, own_addresses, reachable_urls
from wsinspector.engine.workbench import Workbench
from wsinspector.formats.json_lines import json_line, listening_line
from wsinspector.formats.verdict_json import verdict_line
from wsinspector.protocol.opening.listening_hosts import is_loopback
from wsinspector.settings import STOP_MS, Settings

if TYPE_CHECKING:
    from wsinspector.engine.certificates import Identity


async def serve(options: ServeOptions, output: LineOutput) -> ExitStatus:
    """Listen, and print what happens.

    It ends when the program is asked to stop or nobody reads what it prints, then by Close 1001.

    Raises:
        CertificateError: the certificate or key cannot be used.
        ListenError: it is not possible to listen there.
    """
    settings, view, stopped = Settings(), options.view, asyncio.Event()
    bench = Workbench(settings)
    bench.server.set_behaviour(options.behaviour)
    bench.server.answer = options.answering.answer
    options.answering.apply(settings)
    own = () if is_loopback(options.host) else await own_addresses()
    identity = None if options.tls is None else _identity((options.host, *own), options.tls)
    listening = await bench.server.start(
        options.host, options.port, options.path, identity=identity
    )
    output.on_end = stopped.set
    line_of = json_line if view.json else entry_line
    printer = JournalPrinter(bench.journal, output, line_of, everything=view.everything)
    verdicts = VerdictPrinter(bench.journal, output, verdict_line if view.json else verdict_lines)
    readers = [] if view.quiet else [printer.read, verdicts.read]
    follower = JournalFollower(bench.journal, readers)
    with stop_signals(stopped.set):
        if view.json:
            output.write(listening_line(bench.clock.wall_ns(), listening.url, listening.addresses))
        else:
            output.write(f"Listening on {listening.url}\n")
        if is_reachable(listening):
            complain("wsinspector serve", _warning(reachable_urls(listening, own)))
        try:
            await stopped.wait()
        finally:
            await bench.shutdown(settings.get(STOP_MS) / 1000)
            follower.close()
    return ExitStatus.COMPLETED


def _warning(urls: tuple[str, ...]) -> str:
    words = "other machines can reach this server"
    return f"{words}: {', '.join(urls)}" if urls else words


def _identity(hosts: tuple[str, ...], file: str) -> Identity:
    # Late, because it takes time and most servers do without.
    from wsinspector.engine.certificates import Authority, read_identity

    return read_identity(Path(file), Path(file)) if file else Authority.generate().issue(hosts)
