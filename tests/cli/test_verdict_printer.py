from __future__ import annotations

import io

from tests.support.journals import CLIENT, SERVER, Story, many_connections
from wsinspector.cli.line_output import LineOutput
from wsinspector.cli.verdict_printer import VerdictPrinter


def test_a_verdict_is_printed_once_and_only_when_all_is_over() -> None:
    story, written = Story(), io.StringIO()
    printer = VerdictPrinter(
        story.journal,
        LineOutput(written, utf8=False),
        lambda verdict, url: f"{verdict.connection} {verdict.ending} {url}\n",
    )
    read = 0

    def catch_up() -> str:
        nonlocal read
        printer.read(range(read, len(story.journal)))
        read = len(story.journal)
        said = written.getvalue()
        written.seek(0)
        written.truncate()
        return said

    first, second, _ = many_connections(story)
    assert catch_up() == ""
    first.fin(SERVER).fin(CLIENT).over()
    assert catch_up() == "1 clean-server ws://127.0.0.1:8765/\n"
    second.text(CLIENT, "late").fin(SERVER).fin(CLIENT).over()
    assert catch_up() == "2 clean-client ws://127.0.0.1:8765/\n"
    assert printer._judge._records.keys() == {5, 6}
