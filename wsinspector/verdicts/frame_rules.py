"""Frames, masking, control frames, fragmentation and text."""

from __future__ import annotations

from typing import Final

from wsinspector.protocol.faults import Severity
from wsinspector.verdicts.rule import Rule, Side

_D, _O, _V = Severity.DEVIATION, Severity.OBSERVATION, Severity.VIOLATION
_C, _E, _S = Side.CLIENT, Side.EITHER, Side.SERVER

FRAME_RULES: Final = (
    Rule("frame-rsv-without-extension", _V, "RFC 6455 §5.2", _E, must_fail=True),
    Rule("frame-opcode-reserved", _V, "RFC 6455 §5.2", _E, must_fail=True),
    Rule("frame-length-not-minimal", _V, "RFC 6455 §5.2", _E),
    Rule("frame-length-msb-set", _V, "RFC 6455 §5.2", _E),
    Rule("frame-length-huge", _O, "RFC 6455 §10.4", _E),
    Rule("frame-truncated", _O, "RFC 6455 §5.2, §7.2.1", _E),
    Rule("mask-missing", _V, "RFC 6455 §5.1, §5.3", _C, must_fail=True),
    Rule("mask-present", _V, "RFC 6455 §5.1", _S, must_fail=True),
    Rule("mask-key-zero", _D, "RFC 6455 §5.3", _C),
    Rule("mask-key-reused", _V, "RFC 6455 §5.3, §10.3", _C),
    Rule("mask-key-predictable", _V, "RFC 6455 §5.3", _C),
    Rule("control-too-long", _V, "RFC 6455 §5.5", _E, must_fail=True),
    Rule("control-fragmented", _V, "RFC 6455 §5.4, §5.5", _E, must_fail=True),
    Rule("ping-not-answered", _V, "RFC 6455 §5.5.2", _E),
    Rule("pong-late", _D, "RFC 6455 §5.5.2", _E),
    Rule("pong-payload-mismatch", _V, "RFC 6455 §5.5.3", _E),
    Rule("pong-unsolicited", _O, "RFC 6455 §5.5.3", _E),
    Rule("pong-skipped", _O, "RFC 6455 §5.5.3", _E),
    Rule("ping-flood", _O, "RFC 6455 §10.4", _E),
    Rule("continuation-without-start", _V, "RFC 6455 §5.4", _E, must_fail=True),
    Rule("message-interleaved", _V, "RFC 6455 §5.4", _E, must_fail=True),
    Rule("message-never-finished", _O, "RFC 6455 §5.4, §6.1(4)", _E),
    Rule("fragments-empty", _O, "RFC 6455 §5.4, §10.4", _E),
    Rule("text-invalid-utf8", _V, "RFC 6455 §5.6, §8.1; RFC 3629", _E, must_fail=True),
    Rule("text-truncated-utf8", _V, "RFC 6455 §5.6, §8.1", _E, must_fail=True),
    Rule("new-message-after-close-received", _V, "RFC 6455 §6.1(1), §7.1.3", _E),
)
