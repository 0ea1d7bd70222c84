"""The wishes of a user as they are recorded, and what a client's API thinks of them."""

from __future__ import annotations

from typing import assert_never

from wsinspector.protocol.close_legality import browser_legality
from wsinspector.protocol.exchange import (
    ApiClose,
    ChangeBehaviour,
    EndTcp,
    SendClose,
    SendControl,
    SendMessage,
    Wish,
)
from wsinspector.protocol.facts import Detail, Kind
from wsinspector.protocol.phases import ReadyState


def call_details(wish: Wish) -> dict[str, Detail]:
    """What was asked for, without the payload."""
    match wish:
        case SendMessage(data, is_text):
            opcode = Kind.TEXT if is_text else Kind.BINARY
            return {"call": "send", "opcode": int(opcode), "length": len(data)}
        case SendControl(opcode, payload):
            call = {Kind.PING: "ping", Kind.PONG: "pong"}.get(Kind(opcode), "control")
            return {"call": call, "opcode": opcode, "length": len(payload)}
        case SendClose(code, reason):
            return {"call": "send-close", "code": code, "reason": shown(reason)}
        case ApiClose(code, reason):
            return {"call": "close", "code": code, "reason": shown(reason)}
        case EndTcp(how):
            return {"call": "end-tcp", "how": str(how)}
        case ChangeBehaviour(behaviour):
            return {
                "call": "behaviour",
                "close_reply": str(behaviour.close_reply),
                "reply_code": behaviour.reply_code,
                "reply_reason": shown(behaviour.reply_reason),
                "reply_delay": behaviour.reply_delay,
                "ends_tcp": behaviour.ends_tcp,
                "echo": behaviour.echo,
            }
        case _:
            assert_never(wish)


def client_exception(wish: Wish, ready: ReadyState) -> str | None:
    """The name of the exception that a client's API throws at this call; None if it does not."""
    match wish:
        case SendMessage() if ready is ReadyState.CONNECTING:
            return "InvalidStateError"
        case ApiClose(code, reason):
            legality = browser_legality(code, reason)
            return None if legality.ok else legality.rule
        case _:
            return None


def shown(reason: bytes) -> str:
    """A reason as text; bytes that are not UTF-8 become hexadecimal escapes."""
    return reason.decode("utf-8", "backslashreplace")
