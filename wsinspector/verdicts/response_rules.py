"""The answer to an opening handshake."""

from __future__ import annotations

from typing import Final

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.rule import Rule, Side

_D, _O, _V = Severity.DEVIATION, Severity.OBSERVATION, Severity.VIOLATION
_S = Side.SERVER

RESPONSE_RULES: Final = (
    Rule("resp-not-http", _V, "RFC 6455 §4.2.2(5)", _S),
    Rule("resp-status-not-101", _O, "RFC 6455 §4.1(1)", _S),
    Rule("resp-redirect", _O, "WHATWG WebSockets", _S),
    Rule("resp-http-version-1-0", _V, "RFC 9110 §15.2, §7.8", _S),
    Rule("resp-upgrade-invalid", _V, "RFC 6455 §4.1(2), §4.2.2(5.2)", _S, must_fail=True),
    Rule("resp-connection-invalid", _V, "RFC 6455 §4.1(3)", _S, must_fail=True),
    Rule("resp-accept-missing", _V, "RFC 6455 §4.1(4), §4.2.2(5.4)", _S, must_fail=True),
    Rule("resp-accept-wrong", _V, "RFC 6455 §4.1(4), §4.2.2(5.4)", _S, must_fail=True),
    Rule("resp-accept-duplicate", _V, "RFC 6455 §11.3.3", _S),
    Rule("resp-protocol-unrequested", _V, "RFC 6455 §4.1(6), §4.2.2(4)", _S, must_fail=True),
    Rule("resp-protocol-multiple", _V, "RFC 6455 §4.2.2, §4.3, §11.3.4", _S),
    Rule("resp-protocol-empty", _V, "RFC 6455 §4.2.2(4)", _S),
    Rule("resp-protocol-none-selected", _D, "WHATWG WebSockets", _S),
    Rule("resp-extension-unrequested", _V, "RFC 6455 §4.1(5), §9", _S, must_fail=True),
    Rule("resp-extensions-malformed", _V, "RFC 6455 §9.1", _S, must_fail=True),
    Rule("resp-content-length-in-101", _V, "RFC 9110 §8.6; RFC 9112 §6.1", _S),
    Rule("resp-transfer-encoding-in-101", _V, "RFC 9110 §8.6; RFC 9112 §6.1", _S),
    Rule("resp-accepted-invalid-request", _V, "RFC 6455 §4.2.1", _S),
    Rule("resp-version-not-advertised", _V, "RFC 6455 §4.2.2(4), §4.4, §11.3.5", _S),
    Rule("resp-426-no-upgrade", _V, "RFC 9110 §7.8", _S),
    Rule("resp-401-no-challenge", _V, "RFC 9110 §15.5.2", _S),
    Rule("resp-late", _O, "", _S),
)
