"""How a connection is ended: Close frames, TCP and TLS."""

from __future__ import annotations

from typing import Final

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.rule import Rule, Side

_D, _O, _V = Severity.DEVIATION, Severity.OBSERVATION, Severity.VIOLATION
_C, _E, _S = Side.CLIENT, Side.EITHER, Side.SERVER

ENDING_RULES: Final = (
    Rule("data-after-close", _V, "RFC 6455 §5.5.1", _E),
    Rule("control-after-close", _O, "RFC 6455 §5.5.2, §1.4", _E),
    Rule("close-duplicate", _D, "RFC 6455 §7.1.5 NOTE, §5.5.1", _E),
    Rule("close-reply-missing", _V, "RFC 6455 §5.5.1", _E),
    Rule("close-reply-late", _D, "RFC 6455 §5.5.1", _E),
    Rule("close-reply-code-differs", _O, "RFC 6455 §5.5.1", _E),
    Rule("close-reply-status-changed", _O, "RFC 6455 §5.5.1, §7.1.5", _E),
    Rule("close-mid-message", _O, "RFC 6455 §5.4, §5.5.1", _E),
    Rule("close-crossed", _O, "RFC 6455 §1.4, §5.5.1", _E),
    Rule("fail-without-close", _D, "RFC 6455 §7.1.7, §10.7", _E),
    Rule("fail-code-unusual", _O, "RFC 6455 §7.4.1", _E),
    Rule("fail-not-closed", _V, "RFC 6455 §7.1.7", _E),
    Rule("process-after-fail", _V, "RFC 6455 §7.1.7", _E),
    Rule("tcp-close-without-close-frame", _D, "RFC 6455 §7.3, §7.1.7", _E),
    Rule("tcp-closed-before-reply", _D, "RFC 6455 §7.1.2, §5.5.1, §1.4", _E),
    Rule("tcp-client-closed-first", _D, "RFC 6455 §5.5.1, §7.1.1", _C),
    Rule("tcp-server-left-open", _V, "RFC 6455 §5.5.1", _S),
    Rule("tcp-rst-instead-of-fin", _D, "RFC 6455 §7.1.1", _E),
    Rule("tcp-rst-unread-data", _O, "RFC 9293 §3.6.1; RFC 6455 §1.4", _E),
    Rule("tcp-half-open-lingering", _O, "RFC 9293 §3.6", _E),
    Rule("tls-close-notify-missing", _V, "RFC 8446 §6.1; RFC 5246 §7.2.1; RFC 9112 §9.8", _E),
    Rule("tls-data-after-close-notify", _V, "RFC 8446 §6.1", _E),
    Rule("tls-not-used", _O, "RFC 6455 §10.6", _E),
    Rule("idle-cut", _O, "", _E),
    Rule("reconnect-no-backoff", _D, "RFC 6455 §7.2.3", _C),
)
