"""The paths of the site."""

from __future__ import annotations

from wsinspector.protocol.opening.head import parse_head
from wsinspector.protocol.website.site import Site
from wsinspector.protocol.website.site_address import PREFIX, REPORT


def test_reports_are_posted_below_the_prefix_and_the_token():
    line = f"POST {PREFIX}token/{REPORT} HTTP/1.1\r\nHost: h\r\n"
    fields = "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    site = Site("token", frozenset({"h"}), False, {}, 10)
    head = parse_head((line + fields).encode(), is_request=True)
    assert site.claims(head)
    assert site.answer(head) == 2
