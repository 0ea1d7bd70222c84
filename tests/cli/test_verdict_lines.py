from __future__ import annotations

from tests.support.journals import CLIENT, REASON_ZH, SERVER, Story, client_begun
from tests.support.judged import judged
from wsinspector.cli.verdict_lines import verdict_lines
from wsinspector.protocol.phases import Phase


def test_a_clean_end() -> None:
    lines = verdict_lines(judged(client_begun(Story())), "ws://localhost/").splitlines()
    assert lines[0] == (
        "#1 ws://localhost/: The client closed with 1000, the server answered with 1000 and ended "
        "TCP, but not all was as it should be."  # talks made by hand repeat their masking key
    )
    assert lines[2:4] == [
        f"   {role}: reported 1000 “{REASON_ZH}”, clean" for role in (CLIENT, SERVER)
    ]


def test_what_weighs_is_marked_and_says_where_it_stands() -> None:
    talk = Story().talk(CLIENT).connect().close(CLIENT).wait(1).rst(SERVER)
    said = verdict_lines(judged(talk.over(Phase.CLOSED_UNCLEAN)), "")
    assert (
        "▲ close-reply-missing (server): A Close is answered by a Close. [RFC 6455 §5.5.1]" in said
    )
    assert "◆ tcp-rst-instead-of-fin (server)" in said
    assert "req-key-sample" not in said
    assert "predicted 1006, not clean, after an error event" in said


def test_a_hostile_reason_stays_on_its_line() -> None:
    talk = Story().talk().connect().close(SERVER, 1002, "a\n\x1b[2J").close(CLIENT, 1002)
    said = verdict_lines(judged(talk.fin(SERVER).fin(CLIENT).over()), "")
    assert "\x1b" not in said
    assert "\na" not in said
