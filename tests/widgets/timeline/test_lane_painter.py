"""The lanes of one row: lifelines by state, labels, sides."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QImage

from tests.support.ink_probe import columns_inked, has_colour, painted
from wsinspector.models.steps import Figure, Lifeline, Reach, Step
from wsinspector.protocol.phases import ReadyState, Role
from wsinspector.widgets.controls.theme import DARK, LIGHT
from wsinspector.widgets.timeline.lane_painter import BAND, LaneGeometry, LanePainter

_CONNECTING, _OPEN, _CLOSING, _CLOSED = ReadyState
_NONE = Lifeline(True, None, None)
_WIDTH, _HEIGHT = 240, 30
_LANES = LaneGeometry.of(0, _WIDTH)


def _step(
    figure: Figure = Figure.FRAME,
    role: Role | None = Role.CLIENT,
    client: Lifeline = _NONE,
    server: Lifeline = _NONE,
) -> Step:
    return Step(figure, role, Reach.ARRIVED, client, server)


def _drawn(step: Step, label: str = "", marked: bool = False) -> QImage:
    lanes = LanePainter(LIGHT, QFont())
    rect = QRect(0, 0, _WIDTH, _HEIGHT)
    return painted(_WIDTH, _HEIGHT, lambda painter: lanes.paint(painter, rect, step, label, marked))


@pytest.mark.parametrize("width", [20, 60, 208, 340, 1000])
def test_lifelines_stay_apart_and_inside(width: int) -> None:
    lanes = LaneGeometry.of(100, width)
    assert lanes.client - BAND >= 100
    assert lanes.server + BAND <= 100 + width
    assert lanes.client < lanes.server
    assert lanes.x(Role.CLIENT) == lanes.client


def test_every_state_has_a_form_of_its_own_without_colour(qapp: object) -> None:
    forms = {}
    for ready in (None, *ReadyState):
        line = Lifeline(True, ready, ready)
        image = _drawn(_step(client=line))
        left = image.copy(0, 0, _LANES.client + BAND + 1, _HEIGHT)
        forms[ready] = left.convertToFormat(QImage.Format.Format_Mono)
    forms.pop(None)
    drawn = {ready: form for ready, form in forms.items() if ready is not _CLOSED}
    for one, other in itertools.combinations(drawn, 2):
        assert drawn[one] != drawn[other], (one, other)


def test_bands_are_of_their_end_and_state(qapp: object) -> None:
    image = _drawn(
        _step(client=Lifeline(True, _OPEN, _OPEN), server=Lifeline(True, _CLOSING, _CLOSING))
    )
    assert has_colour(image, LIGHT.client_band, _LANES.client - BAND)
    assert has_colour(image, LIGHT.closing_band, _LANES.server + BAND - 1)
    assert not has_colour(image, LIGHT.server_band, _LANES.server - BAND)


def test_a_change_of_state_shows_above_and_below(qapp: object) -> None:
    image = _drawn(_step(client=Lifeline(True, _OPEN, _CLOSING)))
    x = _LANES.client - BAND
    assert has_colour(image, LIGHT.client_band, x, 0, 10)
    assert not has_colour(image, LIGHT.closing_band, x, 0, 10)
    assert has_colour(image, LIGHT.closing_band, x, 22)
    assert not has_colour(image, LIGHT.client_band, x, 22)


def test_an_end_out_of_view_is_hollow(qapp: object) -> None:
    image = _drawn(_step(server=Lifeline(False, _OPEN, _OPEN)))
    x = _LANES.server
    assert not has_colour(image, LIGHT.server_band, x - BAND)
    assert {_LANES.server - 3, _LANES.server + 2} <= columns_inked(image, 0, 4)
    assert image.pixelColor(x, 2) == QColor("white")
    gone = _drawn(_step(server=Lifeline(False, _CLOSED, _CLOSED)))
    assert not has_colour(gone, LIGHT.server, x + 2)


def test_a_label_stands_between_the_lifelines_however_long(qapp: object) -> None:
    image = _drawn(_step(), "word " * 500)
    inked = columns_inked(image)
    assert min(inked) > _LANES.client
    assert max(inked) < _LANES.server


_AT_NEITHER_END = (Figure.NOTE, Figure.INFERRED)


@pytest.mark.parametrize(
    "figure", [f for f in Figure if not f.travels and f not in _AT_NEITHER_END]
)
def test_what_stays_stands_at_its_own_end(figure: Figure, qapp: object) -> None:
    middle = (_LANES.client + _LANES.server) // 2
    assert max(columns_inked(_drawn(_step(figure, Role.CLIENT), "ok"))) < middle
    assert min(columns_inked(_drawn(_step(figure, Role.SERVER), "ok"))) > middle


def test_what_is_inferred_stands_between_dots_in_no_ends_colour(qapp: object) -> None:
    image = _drawn(_step(Figure.INFERRED, Role.SERVER), "Server owes")
    inked = columns_inked(image)
    assert _LANES.client < min(inked) < max(inked) < _LANES.server
    gaps = [later - one for one, later in zip(sorted(inked), sorted(inked)[1:], strict=False)]
    assert max(gaps) > 2
    for colour in (LIGHT.client, LIGHT.server, LIGHT.violation):
        assert not any(has_colour(image, colour, x) for x in inked)


def test_a_note_of_the_session_is_centred(qapp: object) -> None:
    inked = columns_inked(_drawn(_step(Figure.NOTE, None), "the limit is reached"))
    assert abs((min(inked) + max(inked)) // 2 - _WIDTH // 2) <= 2


def test_dark_is_drawn_in_its_own_colours(qapp: object) -> None:
    lanes = LanePainter(DARK, QFont())
    step = _step(client=Lifeline(True, _OPEN, _OPEN))
    rect = QRect(0, 0, _WIDTH, _HEIGHT)
    image = painted(_WIDTH, _HEIGHT, lambda painter: lanes.paint(painter, rect, step, "x"))
    assert has_colour(image, DARK.client_band, _LANES.client - BAND)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("figure", [Figure.CLOSE, Figure.HANDSHAKE, Figure.EVENT])
def test_what_is_illegal_is_marked_in_its_lane(figure: Figure, role: Role, qapp: object) -> None:
    step = _step(figure, role)
    plain, marked = _drawn(step, "ok"), _drawn(step, "ok", marked=True)
    assert plain != marked
    between = range(_LANES.client + BAND + 1, _LANES.server - BAND)
    middle = [x for x in between if has_colour(marked, LIGHT.violation, x)]
    assert len(middle) > 4
    long = columns_inked(_drawn(step, "word " * 500, marked=True))
    assert min(long) > _LANES.client
    assert max(long) < _LANES.server


@pytest.mark.parametrize("role", Role)
def test_the_sign_of_a_failure_is_mark_enough(role: Role, qapp: object) -> None:
    step = _step(Figure.FAILURE, role)
    assert _drawn(step, "ok", marked=True) == _drawn(step, "ok")


@pytest.mark.parametrize("role", Role)
def test_a_cross_does_not_touch_a_short_label(role: Role, qapp: object) -> None:
    step = _step(Figure.CONNECT, role)._replace(reach=Reach.LOST)
    crossed = {
        x
        for x in range(_LANES.client + BAND, _LANES.server - BAND)
        if has_colour(_drawn(step), LIGHT.violation, x)
    }
    words = columns_inked(_drawn(step, "ok"), 0, 14)
    assert crossed
    if role is Role.CLIENT:
        assert max(words) < min(crossed)
    else:
        assert min(words) > max(crossed)
