"""Reported and predicted are two things, and differ visibly."""

from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, SERVER, Story, client_begun, lost_close, one_ended
from tests.support.judged import judged
from wsinspector.widgets.verdict.ends_table import EndsTable


@pytest.fixture
def table(qtbot, our_look) -> EndsTable:
    table = EndsTable()
    qtbot.addWidget(table)
    table.resize(250, 300)
    table.show()
    return table


def choose(table: EndsTable, name: str) -> None:
    number = next(i for i in range(table.profile.count()) if name in table.profile.itemText(i))
    table.profile.setCurrentIndex(number)


def test_what_agrees_is_said_to_be_the_same(table: EndsTable, nameless, clipped) -> None:
    table.show_ends(judged(client_begun(Story())).ends)
    head, code, reason, clean, error, predicted = table.text_of(CLIENT)
    assert (head, code, clean, error, predicted) == ("client", "1000", "true", "no", "= the same")
    assert reason.startswith("“孩子")
    assert table.text_of(SERVER)[4] == "–"
    assert nameless(table) == []
    assert clipped(table) == []


def test_what_differs_is_marked_and_named(table: EndsTable, clipped) -> None:
    table.show_ends(judged(lost_close(Story())).ends)
    choose(table, "Chromium")
    assert table.text_of(CLIENT)[-1] == "≠ no error event"
    assert "measured" in table.profile.toolTip()
    choose(table, "The standards")
    assert table.text_of(CLIENT)[-1] == "= the same"
    assert clipped(table) == []


def test_an_end_that_reported_nothing_has_a_whole_prediction(table: EndsTable) -> None:
    table.show_ends(judged(one_ended(Story(), CLIENT)).ends)
    assert table.text_of(SERVER)[1] == "–"
    assert table.text_of(SERVER)[-1].startswith("4000, clean")
    assert "not in view" in table._heads[SERVER].toolTip()
    choose(table, "Chromium")
    assert table.text_of(SERVER)[-1] == "–"


def test_while_it_lives_nothing_is_predicted(table: EndsTable) -> None:
    table.show_ends(judged(Story().talk().connect()).ends)
    assert table.profile.isHidden()
    assert table.text_of(CLIENT)[-1] == ""


def test_a_very_long_reason_is_cut_and_hidden_characters_are_shown(table: EndsTable) -> None:
    talk = Story().talk().connect().close(SERVER, 4000, "\u202e" + "x" * 100)
    talk.close(CLIENT, 4000).fin(SERVER).fin(CLIENT).over()
    talk.api(CLIENT, "close", code=4000, reason="\u202e" + "x" * 100, wasClean=True)
    table.show_ends(judged(talk).ends)
    shown = table.text_of(CLIENT)[2]
    assert "⟨U+202E⟩" in shown
    assert shown.endswith("…”")
