"""Signs beside a lifeline: each looks different."""

from __future__ import annotations

import itertools

from PySide6.QtGui import QColor, QPainter

from tests.support.ink_probe import columns_inked, painted
from wsinspector.models.steps import Figure
from wsinspector.widgets.controls.signs import draw_flag, draw_sign
from wsinspector.widgets.frame.ink import ink_of

_BLACK = ink_of(QColor("black"), QColor("black"))
_SIGNS = (Figure.TIMEOUT, Figure.FAILURE, Figure.CALL, Figure.STATE, Figure.MARK)


def test_every_sign_looks_different(qapp: object) -> None:
    def draw(figure: Figure, forward: int = 1) -> object:
        return painted(20, 20, lambda p: draw_sign(p, figure, 10.0, 10.0, forward, _BLACK))

    for one, other in itertools.combinations(_SIGNS, 2):
        assert draw(one) != draw(other)
    assert draw(Figure.CALL, 1) != draw(Figure.CALL, -1)


def test_a_flag_touches_its_lifeline_from_either_side(qapp: object) -> None:
    def draw(painter: QPainter) -> None:
        draw_flag(painter, 10.0, 10.0, 1, 50.0, 6.0, _BLACK)

    right = columns_inked(painted(200, 20, draw))
    left = columns_inked(
        painted(200, 20, lambda p: draw_flag(p, 190.0, 10.0, -1, 50.0, 6.0, _BLACK))
    )
    assert min(right) in (9, 10)
    assert max(left) in (189, 190)
    assert max(right) - min(right) == max(left) - min(left)
