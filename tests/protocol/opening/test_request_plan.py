"""Planning a request line by line."""

from __future__ import annotations

import pytest

from wsinspector.protocol.opening.request_plan import (
    CORRECT_FIELDS,
    Made,
    RequestPlan,
    RequestPlanError,
    basic_authorization,
    bearer_authorization,
)
from wsinspector.texts import render

MADE = {Made.HOST: "h:1", Made.KEY: "k", Made.DEFLATE: None}


def lines(plan: RequestPlan) -> list[str]:
    return plan.head("/r", MADE).decode("utf-8").split("\r\n")[:-2]


def test_it_begins_as_a_correct_request():
    assert RequestPlan().fields == CORRECT_FIELDS
    assert lines(RequestPlan()) == [
        "GET /r HTTP/1.1",
        "Host: h:1",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: k",
        "Sec-WebSocket-Version: 13",
    ]


def test_lines_are_added_replaced_removed_and_repeated():
    plan = RequestPlan().adding(("A", "1"), ("a", "2")).setting("HOST", "other").without("Upgrade")
    plan = plan.setting("A", "3").setting("B", "")
    assert lines(plan)[1:3] == ["Host: other", "Connection: Upgrade"]
    assert lines(plan)[-3:] == ["A: 3", "a: 2", "B: "]
    assert plan.values("a") == ("3", "2")
    assert plan.values("Sec-WebSocket-Key") == ()
    assert RequestPlan().offering([]) == RequestPlan()
    assert RequestPlan().offering(["b", "a"]).values("sec-websocket-protocol") == ("b, a",)


def test_what_is_meant_for_one_server_is_left_out_for_another():
    plan = RequestPlan().adding(("AUTHORIZATION", "x"), ("cookie ", "y"), ("Origin", "z"))
    assert plan.without_secrets() == RequestPlan().adding(("Origin", "z"))


def test_values_can_be_shown_in_another_way():
    plan = RequestPlan().adding(("Authorization", "secret"))
    shown = plan.lines("/", MADE, lambda name, value: "•" if name == "Authorization" else value)
    assert shown[-1] == "Authorization: •"
    assert shown[1] == "Host: h:1"


@pytest.mark.parametrize("end", ["\r", "\n", "\r\nX: y"])
def test_a_line_break_is_refused_wherever_it_stands(end):
    for parts in ({"method": end}, {"target": "/" + end}, {"version": end}):
        with pytest.raises(RequestPlanError):
            RequestPlan(**parts)
    for field in ((end, ""), ("", end)):
        with pytest.raises(RequestPlanError) as refused:
            RequestPlan().adding(field)
        assert render(refused.value.text).startswith("A line break cannot stand")


def test_what_utf_8_cannot_say_is_refused():
    with pytest.raises(RequestPlanError) as refused:
        RequestPlan().adding(("X", "\ud800"))
    assert "UTF-8" in render(refused.value.text)


def test_basic_and_bearer_authorization():
    # RFC 7617 §2 and §2.1
    assert basic_authorization("Aladdin", "open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert basic_authorization("test", "123£") == "Basic dGVzdDoxMjPCow=="
    assert bearer_authorization("mF_9.B5f-4.1JqM") == "Bearer mF_9.B5f-4.1JqM"
