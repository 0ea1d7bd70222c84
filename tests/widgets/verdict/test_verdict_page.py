"""From the sentence to what to try next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from tests.support.journals import (
    CLIENT,
    REASON_ZH,
    SERVER,
    Story,
    Talk,
    client_begun,
    failed,
    lost_close,
    one_ended,
    server_begun,
)
from tests.support.judged import judged
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel
from wsinspector.widgets.verdict.verdict_page import VerdictPage


@pytest.fixture
def page(qtbot, our_look) -> VerdictPage:
    page = VerdictPage()
    qtbot.addWidget(page)
    page.resize(270, 1400)
    page.show()
    return page


def show(page: VerdictPage, talk: Talk) -> None:
    page.show_verdict(talk.journal, judged(talk))


@pytest.mark.parametrize("play", [client_begun, server_begun, lost_close, one_ended, failed])
def test_everything_has_a_name_and_room(
    page: VerdictPage, play: Callable[[Story], Talk], nameless, clipped
) -> None:
    show(page, play(Story()))
    assert page.sentence.text()
    assert nameless(page) == []
    assert clipped(page) == []
    assert page.minimumSizeHint().width() <= 270


def test_facts_lead_to_their_rows(page: VerdictPage) -> None:
    wanted: list[int] = []
    page.row_wanted.connect(wanted.append)
    talk = client_begun(Story())
    show(page, talk)
    assert page.facts()[0] == "• The opening handshake succeeded."
    close = next(line for line in page.fact_lines() if "The client sent a Close" in line.text)
    close.links.findChildren(QLabel)
    close.links.row_wanted.emit(close.links.rows[0])
    entry = talk.journal.rows.entries[wanted[0]]
    assert talk.journal.entry(entry).kind == 8


def test_a_violation_never_stands_below_a_green_sign(page: VerdictPage) -> None:
    show(page, server_begun(Story()))
    assert page.head()[:2] == ["✓ Closing handshake completed", "▲ 1 violation by the server"]
    tints = [label.tint for label in page.findChildren(TintedLabel) if label.isVisible()]
    assert Tint.VIOLATION in tints
    assert Tint.CLEAN not in tints
    assert any(one._name.text() == "tcp-server-left-open" for one in page.findings())


def test_what_weighs_nothing_is_folded(page: VerdictPage) -> None:
    show(page, client_begun(Story()))
    assert "observation" in page.observations.text()
    assert page._observed.isHidden()
    page.observations.click()
    assert page._observed.isVisible()


def test_what_is_owed_is_counted_and_inferred(page: VerdictPage) -> None:
    talk = Story().talk().connect().close(CLIENT, 1000, REASON_ZH)
    show(page, talk)
    assert page.owed() == ["◷ The server has owed a Close for 0.0 s."]
    show(page, talk.wait(3000))
    assert page.owed() == ["◷ The server has owed a Close for 3.0 s."]
    assert not page.ends.isVisible()
    show(page, talk.close(SERVER, 1000).fin(SERVER).fin(CLIENT).over())
    assert page.owed() == []
    assert page.ends.isVisible()


def test_a_lost_close_is_told_as_inferred(page: VerdictPage) -> None:
    show(page, lost_close(Story()))
    assert "∴ It never reached the server." in page.facts()
