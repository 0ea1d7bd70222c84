"""What speaks against a Close is said in words and signs, for the wire and for browsers."""

from __future__ import annotations

import pytest

from wsinspector.protocol.phases import Role
from wsinspector.widgets.panes.legality_lines import LegalityLines


@pytest.fixture
def client(qtbot) -> LegalityLines:
    lines = LegalityLines(Role.CLIENT)
    qtbot.addWidget(lines)
    return lines


def test_nothing_speaks_against_1000(client: LegalityLines) -> None:
    client.judge(1000, b"")
    assert client.text == "✓ legal on the wire  ✓ in browsers"


@pytest.mark.parametrize(
    "code, reason, starts",
    [
        (1006, b"", ["▲ 1006", "▲ close() throws InvalidAccessError"]),
        (1001, b"", ["✓", "▲ close() throws InvalidAccessError"]),
        (4000, b"", ["✓ Allowed; what it means is agreed", "✓"]),
        (3999, b"", ["● Allowed", "✓"]),
        (None, b"", ["● Allowed", "✓"]),
        (1000, b"x" * 124, ["✓", "▲ The reason has 124", "▲ close() throws SyntaxError"]),
        (1000, b"\xed\xa0\x80", ["✓", "▲ The reason is not UTF-8", "✓"]),
        (59395, b"", ["▲", "▲", "→ With its two bytes swapped it is 1000"]),
        (25209, b"", ["▲", "▲", '→ The two bytes are the letters "by"']),
        (404, b"", ["▲", "▲", "→ 404 looks like an HTTP status"]),
    ],
)
def test_each_line(
    client: LegalityLines, code: int | None, reason: bytes, starts: list[str]
) -> None:
    client.judge(code, reason)
    lines = client.text.split("\n")
    assert len(lines) == len(starts), lines
    for line, start in zip(lines, starts, strict=True):
        assert line.startswith(start)


def test_the_role_matters(client: LegalityLines, qtbot) -> None:
    server = LegalityLines(Role.SERVER)
    qtbot.addWidget(server)
    client.judge(1010, b"")
    server.judge(1010, b"")
    assert client.text.startswith("✓ legal")
    assert server.text.startswith("◆ 1010 is for clients")


def test_what_is_no_code_has_one_line(client: LegalityLines) -> None:
    client.judge(59395, b"x" * 200)
    client.show_problem("A close code is a number.")
    assert client.text == "▲ A close code is a number."
