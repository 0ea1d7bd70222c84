from __future__ import annotations

import pytest

from wsinspector.protocol.faults import Fault, Severity
from wsinspector.texts import text
from wsinspector.widgets.controls.tinted_label import Tint
from wsinspector.widgets.raw_frame.rule_lines import RuleLines


@pytest.fixture
def lines(qtbot) -> RuleLines:
    lines = RuleLines()
    qtbot.addWidget(lines)
    return lines


def test_each_fault_has_its_sign_its_sentence_and_its_rule(lines: RuleLines) -> None:
    broken = Fault("mask-missing", text("fault.mask-missing"))
    noted = Fault("", text("fault.mask-missing"), severity=Severity.OBSERVATION)
    lines.show_faults([("Frame 1", broken), ("", noted)])
    assert lines.text.splitlines() == [
        "▲ Frame 1: A frame of the client is not masked (RFC 6455 §5.1).  mask-missing",
        "● A frame of the client is not masked (RFC 6455 §5.1).",
    ]


def test_many_are_counted(lines: RuleLines) -> None:
    lines.show_faults([("", Fault("r", text("legality.ok")))] * 20)
    assert lines.text.splitlines()[-1] == "… and 12 more"


def test_one_sentence_or_none(lines: RuleLines) -> None:
    lines.say("so", Tint.CLEAN)
    assert lines.text == "so"
    lines.say("", Tint.CLEAN)
    assert lines.text == ""
