"""All rules, by their ids."""

from __future__ import annotations

from typing import Final

from wsinspector.verdicts.call_rules import CALL_RULES
from wsinspector.verdicts.close_rules import CLOSE_RULES
from wsinspector.verdicts.deflate_rules import DEFLATE_RULES
from wsinspector.verdicts.ending_rules import ENDING_RULES
from wsinspector.verdicts.frame_rules import FRAME_RULES
from wsinspector.verdicts.http2_rules import HTTP2_RULES
from wsinspector.verdicts.request_rules import REQUEST_RULES
from wsinspector.verdicts.response_rules import RESPONSE_RULES
from wsinspector.verdicts.rule import Rule

RULES: Final[dict[str, Rule]] = {
    rule.id: rule
    for table in (
        REQUEST_RULES,
        RESPONSE_RULES,
        FRAME_RULES,
        DEFLATE_RULES,
        CLOSE_RULES,
        ENDING_RULES,
        HTTP2_RULES,
        CALL_RULES,
    )
    for rule in table
}
"""In the order in which a connection lives: its handshake, its frames, its end."""
