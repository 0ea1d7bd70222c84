"""Addresses as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.engine.address import AddressError, WsAddress, served_path
from wsinspector.protocol.opening.opening_request import OpeningRequest
from wsinspector.texts import render


@pytest.mark.parametrize(
    "url, expected",
    [
        ("ws://localhost", WsAddress(False, "localhost", 80, "/")),
        ("ws://localhost:8765/", WsAddress(False, "localhost", 8765, "/")),
        ("  WS://Example.COM:80/a?b=c  ", WsAddress(False, "example.com", 80, "/a?b=c")),
        ("wss://h", WsAddress(True, "h", 443, "/")),
        ("ws://h?q", WsAddress(False, "h", 80, "/?q")),
        ("ws://h:/", WsAddress(False, "h", 80, "/")),
        ("ws://127.0.0.1:1/x", WsAddress(False, "127.0.0.1", 1, "/x")),
        ("ws://[::1]:9998/echo", WsAddress(False, "::1", 9998, "/echo")),
        ("ws://[fe80::1%lo]/", WsAddress(False, "fe80::1%lo", 80, "/")),
        ("ws://[fe80::1%25lo]/", WsAddress(False, "fe80::1%lo", 80, "/")),
        ("ws://bücher.example/", WsAddress(False, "xn--bcher-kva.example", 80, "/")),
        ("ws://例え.テスト/", WsAddress(False, "xn--r8jz45g.xn--zckzah", 80, "/")),
        ("ws://h/再见 x", WsAddress(False, "h", 80, "/%E5%86%8D%E8%A7%81%20x")),
        ("ws://h/%20a%zz", WsAddress(False, "h", 80, "/%20a%zz")),
        ("ws://under_score/", WsAddress(False, "under_score", 80, "/")),
    ],
)
def test_what_an_address_says(url: str, expected: WsAddress):
    assert WsAddress.parse(url) == expected


@pytest.mark.parametrize(
    "url, sentence",
    [
        ("", "There is no address to connect to."),
        ("localhost:8765", "An address begins with ws:// or wss://."),
        ("http://h/", "An address begins with ws:// or wss://, not with http://."),
        (
            "ws://h/#top",
            "An address has no part after a #: fragments make no sense here (RFC 6455, 3).",
        ),
        (
            "ws://h#",
            "An address has no part after a #: fragments make no sense here (RFC 6455, 3).",
        ),
        ("ws://", "The address names no host."),
        ("ws://:80/", "The address names no host."),
        ("ws://u:p@h/", "A user name or password cannot stand in the address."),
        ("ws://h:0/", "“0” is not a port: that is a number from 1 to 65535."),
        ("ws://h:65536/", "“65536” is not a port: that is a number from 1 to 65535."),
        ("ws://h:8o/", "“8o” is not a port: that is a number from 1 to 65535."),
        ("ws://h:٣/", "“٣” is not a port: that is a number from 1 to 65535."),
        ("ws://[::g]/", "“::g” is not an IPv6 address."),
        ("ws://::1/", "An IPv6 address stands in brackets, as in ws://[::1]/."),
        ("ws://a b/", "“a b” is not the name of a host."),
        ("ws://[::1/", "“[::1” is not the name of a host."),
        ("ws://é..x/", "“é..x” is not the name of a host."),
        ("ws://a..invalid/", "“a..invalid” is not the name of a host."),
        (f"ws://{'a' * 64}.invalid/", f"“{'a' * 64}.invalid” is not the name of a host."),
    ],
)
def test_what_is_wrong_with_an_address_is_said_in_one_sentence(url: str, sentence: str):
    with pytest.raises(AddressError) as refused:
        WsAddress.parse(url)
    assert render(refused.value.text) == sentence


@pytest.mark.parametrize(
    "url, authority, whole",
    [
        ("ws://h:80/", "h", "ws://h/"),
        ("ws://h:443/", "h:443", "ws://h:443/"),
        ("wss://h:443", "h", "wss://h/"),
        ("ws://[::1]:81", "[::1]:81", "ws://[::1]:81/"),
        ("ws://[fe80::1%lo]:81", "[fe80::1]:81", "ws://[fe80::1]:81/"),
    ],
)
def test_how_it_is_written_into_the_request(url: str, authority: str, whole: str):
    address = WsAddress.parse(url)
    assert address.authority == authority
    assert address.url == whole


@pytest.mark.parametrize(
    "url, is_literal",
    [("ws://127.0.0.1/", True), ("ws://[::1]/", True), ("ws://localhost/", False)],
)
def test_an_ip_address_needs_no_lookup(url: str, is_literal: bool):
    assert WsAddress.parse(url).is_literal is is_literal


@given(st.text() | st.builds(lambda s: "ws://" + s, st.text()))
def test_whatever_is_typed_is_refused_with_a_sentence_or_makes_a_request(url: str):
    try:
        address = WsAddress.parse(url)
        request = OpeningRequest(address.authority, address.resource, bytes(16))
        said = request.head().decode()
    except AddressError as refused:
        said = render(refused.text)
    assert said.endswith(("\r\n\r\n", ".", ")."))


@pytest.mark.parametrize(
    "path, served",
    [("", ""), ("/", "/"), ("/chat", "/chat"), ("/a b", "/a%20b"), ("/路", "/%E8%B7%AF")],
)
def test_a_served_path_is_what_requests_name(path: str, served: str) -> None:
    assert served_path(path) == served
    if path:
        assert WsAddress.parse(f"ws://localhost{path}").resource == served


@pytest.mark.parametrize("path", ["/chat?x=1", "/chat#f"])
def test_a_served_path_has_no_query_and_no_fragment(path: str) -> None:
    with pytest.raises(AddressError, match="not-a-path"):
        served_path(path)
