"""What is pasted into a report of a bug has all the evidence, and no markup of a peer's."""

from __future__ import annotations

from tests.support.journals import CLIENT, REASON_ZH, SERVER, Story, Talk, client_begun, lost_close
from tests.support.judged import judged
from wsinspector.formats.verdict_report import verdict_report


def report(talk: Talk, *, markdown: bool = False) -> str:
    return verdict_report(talk.journal, judged(talk), markdown=markdown)


def test_plain_text_has_sentence_ends_facts_and_bytes() -> None:
    said = report(client_begun(Story()))
    lines = said.splitlines()
    assert lines[0].startswith("WebSocket connection #1: The client closed with 1000")
    assert "closing handshake completed" in said
    assert f"  client: reported 1000 “{REASON_ZH}”, clean" in lines
    assert any(
        line.startswith("  The client sent a Close with 1000. (row ") and line.endswith(" s)")
        for line in lines
    )
    closes = [line for line in lines if "from the client: 88" in line]
    # Masked as it was: 0xaf is the mask bit and the length, the key follows.
    assert "88 af 37 fa 21 3d 34 12" in closes[0]


def test_markdown_is_escaped_where_a_peer_has_written() -> None:
    talk = Story().talk().connect().close(CLIENT, 4000, "**bold** | <b> [x](y) `c`\n# no")
    talk.wait(1).close(SERVER, 4000, "ok").fin(SERVER).fin(CLIENT).over()
    talk.api(SERVER, "close", code=4000, reason="**bold** | <b> `c`\n# no", wasClean=True)
    said = report(talk, markdown=True)
    assert "### WebSocket connection #1" in said
    assert "| **reported** |" in said
    assert "\\*\\*bold\\*\\* \\| \\<b\\> \\`c\\`⟨LF⟩\\# no" in said
    assert said.count("```") == 2


def test_what_was_not_seen_is_said_to_be_inferred() -> None:
    said = report(lost_close(Story()))
    assert "(inferred)" in said
    assert "tcp-rst-instead-of-fin (by the server)" in said
    assert "reported not recorded" in said or "reported 1006, not clean" in said


def test_very_many_close_frames_are_cut() -> None:
    talk = Story().talk().connect()
    for _ in range(12):
        talk.close(CLIENT, 1000, "x" * 120)
    lines = report(talk).splitlines()
    assert sum("from the client: 88" in line for line in lines) == 8
    assert lines[-1].strip() == "…"
