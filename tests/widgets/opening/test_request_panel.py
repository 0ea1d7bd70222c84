from __future__ import annotations

import pytest

from wsinspector.models.request_review import RequestPlace
from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.widgets.opening.request_box import RequestBox
from wsinspector.widgets.opening.request_panel import RequestPanel


@pytest.fixture
def panel(qtbot, our_look) -> RequestPanel:
    panel = RequestPanel()
    qtbot.addWidget(panel)
    return panel


def test_nothing_is_made_before_somebody_looks(panel):
    panel.refresh()
    panel.set_plan(RequestPlan())
    assert panel.plan == RequestPlan()
    assert (panel.summary, panel.oddity) == ("a correct request", "")
    assert panel.findChild(RequestBox) is None
    panel.show()
    assert panel.findChild(RequestBox) is panel.box


def test_another_request_is_shown_and_told(panel, qtbot):
    with qtbot.waitSignal(panel.changed):
        panel.set_plan(RequestPlan().without("Host"))
    assert panel.plan == panel.box.plan == RequestPlan().without("Host")
    assert panel.summary == "changed"
    assert "req-host-missing" in panel.oddity
    panel.set_plan(RequestPlan().adding(("A", "1"), ("A", "2"), ("B", "3")))
    assert panel.summary == "A, B"
    panel.box.table.reset_button.click()
    assert panel.summary == "a correct request"


def test_it_is_told_where_the_request_goes(panel):
    panel.show()
    panel.locate = lambda: RequestPlace("h:9", "/x")
    panel.refresh()
    assert panel.box.preview.toPlainText().startswith("GET /x HTTP/1.1\nHost: h:9\n")
