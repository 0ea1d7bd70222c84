from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton

from wsinspector.widgets.verdict.row_links import RowLinks


@pytest.fixture
def links(qtbot, our_look) -> RowLinks:
    links = RowLinks()
    qtbot.addWidget(links)
    return links


def buttons(links: RowLinks) -> list[QAbstractButton]:
    return [one for one in links.findChildren(QAbstractButton) if not one.isHidden()]


def test_each_row_is_a_link_by_its_number(links: RowLinks, nameless) -> None:
    wanted: list[int] = []
    links.row_wanted.connect(wanted.append)
    links.show_rows([7, 8], "the Close", "RFC 6455 §7")
    assert [one.text() for one in buttons(links)] == ["row 8", "row 9"]
    buttons(links)[1].click()
    assert wanted == [8]
    assert buttons(links)[0].accessibleName() == "Go to row 8: the Close"
    assert nameless(links) == []
    assert links.first is buttons(links)[0]


def test_of_very_many_the_first_are_enough(links: RowLinks) -> None:
    links.show_rows(range(100), "it")
    assert len(buttons(links)) == 4
    assert links._more.text() == "and 96 more"
    links.show_rows((), "it")
    assert links.first is None
    assert links.isHidden()
