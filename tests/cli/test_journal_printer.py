from __future__ import annotations

import io

from tests.support.journals import SERVER, Story, client_begun, flow
from wsinspector.cli.journal_printer import JournalPrinter
from wsinspector.cli.line_output import LineOutput
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Kind


class Writes(io.StringIO):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def write(self, words: str) -> int:
        self.count += 1
        return super().write(words)


def name(journal: Journal, entry: int) -> str:
    return f"{entry} {journal.entry(entry).kind.name}\n"


def printed(story: Story, *, everything: bool) -> list[str]:
    stream = io.StringIO()
    printer = JournalPrinter(
        story.journal, LineOutput(stream, utf8=True), name, everything=everything
    )
    printer.read(range(len(story.journal)))
    return stream.getvalue().splitlines()


def test_the_background_is_printed_only_when_asked_for() -> None:
    story = Story()
    talk = client_begun(story)
    talk.record(SERVER, Kind.QUEUE, handed=1)
    talk.record(SERVER, Kind.CALL, call="send")
    assert len(printed(story, everything=True)) == len(story.journal)
    kinds = {line.split()[1] for line in printed(story, everything=False)}
    assert kinds & {"STATE", "CALL", "QUEUE"} == set()
    assert {"TEXT", "CLOSE", "FIN", "API"} <= kinds


def test_many_entries_are_few_writes() -> None:
    story = Story()
    flow(story.talk(SERVER), 2000)
    stream = Writes()
    output = LineOutput(stream, utf8=True)
    JournalPrinter(story.journal, output, name, everything=False).read(range(2000))
    assert len(stream.getvalue().splitlines()) == 2000
    assert stream.count < 10


def test_nothing_is_made_for_an_output_that_has_ended() -> None:
    made = []
    story = Story()
    client_begun(story)
    printer = JournalPrinter(
        story.journal,
        LineOutput(None, utf8=True),
        lambda journal, entry: made.append(entry) or "",
        everything=True,
    )
    printer.read(range(5))
    assert made == []
