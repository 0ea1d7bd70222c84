from __future__ import annotations

import pytest

from wsinspector.journal.verdict import Basis
from wsinspector.widgets.verdict.fact_line import FactLine


@pytest.fixture
def line(qtbot, our_look) -> FactLine:
    line = FactLine()
    qtbot.addWidget(line)
    line.resize(240, 100)
    line.show()
    return line


def test_what_was_seen_stands_upright_and_what_was_not_does_not(line: FactLine) -> None:
    looks = {}
    for basis in Basis:
        line.say("Something.", basis=basis)
        looks[basis] = line.text, line._words.font().italic(), line._words.toolTip() != ""
    assert looks == {
        Basis.SEEN: ("• Something.", False, False),
        Basis.INFERRED: ("∴ Something.", True, True),
        Basis.PREDICTED: ("≈ Something.", True, True),
    }


def test_one_row_stands_beside_it_several_below(line: FactLine, clipped) -> None:
    wanted: list[int] = []
    line.row_wanted.connect(wanted.append)
    line.say("It happened, and it took a rather long time to do so.", rows=[4])
    assert line.links is line._beside
    assert clipped(line) == []
    line.links.row_wanted.emit(4)
    line.say("It happened.", rows=[4, 5], lead="RFC 6455")
    assert line.links is line._below
    assert line._beside.isHidden()
    assert wanted == [4]
