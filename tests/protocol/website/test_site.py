"""What the site serves, and to whom it does not."""

from __future__ import annotations

import pytest

from wsinspector.protocol.opening.head import Head, parse_head
from wsinspector.protocol.website.site import Site, SiteAnswer, SiteFile

FILES = {"": SiteFile("text/html", b"<p>"), "page.js": SiteFile("text/javascript", b"1")}
SITE = Site("s3cret", frozenset({"localhost:80", "[::1]:80"}), False, FILES, 1024)
REPORT = "POST /.wsinspector/s3cret/report"
JSON = ("Content-Type: application/json", "Content-Length: 5")


def head(line: str, *fields: str, host: str = "localhost:80") -> Head:
    lines = [f"{line} HTTP/1.1", f"Host: {host}", *fields, "", ""]
    return parse_head("\r\n".join(lines).encode("latin-1"), is_request=True)


def answer(line: str, *fields: str, host: str = "localhost:80") -> SiteAnswer:
    given = SITE.answer(head(line, *fields, host=host))
    assert isinstance(given, SiteAnswer)
    return given


@pytest.mark.parametrize(
    "line, fields, claimed",
    [
        ("GET /.wsinspector/", (), True),
        ("POST /.wsinspector/x", ("Upgrade: h2c",), True),
        ("GET /", (), False),
        ("GET /.wsinspector", (), False),
        ("GET http://localhost/.wsinspector/", (), False),
        ("GET /.wsinspector/", ("Upgrade: WebSocket",), False),
        ("GET /.wsinspector/", ("Upgrade: a", "Upgrade: websocket"), False),
    ],
)
def test_only_its_own_paths_are_plain_http_and_never_a_websocket_request(line, fields, claimed):
    assert SITE.claims(head(line, *fields)) is claimed


def test_the_page_is_served_with_a_strict_policy_and_kept_by_nobody():
    given = answer("GET /.wsinspector/s3cret/")
    fields, _, body = given.response.partition(b"\r\n\r\n")
    assert (given.status, body) == (200, b"<p>")
    assert b"default-src 'none'" in fields
    for field in (
        b"Connection: close",
        b"Content-Length: 3",
        b"X-Content-Type-Options: nosniff",
        b"Cache-Control: no-store",
        b"Referrer-Policy: no-referrer",
        b"frame-ancestors 'none'",
    ):
        assert field in fields


def test_the_answer_to_head_has_no_body():
    given = answer("HEAD /.wsinspector/s3cret/page.js")
    assert given.response.endswith(b"\r\n\r\n")
    assert b"Content-Length: 1\r\n" in given.response
    assert answer("HEAD /.wsinspector/s3cret/x").response.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    "line, fields, host, status",
    [
        ("GET /.wsinspector/s3cret/", (), "evil.example:80", 421),
        ("GET /.wsinspector/s3cret/", (), "localhost", 421),
        ("GET /.wsinspector/s3cret/", ("Host: localhost:80",), "localhost:80", 421),
        ("GET /.wsinspector/s3cret/", ("Origin: http://evil.example",), "localhost:80", 403),
        ("GET /.wsinspector/s3cret/", ("Origin: null",), "localhost:80", 403),
        ("GET /.wsinspector/s3cret/", ("Origin: https://localhost:80",), "localhost:80", 403),
        ("GET /.wsinspector/s3cret/", ("Origin: http://[::1]:80",), "localhost:80", 403),
        ("GET /.wsinspector/s3cret/", ("Sec-Fetch-Site: cross-site",), "localhost:80", 403),
        ("GET /.wsinspector/s3cret/", ("Sec-Fetch-Site: same-site",), "localhost:80", 403),
        ("GET /.wsinspector/", (), "localhost:80", 403),
        ("GET /.wsinspector/s3creT/", (), "localhost:80", 403),
        ("GET /.wsinspector/s3cret0/", (), "localhost:80", 403),
        ("GET /.wsinspector/?s3cret/", (), "localhost:80", 403),
        ("GET /.wsinspector/\xe9/", (), "localhost:80", 403),
        ("GET /.wsinspector/s3cret/../../etc/passwd", (), "localhost:80", 404),
        ("GET /.wsinspector/s3cret/%2e%2e/x", (), "localhost:80", 404),
        ("GET /.wsinspector/s3cret/nothing", (), "localhost:80", 404),
        ("GET /.wsinspector/s3cret/report", (), "localhost:80", 405),
        ("POST /.wsinspector/s3cret/", JSON, "localhost:80", 405),
        ("DELETE /.wsinspector/s3cret/page.js", (), "localhost:80", 405),
        (REPORT, (*JSON, "Origin: http://evil.example"), "localhost:80", 403),
        (REPORT, JSON[1:], "localhost:80", 415),
        (REPORT, ("Content-Type: text/plain", JSON[1]), "localhost:80", 415),
        (REPORT, JSON[:1], "localhost:80", 411),
        (REPORT, (*JSON, "Transfer-Encoding: chunked"), "localhost:80", 411),
        (REPORT, (*JSON, JSON[1]), "localhost:80", 400),
        (REPORT, (JSON[0], "Content-Length: -1"), "localhost:80", 400),
        (REPORT, (JSON[0], "Content-Length: \xb2"), "localhost:80", 400),
        (REPORT, (JSON[0], "Content-Length:"), "localhost:80", 400),
        (REPORT, (JSON[0], "Content-Length: 1025"), "localhost:80", 413),
        (REPORT, (JSON[0], f"Content-Length: {'9' * 5000}"), "localhost:80", 413),
        (REPORT, (*JSON, "No colon"), "localhost:80", 400),
    ],
)
def test_what_is_refused(line, fields, host, status):
    given = answer(line, *fields, host=host)
    assert given.status == status
    assert given.response.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"s3cret" not in given.response
    assert given.report is None


@pytest.mark.parametrize("host", ["LocalHost:80", "[::1]:80"])
def test_its_own_origin_is_let_in_under_every_own_name(host):
    given = answer("GET /.wsinspector/s3cret/", f"Origin: http://{host.lower()}", host=host)
    assert given.status == 200


def test_the_length_of_a_good_report_is_what_is_waited_for():
    assert SITE.answer(head(REPORT, *JSON, "Sec-Fetch-Site: same-origin")) == 5


def test_a_report_is_taken_or_told_what_is_wrong():
    taken = SITE.take_report(b'{"events": [{"event": "open"}]}')
    assert (taken.status, taken.report is not None) == (204, True)
    wrong = SITE.take_report(b"{}")
    assert (wrong.status, wrong.report) == (400, None)
    assert b"lacks" in wrong.response


def test_a_method_that_is_not_possible_is_told_which_are():
    assert b"Allow: POST\r\n" in answer("PUT /.wsinspector/s3cret/report").response
    assert b"Allow: GET, HEAD\r\n" in answer("PUT /.wsinspector/s3cret/").response
