"""Reports of what a page's or a program's own API said."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.facts import Kind
from wsinspector.protocol.website.api_report import ReportError, marker_of, read_report
from wsinspector.texts import render

_NAMES = st.sampled_from(["events", "event", "code", "local", "name", "readyState"])


def report(*events, **members):
    return json.dumps({"events": list(events), **members}).encode()


def why_not(body: bytes) -> str:
    with pytest.raises(ReportError) as refused:
        read_report(body)
    return render(refused.value.text)


def test_every_event_becomes_an_entry_with_what_was_said():
    read = read_report(
        report(
            {"event": "call", "call": "send", "length": 2},
            {"event": "open", "protocol": "chat", "readyState": 1, "at": 1.5},
            {"event": "message", "type": "binary", "length": 3, "bufferedAmount": 0},
            {"event": "exception", "call": "close", "name": "InvalidAccessError"},
            {"event": "error"},
            {"event": "close", "code": 1000, "reason": "再见", "wasClean": True, "readyState": 3},
            name="a client",
            local="127.0.0.1:50312",
            url="ws://127.0.0.1:8765/",
        )
    )
    assert (read.name, read.local, read.socket) == ("a client", ("127.0.0.1", 50312), "")
    assert [fact.kind for fact in read.facts] == [Kind.CALL, *[Kind.API] * 5]
    assert {fact.details["by"] for fact in read.facts} == {"a client"}
    assert [{**fact.details, "by": ""} for fact in read.facts] == [
        {**told, "by": ""}
        for told in [
            {"call": "send", "length": 2},
            {"event": "open", "protocol": "chat", "readyState": 1, "at": 1.5},
            {"event": "message", "opcode": 2, "length": 3, "bufferedAmount": 0},
            {"event": "exception", "call": "close", "name": "InvalidAccessError"},
            {"event": "error"},
            {"event": "close", "code": 1000, "reason": "再见", "wasClean": True, "readyState": 3},
        ]
    ]


def test_an_ipv6_address_stands_in_brackets():
    assert read_report(report({"event": "open"}, local="[::1]:80")).local == ("::1", 80)


@pytest.mark.parametrize(
    "body, said",
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"events": [NaN]}', "not JSON"),
        (b"[]", "not a JSON object"),
        (b"{}", "the report lacks “events”"),
        (report(), "“events” of the report does not fit"),
        (report(7), "“events” of the report does not fit"),
        (report({}), "the event lacks “event”"),
        (report({"event": "shut"}), "“shut” is not an event"),
        (report({"event": "open", "code": 1000}), "the event has “code”, which is not known"),
        (report({"event": "close", "code": "1000"}), "“code” of the event does not fit"),
        (report({"event": "close", "code": True}), "“code” of the event does not fit"),
        (report({"event": "close", "code": 10**30}), "“code” of the event does not fit"),
        (report({"event": "close", "wasClean": 1}), "“wasClean” of the event does not fit"),
        (report({"event": "open", "readyState": 4}), "“readyState” of the event does not fit"),
        (report({"event": "open", "at": -1}), "“at” of the event does not fit"),
        (report({"event": "message", "type": "blob"}), "“type” of the event does not fit"),
        (report({"event": "open"}, local="localhost"), "“local” of the report does not fit"),
        (report({"event": "open"}, socket="a b"), "“socket” of the report does not fit"),
        (report({"event": "open"}, more=1), "the report has “more”, which is not known"),
        (report({"event": "open"}, **{"\u202e": 1}), r"\u202e"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(body, said):
    assert said in why_not(body)


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=80) | _JSON.map(lambda value: json.dumps(value).encode()))
def test_nothing_that_is_posted_breaks_it(body):
    with contextlib.suppress(ReportError):
        read_report(body)


@pytest.mark.parametrize(
    "resource, marker",
    [
        ("/?wsinspector=ab12", "ab12"),
        ("/echo?a=1&wsinspector=x-_9&b", "x-_9"),
        ("/echo?wsinspector=", ""),
        ("/echo?wsinspector=%20", ""),
        ("/wsinspector=ab12", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_socket_stands_in_the_query(resource, marker):
    assert marker_of(resource) == marker
