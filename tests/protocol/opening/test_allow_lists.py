"""Who is let in."""

from __future__ import annotations

import pytest

from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.allow_lists import allow_list_faults
from wsinspector.protocol.opening.head import parse_head


def refused(fields, origins=(), hosts=()):
    head = parse_head(f"GET / HTTP/1.1\r\n{fields}\r\n".encode(), is_request=True)
    faults = allow_list_faults(head, origins, hosts)
    assert all(fault.must_fail for fault in faults)
    assert all(fault.severity is Severity.OBSERVATION for fault in faults)
    return [fault.rule.split("-")[1] for fault in faults]


def test_empty_lists_let_in_all():
    assert refused("Origin: http://evil.example\r\nHost: evil.example\r\n") == []


@pytest.mark.parametrize(
    "fields, origins, expected",
    [
        ("Origin: http://a.example\r\n", ("http://A.example",), []),
        ("Origin: http://a.example:81\r\n", ("http://a.example",), ["origin"]),
        ("Origin: http://a.example\r\nOrigin: http://b\r\n", ("http://a.example",), ["origin"]),
        ("", ("http://a.example",), ["origin"]),
        ("", ("none",), []),
        ("Origin: null\r\n", ("none",), ["origin"]),
    ],
)
def test_the_list_of_origins(fields, origins, expected):
    assert refused(fields, origins) == expected


@pytest.mark.parametrize(
    "host, hosts, expected",
    [
        ("localhost:8765", ("LOCALHOST",), []),
        ("localhost:8765", ("localhost:8765",), []),
        ("localhost:8765", ("localhost:80",), ["host"]),
        ("[::1]:8765", ("[::1]",), []),
        ("[::1]", ("[::1]",), []),
        ("rebound.example:8765", ("localhost",), ["host"]),
    ],
)
def test_the_list_of_hosts(host, hosts, expected):
    assert refused(f"Host: {host}\r\n", hosts=hosts) == expected


def test_both_reasons_are_told():
    fields = "Host: a\r\nOrigin: http://a\r\n"
    assert refused(fields, ("http://b",), ("b",)) == ["origin", "host"]
