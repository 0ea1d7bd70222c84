"""permessage-deflate (RFC 7692)."""

from __future__ import annotations

from typing import Final

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.rule import Rule, Side

_O, _V = Severity.OBSERVATION, Severity.VIOLATION
_E, _S = Side.EITHER, Side.SERVER

DEFLATE_RULES: Final = (
    Rule("pmd-offer-invalid-accepted", _V, "RFC 7692 §7", _S),
    Rule("pmd-param-unknown", _V, "RFC 7692 §7", _S, must_fail=True),
    Rule("pmd-param-duplicate", _V, "RFC 7692 §7", _S, must_fail=True),
    Rule("pmd-param-bad-value", _V, "RFC 7692 §7, §7.1.1, §7.1.2", _S, must_fail=True),
    Rule("pmd-client-bits-unoffered", _V, "RFC 7692 §7.1.2.2", _S, must_fail=True),
    Rule("pmd-server-bits-not-honoured", _V, "RFC 7692 §7.1.2.1", _S),
    Rule("pmd-server-takeover-not-honoured", _V, "RFC 7692 §7.1.1.1", _S),
    Rule("pmd-rsv1-conflict", _V, "RFC 7692 §5", _S, must_fail=True),
    Rule("pmd-rsv1-on-control", _V, "RFC 7692 §6.1", _E, must_fail=True),
    Rule("pmd-rsv1-on-continuation", _V, "RFC 7692 §6.1", _E, must_fail=True),
    Rule("pmd-inflate-failed", _V, "RFC 7692 §7.2.2", _E),
    Rule("pmd-tail-not-removed", _V, "RFC 7692 §7.2.1", _E),
    Rule("pmd-context-takeover-forbidden", _V, "RFC 7692 §7.2.1", _E),
    Rule("pmd-window-exceeded", _V, "RFC 7692 §7.2.1", _E),
    Rule("pmd-bfinal", _O, "RFC 7692 §7.2.1, §7.2.3.4", _E),
    Rule("pmd-bomb", _O, "RFC 6455 §10.4; RFC 7692 §8", _E),
    Rule("pmd-never-used", _O, "RFC 7692 §6", _E),
)
