"""The request of an opening handshake."""

from __future__ import annotations

from typing import Final

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.rule import Rule, Side

_O, _V = Severity.OBSERVATION, Severity.VIOLATION
_C = Side.CLIENT

REQUEST_RULES: Final = (
    Rule("req-method-not-get", _V, "RFC 6455 §4.1(2), §4.2.1(1)", _C),
    Rule("req-http-version-low", _V, "RFC 6455 §4.1(2); RFC 9110 §7.8", _C),
    Rule("req-target-invalid", _V, "RFC 6455 §3, §4.1(3); RFC 9112 §3.2", _C),
    Rule("req-host-missing", _V, "RFC 6455 §4.1(4); RFC 9112 §3.2", _C),
    Rule("req-host-duplicate", _V, "RFC 9112 §3.2", _C),
    Rule("req-upgrade-invalid", _V, "RFC 6455 §4.1(5)", _C),
    Rule("req-connection-invalid", _V, "RFC 6455 §4.1(6); RFC 9110 §7.8", _C),
    Rule("req-key-missing", _V, "RFC 6455 §4.1(7)", _C),
    Rule("req-key-duplicate", _V, "RFC 6455 §11.3.1", _C),
    Rule("req-key-not-16-bytes", _V, "RFC 6455 §4.1(7), §4.2.1(5)", _C),
    Rule("req-key-noncanonical", _O, "RFC 6455 erratum 3150", _C),
    Rule("req-key-sample", _O, "RFC 6455 §4.1(7)", _C),
    Rule("req-version-missing", _V, "RFC 6455 §4.1(9)", _C),
    Rule("req-version-not-13", _V, "RFC 6455 §4.1(9)", _C),
    Rule("req-version-duplicate", _V, "RFC 6455 §11.3.5", _C),
    Rule("req-origin-missing", _O, "RFC 6455 §4.1(8), §4.2.1(7)", _C),
    Rule("req-protocol-malformed", _V, "RFC 6455 §4.1(10)", _C),
    Rule("req-protocol-duplicate", _V, "RFC 6455 §4.1(10)", _C),
    Rule("req-extensions-malformed", _V, "RFC 6455 §9.1", _C, must_fail=True),
    Rule("req-extension-unregistered", _O, "RFC 6455 §9.1", _C),
    Rule("req-early-data", _V, "RFC 6455 §4.1", _C),
    Rule("req-has-body", _O, "", _C),
)
