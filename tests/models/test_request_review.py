from __future__ import annotations

from wsinspector.models.request_review import RequestPlace, masked, review
from wsinspector.protocol.deflate.deflate_terms import BROWSER_OFFER
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.request_plan import RequestPlan

PLACE = RequestPlace("h:1", "/r?q", BROWSER_OFFER)


def test_a_correct_request_as_it_will_be():
    seen = review(RequestPlan(), PLACE)
    assert seen.lines == (
        "GET /r?q HTTP/1.1",
        "Host: h:1",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: (16 random bytes in base64)",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    )
    assert [fault.rule for fault in seen.faults] == ["req-origin-missing"]
    assert seen.odd == ()
    assert seen.marks == {}


def test_every_fault_is_there_and_marks_its_line():
    plan = RequestPlan(method="PUT").without("Upgrade").setting("Sec-WebSocket-Version", "8")
    plan = plan.adding(("Host", "x"), ("Origin", "\u202eo\0"))
    seen = review(plan, RequestPlace())
    rules = [fault.rule for fault in seen.odd]
    assert rules[-1] == "head-non-ascii"
    assert set(rules) == {
        "head-nul",
        "head-non-ascii",
        "req-method-not-get",
        "req-host-duplicate",
        "req-upgrade-invalid",
        "req-version-not-13",
    }
    assert seen.lines[0] == "PUT / HTTP/1.1"
    assert seen.lines[-1] == "Origin: ⟨U+202E⟩o⟨NUL⟩"
    assert seen.marks == dict.fromkeys((0, 1, 4, 5), Severity.VIOLATION)


def test_secrets_are_hidden_unless_asked_for():
    plan = RequestPlan().adding(("authorization", "Basic dTpw"), ("X", "Basic dTpw"))
    assert review(plan, PLACE).lines[-2:] == ("authorization: Basic ••••••", "X: Basic dTpw")
    assert review(plan, PLACE, secrets=True).lines[-2] == "authorization: Basic dTpw"
    assert masked("Proxy-Authorization", "token") == "••••••"


def test_of_a_very_long_line_the_beginning_is_shown():
    line = review(RequestPlan().adding(("X", "y" * 50_000)), PLACE).lines[-1]
    assert line.endswith("y… (+49003)")
    assert len(line) < 1100
