"""Arrows: every fate and every kind looks different without its colour."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor, QImage

from tests.support.ink_probe import columns_inked, painted
from wsinspector.models.steps import Figure, Reach
from wsinspector.widgets.frame.ink import ink_of
from wsinspector.widgets.timeline.arrows import Arrow, draw_arrow

_BLACK = ink_of(QColor("black"), QColor("black"))
_TRAVELLING = [figure for figure in Figure if figure.travels]


def _drawn(figure: Figure, reach: Reach, *, backwards: bool = False) -> QImage:
    tail, tip = (190, 10) if backwards else (10, 190)
    arrow = Arrow(tail, tip, 10.5, figure, reach)
    return painted(200, 20, lambda painter: draw_arrow(painter, arrow, _BLACK, _BLACK))


@pytest.mark.parametrize("figure", _TRAVELLING)
def test_every_fate_looks_different(figure: Figure, qapp: object) -> None:
    pictures = {reach: _drawn(figure, reach) for reach in Reach}
    for one, other in itertools.combinations(Reach, 2):
        if figure is Figure.FIN and {one, other} == {Reach.ARRIVED, Reach.UNSEEN}:
            continue  # a FIN's head is open either way; the lifeline tells
        assert pictures[one] != pictures[other], (one, other)


def test_every_kind_looks_different(qapp: object) -> None:
    pictures = {figure: _drawn(figure, Reach.ARRIVED) for figure in _TRAVELLING}
    same = {Figure.CONNECT, Figure.HANDSHAKE}
    for one, other in itertools.combinations(_TRAVELLING, 2):
        assert (pictures[one] != pictures[other]) or {one, other} == same


def test_directions_mirror_each_other(qapp: object) -> None:
    there, back = (_drawn(Figure.FRAME, Reach.ARRIVED, backwards=way) for way in (False, True))
    assert there != back
    heads = [max(len(columns_inked(p, y, y + 1)) for y in (7, 8, 13)) for p in (there, back)]
    assert heads[0] == pytest.approx(heads[1], abs=2)


def test_what_is_lost_or_underway_stops_before_the_other_end(qapp: object) -> None:
    assert max(columns_inked(_drawn(Figure.FRAME, Reach.ARRIVED))) >= 188
    for reach in (Reach.LOST, Reach.UNDERWAY, Reach.PARTLY):
        assert max(columns_inked(_drawn(Figure.FRAME, reach))) < 185
