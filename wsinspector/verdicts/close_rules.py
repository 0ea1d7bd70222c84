"""What stands in a Close frame."""

from __future__ import annotations

from typing import Final

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.rule import Rule, Side

_D, _O, _V = Severity.DEVIATION, Severity.OBSERVATION, Severity.VIOLATION
_C, _E = Side.CLIENT, Side.EITHER

CLOSE_RULES: Final = (
    Rule("close-body-one-byte", _V, "RFC 6455 §5.5.1", _E),
    Rule("close-code-below-1000", _V, "RFC 6455 §7.4.2", _E),
    Rule("close-code-reserved-1004", _V, "RFC 6455 §7.4.1", _E),
    Rule("close-code-never-on-wire", _V, "RFC 6455 §7.4.1", _E),
    Rule("close-code-unassigned", _V, "RFC 6455 §7.4.2", _E),
    Rule("close-code-above-4999", _V, "RFC 6455 §11.7, §7.4.2", _E),
    Rule("close-code-suspicious", _O, "", _E),
    Rule("close-code-unregistered", _O, "RFC 6455 §7.4.2", _E),
    Rule("close-code-wrong-role", _D, "RFC 6455 §7.4.1", _E),
    Rule("close-1010-without-list", _D, "RFC 6455 §7.4.1", _C),
    Rule("close-reason-invalid-utf8", _V, "RFC 6455 §5.5.1, §8.1", _E, must_fail=True),
    Rule("close-body-too-long", _V, "RFC 6455 §5.5", _E, must_fail=True),
    Rule("close-no-status", _O, "RFC 6455 §5.5.1, §7.4", _E),
)
