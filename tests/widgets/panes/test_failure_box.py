"""A failed connect is told step by step, in full, and as plain text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from wsinspector.models.connect_failure import ConnectFailure
from wsinspector.models.redirect_offer import RedirectOffer
from wsinspector.protocol.faults import Severity
from wsinspector.texts import text
from wsinspector.widgets.panes.failure_box import FailureBox

WHY = text("open.tcp-refused", address="x:1")
FAULT = text("fault.resp-upgrade-missing")


@pytest.fixture
def box(qtbot, our_look) -> FailureBox:
    box = FailureBox()
    qtbot.addWidget(box)
    box.resize(300, 200)
    return box


@pytest.mark.parametrize(
    "step, reason, way",
    [
        ("", "", "No connection was tried."),
        ("dns", "dns-failed", "▲ name lookup failed   ○ TCP connect   ○ opening handshake"),
        ("tcp", "tcp-refused", "▲ TCP connect failed   ○ opening handshake"),
        ("tcp", "aborted-by-client", "▲ TCP connect given up   ○ opening handshake"),
        ("tls", "tls-failed", "✓ TCP connected   ▲ TLS handshake failed   ○ opening handshake"),
        ("http", "bad-101", "✓ TCP connected   ✓ request sent   ▲ answer refused"),
        ("http", "http-rejected", "✓ TCP connected   ✓ request sent   ▲ answer is not 101"),
        ("http", "no-response", "✓ TCP connected   ✓ request sent   ▲ no answer in time"),
        ("http", "peer-dropped", "✓ TCP connected   ✓ request sent   ▲ no whole answer"),
        ("http", "not-http", "✓ TCP connected   ✓ request sent   ▲ answer is not HTTP"),
        ("http", "odd", "✓ TCP connected   ✓ request sent   ▲ opening handshake failed"),
    ],
)
def test_the_step_that_failed_is_named(box, step, reason, way):
    box.show_failure(ConnectFailure(WHY, step, reason))
    assert box.text.splitlines()[1] == way
    assert box.details.isHidden()
    assert box.row.isHidden()


@pytest.mark.parametrize(
    "step, way",
    [
        ("dns", "▲ name lookup failed   ○ TCP connect   ○ TLS handshake   ○ opening handshake"),
        ("tcp", "✓ name found   ▲ TCP connect failed   ○ TLS handshake   ○ opening handshake"),
        ("tls", "✓ name found   ✓ TCP connected   ▲ TLS handshake failed   ○ opening handshake"),
        (
            "http",
            "✓ name found   ✓ TCP connected   ✓ TLS agreed   ✓ request sent   ▲ no answer in time",
        ),
    ],
)
def test_a_secure_connect_to_a_name_has_four_steps(box, step, way):
    reason = "no-response" if step == "http" else ""
    box.show_failure(ConnectFailure(WHY, step, reason, named=True, secure=True))
    assert box.text.splitlines()[1] == way


def test_a_long_answer_is_folded_and_faults_never_are(box):
    answer = ("HTTP/1.1 404 <b>No</b>", *(f"X-{number}: y" for number in range(9)))
    faults = ((Severity.VIOLATION, FAULT), (Severity.OBSERVATION, FAULT))
    box.show_failure(ConnectFailure(WHY, "http", "http-rejected", faults, answer, 7, 5))
    lines = box.details.toPlainText().splitlines()
    assert lines[:3] == [
        "▲ The answer 101 lacks Upgrade; it must say websocket.",
        "● The answer 101 lacks Upgrade; it must say websocket.",
        "HTTP/1.1 404 <b>No</b>",
    ]
    assert lines[-1] == "X-4: y"
    assert box.more.text() == "Show 4 more lines of the answer"
    box.more.click()
    assert box.details.toPlainText().splitlines()[2:] == list(answer)
    assert box.more.isHidden()


def test_its_row_is_asked_for(box, qtbot):
    box.show_failure(ConnectFailure(WHY, "tcp", "tcp-refused", entry=7, row=5))
    assert box.row.text() == "Row 5"
    with qtbot.waitSignal(box.entry_requested) as asked:
        box.row.click()
    assert asked.args == [7]


def test_it_can_be_selected_and_has_a_bound_height(box):
    faults = ((Severity.VIOLATION, FAULT),) * 40
    box.show_failure(ConnectFailure(WHY, "http", "bad-101", faults, row=1, entry=1))
    box.show()
    assert box.details.height() <= 10 * box.details.fontMetrics().lineSpacing()
    assert box.details.verticalScrollBar().maximum() > 0
    assert box.details.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_nothing_takes_no_room(box):
    box.show_failure(ConnectFailure(WHY))
    box.show_failure(None)
    assert box.isHidden()
    assert box.text == ""


def test_a_redirect_is_offered_with_what_is_different_there(box, qtbot):
    box.show_failure(ConnectFailure(WHY, "http", "http-rejected"))
    assert box.redirect_button.isHidden()
    offer = RedirectOffer("ws://new/\u202e", loses_tls=True, drops_secrets=True)
    box.offer_redirect(offer)
    notes = box.redirect_button.accessibleDescription().splitlines()
    assert notes[0] == "ws://new/⟨U+202E⟩"
    assert notes[1].startswith("▲ From wss:// to ws://")
    assert "taken out" in notes[2]
    with qtbot.waitSignal(box.redirect_taken) as taken:
        box.redirect_button.click()
    assert taken.args == [offer]
    box.show_failure(ConnectFailure(WHY, "http", "http-rejected"))
    assert box.redirect_button.isHidden()


def test_a_redirect_to_no_address_says_why(box):
    box.show_failure(ConnectFailure(WHY, "http", "http-rejected"))
    box.offer_redirect(RedirectOffer(why_not=text("address.empty")))
    assert box.redirect_button.isHidden()
    said = box.redirect_button.accessibleDescription()
    assert said == "It cannot be followed: There is no address to connect to."
