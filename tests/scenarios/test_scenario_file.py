from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.journal.verdict import Party
from wsinspector.protocol.behaviours.behaviour import TcpDuty
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.scenario import ExpectedReport
from wsinspector.scenarios.scenario_file import LARGEST_FILE, ScenarioError, read_scenario
from wsinspector.texts import render

GOOD = '''id = "mine-1"
title = "A title"
theme = "Mine"
story = """
Two
lines."""
scripted = "server"
tls = true
steps = [
  "accept",
  'send close 1000 "bye"',
]

[ours]
subprotocols = ["chat"]
without = ["Origin"]
steps = ["expect open"]

[ours.headers]
X-Test = "1"

[ours.behaviour]
tcp = "leave"
ping-interval = 500

[ours.settings]
"limits.message-bytes" = 1000

[expected]
ending = "clean-server"
flags = ["early-fin"]
initiator = "server"
rules = ["close-no-status"]
also = ["pong-late"]
after-ms = 300

[expected.client]
letter = '1000 "bye" clean'
chromium = "1006 unclean error"
'''


def test_a_file_says_everything() -> None:
    scenario = read_scenario(GOOD.encode())
    assert (scenario.id, scenario.title, scenario.theme) == ("mine-1", "A title", "Mine")
    assert scenario.story == "Two lines."
    assert scenario.scripted is Role.SERVER
    assert scenario.tls
    assert [line.words for line in scenario.steps] == ["accept", 'send close 1000 "bye"']
    own = scenario.own
    assert (own.subprotocols, own.without, dict(own.headers)) == (
        ("chat",),
        ("Origin",),
        {"X-Test": "1"},
    )
    assert own.behaviour.close.tcp is TcpDuty.LEAVE
    assert own.behaviour.keep_alive.interval == 500
    assert own.settings == {"limits": {"message-bytes": 1000}}
    expected = scenario.expected
    assert (expected.ending, expected.flags) == ("clean-server", {"early-fin"})
    assert (expected.initiator, expected.cause) == (Party.SERVER, None)
    assert (expected.rules, expected.also) == ({"close-no-status"}, {"pong-late"})
    assert expected.after_ms == 300
    assert expected.reports[Role.CLIENT] == {
        "letter": ExpectedReport(1000, True, False, "bye"),
        "chromium": ExpectedReport(1006, False, True),
    }


@pytest.mark.parametrize(
    "old, new, line, why",
    [
        ('title = "A title"', "title = ", 2, "not TOML"),
        ('title = "A title"', "title = 3", 2, "“title” has to be a str"),
        ('title = "A title"', 'title = " "', 2, "“title” is missing"),
        ('title = "A title"\n', "", 1, "“title” is missing"),
        ('"mine-1"', '"Mine"', 1, "no id"),
        ('"server"\ntls', '"proxy"\ntls', 7, "choose one of client, server"),
        ("tls = true", 'tls = "yes"', 8, "“tls” has to be a bool"),
        ("tls = true", "speed = 3", 8, "nothing called “speed”"),
        ('  "accept"', '  "dance"', 10, "“dance” is no step"),
        ('  "accept"', '  "expect open"', 10, "no step for this end"),
        ('["expect open"]', '["accept"]', 17, "no step for this end"),
        ('["expect open"]', '["fin", 3]', 17, "“steps” has to be a list"),
        ('["chat"]', '"chat"', 15, "“subprotocols” has to be a list"),
        ("X-Test", '"X Test"', 20, "not the name of a header"),
        ('tcp = "leave"', 'tcp = "burn"', 22, "no such behaviour"),
        ("ping-interval = 500", "ping-interval = -5", 24, "milliseconds"),
        ("message-bytes", "message-colour", 27, "message-colour"),
        ("= 1000", "= 1", 27, "message-bytes"),
        ('"clean-server"', '"Clean Server"', 30, "not the name of an ending"),
        ('initiator = "server"', 'initiator = "me"', 32, "choose one of"),
        ('"close-no-status"', '"be-nice"', 33, "no rule called “be-nice”"),
        ('"pong-late"', '"mask-missing"', 34, "is a violation"),
        ("after-ms = 300", "after-ms = -3", 35, "milliseconds"),
        ("letter =", "netscape =", 38, "choose one of letter"),
        ("'1000 \"bye\" clean'", "'fine'", 38, "“fine” is no report"),
        ("[ours.headers]", "[ours.heads]", 19, "nothing called “heads”"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_reason(
    old: str, new: str, line: int, why: str
) -> None:
    assert old in GOOD
    with pytest.raises(ScenarioError) as caught:
        read_scenario(GOOD.replace(old, new, 1).encode())
    said = render(caught.value.text)
    assert why in said
    assert said.startswith(f"Line {line}: "), said


def test_a_server_that_does_not_listen_has_no_steps() -> None:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(GOOD.replace("tls = true", "listens = false").encode())
    assert render(caught.value.text).startswith("Line 8: A server that does not listen")


def test_what_is_no_text_or_too_large_is_refused() -> None:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(b'id = "a"\ntitle = "\xff"\n')
    assert caught.value.line == 2
    with pytest.raises(ScenarioError) as caught:
        read_scenario(b"#" * (LARGEST_FILE + 1))
    assert "at most" in render(caught.value.text)
    with pytest.raises(ScenarioError):
        read_scenario(b"a = " + b"[" * 100_000)


@given(st.binary(max_size=200), st.integers(0, len(GOOD)))
def test_no_file_does_harm(junk: bytes, at: int) -> None:
    data = GOOD.encode()
    said = "good"
    try:
        read_scenario(data[:at] + junk + data[at:])
    except ScenarioError as error:
        said = render(error.text)
    assert said
