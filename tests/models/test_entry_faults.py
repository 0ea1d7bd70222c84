"""What is wrong with an entry is said in words, for the role of its sender."""

from __future__ import annotations

import pytest

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.models.entry_faults import faults_of
from wsinspector.models.raw_entry import RawEntry
from wsinspector.protocol.facts import Fact, Kind
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.texts import render

KEY = b"\x37\xfa\x21\x3d"


def frame_faults(opcode, payload, *, sender="server", inflated=None, **more):
    journal = Journal()
    end = journal.open_end(EndKind(EndKind.SERVER if sender == "server" else EndKind.CLIENT), 0)
    more.setdefault("mask", None if sender == "server" else KEY)
    header, _ = encode_frame(opcode, payload, **more)
    inflations = None if inflated is None else {0: inflated}
    (entry,) = journal.append_frames(end, 0, [(True, opcode, 0, header, payload)], inflations)
    return faults_of(journal, RawEntry(journal, entry), render)


@pytest.mark.parametrize(
    "body, sender, severity, rule, words",
    [
        (b"\x03\xee", "server", Severity.VIOLATION, "close-code-never-on-wire", "1006"),
        (b"\x03", "client", Severity.VIOLATION, "close-body-one-byte", "one byte"),
        (b"\x03\xe8" + b"x" * 124, "client", Severity.VIOLATION, "close-body-too-long", "124"),
        (b"\x03\xe8\xff", "client", Severity.VIOLATION, "close-reason-invalid-utf8", "UTF-8"),
        (b"\x03\xf2", "server", Severity.DEVIATION, "close-code-wrong-role", "1010"),
        (b"", "client", Severity.OBSERVATION, "close-no-status", "1005"),
        (b"\x0b\xb9", "client", Severity.OBSERVATION, "close-code-unregistered", "3001"),
    ],
)
def test_a_close_that_is_not_plainly_allowed(body, sender, severity, rule, words):
    (fault,) = frame_faults(8, body, sender=sender)
    assert (fault.severity, fault.note) == (severity, rule)
    assert words in fault.value
    assert not fault.bit_count


def test_a_close_that_is_allowed_has_none():
    assert frame_faults(8, b"\x03\xe8bye") == []
    assert frame_faults(8, b"\x03\xf2", sender="client") == []
    assert frame_faults(8, b"\x0f\xa1") == []


def test_a_code_that_looks_like_a_mistake_says_which():
    faults = frame_faults(8, b"\x01\x94")
    assert [fault.severity for fault in faults] == [Severity.VIOLATION, Severity.OBSERVATION]
    assert "HTTP status" in faults[1].value


@pytest.mark.parametrize(
    "opcode, payload, more, rule",
    [
        (1, b"a", {"rsv": 4}, "frame-rsv-without-extension"),
        (3, b"a", {}, "frame-opcode-reserved"),
        (9, b"a", {"fin": False}, "control-fragmented"),
        (9, bytes(126), {}, "control-too-long"),
        (1, b"a", {"length_encoding": 16}, "frame-length-not-minimal"),
        (1, b"a", {"mask": KEY}, "mask-present"),
        (1, b"a", {"sender": "client", "mask": None}, "mask-missing"),
    ],
)
def test_what_a_header_breaks(opcode, payload, more, rule):
    (fault,) = frame_faults(opcode, payload, **more)
    assert (fault.severity, fault.note) == (Severity.VIOLATION, rule)


def test_compression_is_no_fault():
    assert frame_faults(1, b"a", rsv=4, inflated=b"b") == []
    assert len(frame_faults(1, b"a", rsv=6, inflated=b"b")) == 1


def fact_faults(kind, **details):
    journal = Journal()
    entry = journal.append(journal.open_end(EndKind.CLIENT, 0), 0, Fact(kind, details=details))
    return faults_of(journal, RawEntry(journal, entry), render)


def test_a_failure_is_a_fault_unless_it_repeats_one():
    said = ["fault.req-host-missing", {}]
    fault = ["req-host-missing", "violation", said]
    (failure,) = fact_faults(Kind.FAILURE, text=said, rule="x")
    assert (failure.value, failure.note) == ("The Host field is missing.", "x")
    (failure,) = fact_faults(Kind.FAILURE, text=said, faults=[fault])
    assert failure.note == "req-host-missing"
    assert fact_faults(Kind.NOTE, text=said) == []


def test_a_close_notify_that_was_not_sent_is_a_fault():
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    details = {
        "event": "withheld",
        "rule": "tls-close-notify-missing",
        "text": ["summary.tls.withheld", {}],
    }
    entry = journal.append(end, 0, Fact(Kind.TLS, True, details=details))
    (fault,) = faults_of(journal, RawEntry(journal, entry), render)
    assert (fault.severity, fault.note) == (Severity.VIOLATION, "tls-close-notify-missing")
    assert "RFC 8446" in fault.value


def test_a_request_that_we_sent_is_judged_though_nobody_else_does():
    journal = Journal()
    end = journal.open_end(EndKind.CLIENT, 0)
    fact = Fact(Kind.REQUEST, sent=True, data=b"POST / HTTP/1.1\r\nHost: a\r\n\r\n")
    entry = journal.append(end, 0, fact)
    found = faults_of(journal, RawEntry(journal, entry), render)
    rules = [field.note for field in found]
    assert rules[0] == "req-method-not-get"
    assert rules[-1] == "req-origin-missing"
