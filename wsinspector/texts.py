"""Everything the lower layers say to a person, as (message id, arguments).

Below ``models`` nothing builds sentences: a layer returns a :class:`Text`, and only the window and
the command line turn it into words with :func:`render`. The English templates stand in one table,
so that a translation can be complete and a test can find a message nobody wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

TextArgs = Mapping[str, str | int | float]


class Text(NamedTuple):
    """A message to a person: the id of a template and the values that go into it.

    Attributes:
        id: key of :data:`TEMPLATES`.
        args: values for the template's ``{name}`` fields; plain JSON types, so that a text can be
            stored with the entry it explains.
    """

    id: str
    args: TextArgs


def text(message_id: str, /, **args: str | int | float) -> Text:
    """Shorthand for ``Text(message_id, args)``."""
    return Text(message_id, args)


def render(message: Text, template_of: Callable[[str], str] | None = None) -> str:
    """Turn a text into words.

    Args:
        message: what to say.
        template_of: finds the template of an id, for a translated table; English when absent.

    Raises:
        KeyError: the id is not in the table, which is a defect of the program.
    """
    template = TEMPLATES[message.id] if template_of is None else template_of(message.id)
    return template.format_map(message.args)


TEMPLATES: dict[str, str] = {
    # -- opening a connection ------------------------------------------------------------------
    # -- opening handshake: faults of a request or a response -----------------------------------
    "head.too-large": (
        "The head of the opening handshake is larger than the limit of {limit} bytes."
    ),
    "head.tls-handshake": "The peer speaks TLS (a handshake record came), but this end speaks "
    "plain TCP: use wss on both sides or ws on both.",
    "head.tls-alert": "The peer answered with a TLS alert, so it expects TLS, but this end "
    "speaks plain TCP: use wss on both sides or ws on both.",
    "head.frame": "The peer sent what looks like a WebSocket frame ({start}) where the opening "
    "handshake was due.",
    "head.not-http": "The peer sent bytes that are not HTTP: {start}",
    "answer.refusal": "This is a WebSocket endpoint (RFC 6455, version 13). This request did not "
    "open a connection:\n{reasons}\n",
    "fault.head-start-line-malformed": "The first line is not a method, a target and an HTTP "
    "version with one space between: {line}",
    "fault.head-empty-line-first": "An empty line stands before the first line ({count} in all).",
    "fault.head-bare-lf": (
        "A line ends in LF alone instead of CR LF ({count} in all), first: {example}"
    ),
    "fault.head-bare-cr": "A CR stands without LF inside a line ({count} in all), first: {example}",
    "fault.head-nul": "A NUL byte stands in a line ({count} in all), first: {example}",
    "fault.head-control-character": (
        "A control character stands in a line ({count} in all), first: {example}"
    ),
    "fault.head-non-ascii": (
        "A byte that is not ASCII stands in a line ({count} in all), first: {example}"
    ),
    "fault.head-folded-line": (
        "A field is folded over several lines ({count} in all), first: {example}"
    ),
    "fault.head-space-before-first-field": (
        "White space stands before the first field ({count} in all), first: {example}"
    ),
    "fault.head-line-without-colon": (
        "A header line has no colon ({count} in all), first: {example}"
    ),
    "fault.head-space-before-colon": (
        "White space stands before the colon of a field ({count} in all), first: {example}"
    ),
    "fault.head-field-name-invalid": (
        "A field has a name that is not a token ({count} in all), first: {example}"
    ),
    "fault.head-odd-spacing": "A field is not written as name, colon, one space, value ({count} "
    "in all), first: {example}",
    "fault.req-method-not-get": "The method is {method}, but an opening handshake uses GET.",
    "fault.req-http-version-low": "The request is {version}; an upgrade needs HTTP/1.1 at least.",
    "fault.req-http-version-high": "The request is {version}; only HTTP/1.1 is spoken here.",
    "fault.req-target-invalid": "The request target is not a path or an absolute URI, free of "
    "spaces and fragment: {target}",
    "fault.req-path-not-served": "The path {path} is not served here.",
    "fault.req-host-missing": "The Host field is missing.",
    "fault.req-host-duplicate": "Host stands {count} times; it must stand once.",
    "fault.req-host-invalid": "The value of Host is not a host with an optional port: {value}",
    "fault.req-upgrade-missing": "The Upgrade field is missing; it must say websocket.",
    "fault.req-upgrade-invalid": "Upgrade does not name websocket: {value}",
    "fault.req-connection-missing": (
        "The Connection field is missing; it must name Upgrade. A proxy may have removed it."
    ),
    "fault.req-connection-invalid": (
        "Connection does not name Upgrade: {value}. A proxy may have replaced it."
    ),
    "fault.req-key-missing": "The Sec-WebSocket-Key field is missing.",
    "fault.req-key-duplicate": "Sec-WebSocket-Key stands {count} times; it must stand once.",
    "fault.req-key-not-16-bytes": "Sec-WebSocket-Key is not the base64 form of 16 bytes: {value}",
    "fault.req-key-noncanonical": (
        "The padding bits at the end of Sec-WebSocket-Key are not zero: {value}"
    ),
    "fault.req-key-sample": (
        "Sec-WebSocket-Key is the sample of RFC 6455; it should be random for each connection."
    ),
    "fault.req-version-missing": "The Sec-WebSocket-Version field is missing; it must be 13.",
    "fault.req-version-duplicate": (
        "Sec-WebSocket-Version stands {count} times; it must stand once."
    ),
    "fault.req-version-not-13": "Sec-WebSocket-Version is not 13: {value}",
    "fault.req-origin-missing": "There is no Origin field, so the client is not a browser.",
    "fault.req-protocol-malformed": "Sec-WebSocket-Protocol is not a list of names: {value}",
    "fault.req-protocol-duplicate": "Sec-WebSocket-Protocol names {name} twice.",
    "fault.req-extensions-malformed": "Sec-WebSocket-Extensions breaks its grammar: {value}",
    "fault.req-extension-unregistered": "The extension {name} is not registered with IANA.",
    "fault.req-has-body": (
        "The request announces a body, which an opening handshake has no use for."
    ),
    "fault.resp-not-http": "The first line is not an HTTP status line: {line}",
    "fault.resp-status-not-101": "The answer has status {status}; only 101 opens a WebSocket.",
    "fault.resp-redirect": (
        "The answer redirects to {location}; browsers do not follow it for a WebSocket."
    ),
    "fault.resp-401-no-challenge": "The answer 401 lacks WWW-Authenticate.",
    "fault.resp-426-no-upgrade": "The answer 426 lacks Upgrade, which names what to upgrade to.",
    "fault.resp-version-not-advertised": "The answer 426 lacks Sec-WebSocket-Version, which "
    "names the versions that the server speaks.",
    "fault.resp-http-version-1-0": (
        "The answer 101 is {version}; a 101 needs HTTP/1.1. This end refuses it, browsers open."
    ),
    "fault.resp-http-version-high": (
        "The answer says {version}, but it came in the form of HTTP/1.1."
    ),
    "fault.resp-upgrade-missing": "The answer 101 lacks Upgrade; it must say websocket.",
    "fault.resp-upgrade-invalid": "Upgrade is not websocket: {value}",
    "fault.resp-upgrade-list": "Upgrade names more than websocket: {value}",
    "fault.resp-connection-missing": "The answer 101 lacks Connection; it must name Upgrade.",
    "fault.resp-connection-invalid": "Connection does not name Upgrade: {value}",
    "fault.resp-accept-missing": "The answer 101 lacks Sec-WebSocket-Accept; expected {expected}",
    "fault.resp-accept-duplicate": "Sec-WebSocket-Accept stands {count} times; it must stand once.",
    "fault.resp-accept-wrong": (
        "Sec-WebSocket-Accept does not answer our key: {value}, expected {expected}"
    ),
    "fault.resp-accept-wrong.key-echoed": "Sec-WebSocket-Accept does not answer our key: "
    "{value}, expected {expected}. It is the key itself, sent back.",
    "fault.resp-accept-wrong.sample": "Sec-WebSocket-Accept does not answer our key: {value}, "
    "expected {expected}. It is the sample of RFC 6455.",
    "fault.resp-accept-wrong.guid-missing": "Sec-WebSocket-Accept does not answer our key: "
    "{value}, expected {expected}. It is the hash of the key alone: the GUID was not appended.",
    "fault.resp-accept-wrong.guid-lower-case": "Sec-WebSocket-Accept does not answer our key: "
    "{value}, expected {expected}. The GUID was appended in lower case.",
    "fault.resp-accept-wrong.key-decoded": "Sec-WebSocket-Accept does not answer our key: "
    "{value}, expected {expected}. The key was decoded from base64 before hashing; its text must "
    "be hashed as it stands.",
    "fault.resp-accept-wrong.key-with-space": "Sec-WebSocket-Accept does not answer our key: "
    "{value}, expected {expected}. The key was hashed with white space or a line end beside it.",
    "fault.resp-accept-wrong.hex": "Sec-WebSocket-Accept does not answer our key: {value}, "
    "expected {expected}. It is the hash in hexadecimal; the 20 bytes of the hash must be "
    "written in base64.",
    "fault.resp-accept-wrong.unpadded": "Sec-WebSocket-Accept does not answer our key: {value}, "
    "expected {expected}. The = at its end is missing.",
    "fault.resp-accept-wrong.case-changed": "Sec-WebSocket-Accept does not answer our key: "
    "{value}, expected {expected}. Something on the way changed its upper and lower case.",
    "fault.resp-protocol-none-selected": "The client offered {offered} and the server chose "
    "none: RFC 6455 lets the connection open, a browser fails it.",
    "fault.resp-protocol-multiple": "The answer names more than one subprotocol: {value}",
    "fault.resp-protocol-empty": "The answer names an empty subprotocol.",
    "fault.resp-protocol-unrequested": (
        "The answer chooses the subprotocol {name}, which was not offered."
    ),
    "fault.resp-extensions-malformed": "Sec-WebSocket-Extensions breaks its grammar: {value}",
    "fault.resp-extension-unrequested": (
        "The answer uses an extension that was not offered: {names}"
    ),
    "fault.resp-content-length-in-101": (
        "The answer 101 carries Content-Length, which no 1xx answer may."
    ),
    "fault.resp-transfer-encoding-in-101": (
        "The answer 101 carries Transfer-Encoding, which no 1xx answer may."
    ),
    # -- frames, messages, limits: why an endpoint failed the connection ------------------------
    # -- closing handshake, TCP end, timeouts ---------------------------------------------------
    # -- journal ---------------------------------------------------------------------------------
    "journal.full": "The recording holds {bytes} bytes of payload, which is the limit: from here on "
    "payloads are recorded by their length alone.",
    # -- server and listener --------------------------------------------------------------------
    # -- wishes that cannot be carried out ------------------------------------------------------
}
