"""Steps as sentences, for who does them one at a time."""

from __future__ import annotations

from wsinspector.protocol.phases import Role
from wsinspector.scenarios.steps import (
    Accept,
    Answer,
    CallClose,
    EndTcp,
    Expect,
    Line,
    Pause,
    Request,
    Send,
    Vanish,
)
from wsinspector.texts import Text, text


def step_story(role: Role, line: Line) -> Text:
    """What an end is about to do."""
    who = role.value
    match line.step:
        case Accept():
            return text("play.accept", who=who)
        case Answer(lines):
            return text("play.answer", who=who, line=lines[0])
        case Request():
            return text("play.request", who=who)
        case Send():
            return text("play.send", who=who, what=line.words.removeprefix("send "))
        case Pause(ms):
            return text("play.pause", who=who, ms=ms)
        case Expect(what):
            return text(f"play.expect.{what.value}", who=who)
        case EndTcp(how):
            return text(f"play.{how.value}", who=who)
        case Vanish():
            return text("play.vanish", who=who)
        case CallClose():
            return text("play.call", who=who, what=line.words.removeprefix("call "))
