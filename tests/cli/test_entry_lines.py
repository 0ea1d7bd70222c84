from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story, client_begun, failed, lost_close
from wsinspector.cli.entry_lines import entry_line
from wsinspector.journal.entries import EndKind
from wsinspector.protocol.facts import Fact, Kind


def lines(story: Story) -> list[str]:
    return [entry_line(story.journal, entry) for entry in range(len(story.journal))]


def test_a_line_tells_when_who_and_what() -> None:
    story = Story()
    client_begun(story)
    told = next(line for line in lines(story) if "Text" in line)
    assert told.startswith(
        "   2.113920  #1   client → server: Text                      “你好, server” · "
    )
    assert any("#1   client: API close 1000 clean" in line for line in lines(story))


def test_every_entry_is_one_line() -> None:
    story = Story()
    for tell in (client_begun, lost_close, failed):
        tell(story)
    assert all(line.endswith("\n") and line[:-1].isprintable() for line in lines(story))
    assert not any(line[:-1] != line[:-1].rstrip() for line in lines(story))


def test_nothing_of_a_peer_acts_on_the_terminal() -> None:
    story = Story()
    talk = story.talk(SERVER)
    talk.travel(CLIENT, Kind.REQUEST, b"GET /\x1b]0;x\x07 HTTP/1.1\r\nHost: \x9b2J\r\n\r\n")
    talk.text(CLIENT, "a\x1b[2J\u202eb\n")
    talk.close(CLIENT, 1000, "\x07\u2066")
    talk.record(SERVER, Kind.RST, False, error="\x1b[m")
    assert all(line[:-1].isprintable() for line in lines(story))


def test_what_is_illegal_is_marked() -> None:
    story = Story()
    story.talk().connect().close(CLIENT, 1005)
    assert any(line.split("Close 1005")[-1].strip().startswith("▲") for line in lines(story))


def test_what_belongs_to_no_connection_has_no_number() -> None:
    journal = Story().journal
    note = journal.append(0, 0, Fact(Kind.NOTE, details={"text": ["journal.full", {"bytes": 1}]}))
    assert entry_line(journal, note).startswith("   0.000000       Note ")
    wire = journal.open_end(EndKind.WIRE, 0)
    frames = journal.append_frames(wire, 0, [(True, 1, 0, b"\x81\x00", b"")])
    assert "client → server: Text" in entry_line(journal, frames[0])
