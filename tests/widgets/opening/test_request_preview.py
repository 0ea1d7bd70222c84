from __future__ import annotations

import pytest

from wsinspector.models.request_review import RequestPlace, review
from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.widgets.opening.request_preview import RequestPreview


@pytest.fixture
def preview(qtbot, our_look) -> RequestPreview:
    preview = RequestPreview()
    qtbot.addWidget(preview)
    preview.resize(400, 400)
    return preview


def test_the_request_stands_above_what_is_wrong_with_it(preview):
    plan = RequestPlan().setting("Upgrade", "<b>h2c</b>")
    preview.show_review(review(plan, RequestPlace()))
    lines = preview.toPlainText().splitlines()
    assert lines[:4] == [
        "GET / HTTP/1.1",
        "Host: localhost",
        "Upgrade: <b>h2c</b>  ▲",
        "Connection: Upgrade",
    ]
    assert lines[-2] == "▲ Upgrade does not name websocket: <b>h2c</b>  req-upgrade-invalid"
    assert lines[-1].startswith("● There is no Origin field")


def test_it_is_as_high_as_its_lines(preview):
    preview.show_review(review(RequestPlan(), RequestPlace()))
    low = preview.height()
    preview.show_review(review(RequestPlan().adding(*[("X", "y")] * 5), RequestPlace()))
    assert preview.height() > low
    preview.show_review(review(RequestPlan().adding(*[("X", "y")] * 500), RequestPlace()))
    assert preview.height() < 20 * low
