"""WebSockets over HTTP/2 and HTTP/3; nothing of it can happen over HTTP/1.1."""

from __future__ import annotations

from typing import Final

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.rule import Rule, Side

_D, _O, _V = Severity.DEVIATION, Severity.OBSERVATION, Severity.VIOLATION
_C, _E, _S = Side.CLIENT, Side.EITHER, Side.SERVER

HTTP2_RULES: Final = (
    Rule("h2-protocol-missing", _V, "RFC 8441 §4, §5", _C, applies=False),
    Rule("h2-forbidden-headers", _V, "RFC 8441 §5", _C, applies=False),
    Rule("h2-scheme-wrong", _V, "RFC 8441 §5", _C, applies=False),
    Rule("h2-key-sent", _O, "RFC 8441 §5", _E, applies=False),
    Rule("h2-not-advertised", _V, "RFC 8441 §3", _C, applies=False),
    Rule("h2-setting-withdrawn", _V, "RFC 8441 §3", _S, applies=False),
    Rule("h2-header-uppercase", _V, "RFC 8441 §5", _E, applies=False),
    Rule("h2-end-stream-without-close", _D, "RFC 8441 §5; RFC 6455 §7.3", _E, applies=False),
    Rule("h2-reset-code", _O, "RFC 8441 §5; RFC 9220 §3", _E, applies=False),
    Rule("h3-unknown-protocol-status", _D, "RFC 9220 §3", _S, applies=False),
)
