"""What a program asks of its own API (WHATWG WebSockets)."""

from __future__ import annotations

from typing import Final

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.rule import Rule, Side

_O = Severity.OBSERVATION
_C = Side.CLIENT

CALL_RULES: Final = (
    Rule("api-close-code-invalid", _O, "WHATWG WebSockets", _C),
    Rule("api-close-reason-too-long", _O, "WHATWG WebSockets", _C),
    Rule("api-send-while-connecting", _O, "WHATWG WebSockets", _C),
    Rule("api-send-after-close", _O, "WHATWG WebSockets", _C),
    Rule("api-close-while-connecting", _O, "WHATWG WebSockets", _C),
    Rule("api-close-when-closed", _O, "WHATWG WebSockets", _C),
)
