"""Everything the lower layers say to a person, as (message id, arguments).

Below ``models`` nothing builds sentences: a layer returns a :class:`Text`, and only the window and
the command line turn it into words with :func:`render`. The English templates stand in one table,
so that a translation can be complete and a test can find a message nobody wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from wsinspector.rule_texts import RULE_TEMPLATES
from wsinspector.verdict_texts import VERDICT_TEMPLATES

TextArgs = Mapping[str, str | int | float]

SEPARATOR = " · "
"""What stands between texts that are shown side by side."""


class Text(NamedTuple):
    """A message to a person: the id of a template and the values that go into it.

    Attributes:
        id: key of :data:`TEMPLATES`.
        args: values for the template's ``{name}`` fields; plain JSON types, so that a text can be
            stored with the entry it explains.
        parts: further texts that the template's ``{parts}`` field stands for, side by side; only
            for texts that are made to be shown, not to be stored.
    """

    id: str
    args: TextArgs
    parts: tuple[Text, ...] = ()


class ExplainedError(Exception):
    """Something cannot be, and a person is to be told why.

    Attributes:
        text: why, as one sentence.
    """

    def __init__(self, why: Text) -> None:
        super().__init__(why.id)
        self.text = why


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
    if not message.parts:
        return template.format_map(message.args)
    parts = SEPARATOR.join([render(part, template_of) for part in message.parts])
    return template.format_map({**message.args, "parts": parts})


TEMPLATES: dict[str, str] = {
    # -- opening a connection ------------------------------------------------------------------
    "address.empty": "There is no address to connect to.",
    "address.no-scheme": "An address begins with ws:// or wss://.",
    "address.bad-scheme": "An address begins with ws:// or wss://, not with {scheme}://.",
    "address.fragment": "An address has no part after a #: fragments make no sense here "
    "(RFC 6455, 3).",
    "address.credentials": "A user name or password cannot stand in the address.",
    "address.not-a-path": "A path that is served has neither ? nor #, as {path} has: what follows a ? is "
    "not compared, and what follows a # is never sent.",
    "address.no-host": "The address names no host.",
    "address.bad-host": "“{host}” is not the name of a host.",
    "address.bare-ipv6": "An IPv6 address stands in brackets, as in ws://[::1]/.",
    "address.bad-ipv6": "“{host}” is not an IPv6 address.",
    "address.bad-port": "“{port}” is not a port: that is a number from 1 to 65535.",
    "address.bad-subprotocol": "“{name}” cannot be a subprotocol: it is no token (RFC 9110, 5.6.2).",
    "address.subprotocol-twice": "The subprotocol “{name}” is offered twice.",
    "request.line-break": "A line break cannot stand in the request line or in a header: what "
    "follows it would be another line.",
    "request.no-utf-8": "A part of the request cannot be written in UTF-8.",
    "redirect.followed": "This connection follows the answer {status} of {url} (redirect {number} "
    "of at most {limit}).",
    "redirect.followed-bare": "This connection follows the answer {status} of {url} "
    "(redirect {number} of at most {limit}), without Authorization and Cookie: they were meant "
    "for that server.",
    "redirect.loses-tls": "The redirect to {url} is not followed, because it leads from wss:// to "
    "ws://, where anybody between could read along.",
    "redirect.too-many": "The redirect to {url} is not followed: {limit} were followed before it.",
    "redirect.nowhere": "The redirect is not followed: {why}",
    "open.dns-failed": "The name “{host}” could not be found ({error}); nothing was sent.",
    "open.dns-timeout": "No answer came within {ms} ms to the question for the address of "
    "“{host}”; nothing was sent.",
    "open.tcp-refused": "Nobody listens on {address}: the connection was refused.",
    "open.tcp-timeout": "{address} did not answer within {ms} ms: no TCP connection came about.",
    "open.tcp-unreachable": "There is no way to {address} ({error}).",
    "open.tcp-failed": "TCP could not connect to {address} ({error}).",
    "open.rejected": "The server answered {line} instead of 101 Switching Protocols.",
    "open.bad-101": "The server answered {line}, but {count} things are wrong with it:",
    "open.bad-101.one": "The server answered {line}, but one thing is wrong with it:",
    "handshake.aborted": "This end gave up the opening handshake.",
    "open.aborted.dns": "The client was told to close while the name was looked up.",
    "open.aborted.tcp": "The client was told to close before TCP was connected.",
    "handshake.reset": "The peer reset the connection before the opening handshake was over.",
    "handshake.server-dropped": (
        "The server ended the connection before its answer to the opening handshake was whole."
    ),
    "handshake.client-dropped": "The client ended the connection before its request was whole.",
    "handshake.no-response": "The server did not answer the opening handshake within {ms} ms.",
    "handshake.no-request": "The client did not send a whole request within {ms} ms.",
    "handshake.rejected": "The server answered with HTTP status {status} instead of 101.",
    "handshake.accepted-faulty": "This end accepts the opening handshake all the same, as told: {rules}.",
    "handshake.early-data": "The client sent {length} bytes before it had the answer to its request.",
    # -- scenarios -----------------------------------------------------------------------------
    "scenario.at-line": "Line {line}: {why}",
    "scenario.too-large": "A scenario has at most {most} bytes.",
    "scenario.no-utf8": "This is not UTF-8.",
    "scenario.no-toml": "This is not TOML: {why}.",
    "scenario.wrong-type": "“{key}” has to be a {wanted}.",
    "scenario.missing": "“{key}” is missing or empty.",
    "scenario.unknown-key": "There is nothing called “{key}” here.",
    "scenario.bad-id": "“{id}” is no id: lower-case letters, digits and single hyphens between.",
    "scenario.no-choice": "“{key}” cannot be “{value}”; choose one of {choices}.",
    "scenario.nobody-listens": "A server that does not listen has no steps.",
    "scenario.too-many-steps": "A script has at most {most} steps.",
    "scenario.bad-header": "“{name}” is not the name of a header field.",
    "scenario.bad-behaviour": "There is no such behaviour: {why}.",
    "scenario.no-time": "“{key}” is a number of milliseconds, at most {most}.",
    "scenario.bad-ending": "“{ending}” is not the name of an ending.",
    "scenario.no-rule": "There is no rule called “{rule}”.",
    "scenario.also-violation": "“{rule}” is a violation: what may happen beside the rules is less.",
    "scenario.no-report": "“{words}” is no report: CODE, perhaps a reason in quotation marks, "
    "clean or unclean, perhaps error.",
    "scenario.step-empty": "A step is missing.",
    "scenario.step-unknown": "“{step}” is no step.",
    "scenario.step-not-here": "“{step}” is no step for this end.",
    "scenario.step-quotes": "“{step}” has quotation marks that do not fit.",
    "scenario.step-number": "“{word}” is not a number of 0 to {most}.",
    "scenario.step-hex": "“{hex}” is not hexadecimal.",
    "scenario.step-frame": "There is no such frame: {why}.",
    "scenario.twice": "Two scenarios are called “{id}”.",
    "scenario.ambiguous": "“{name}” may be {ids}.",
    "scenario.none": "There is no scenario called “{name}”.",
    "scenario.unreadable": "{file} cannot be read: {error}.",
    "scenario.no-listener": "Port {port} cannot be listened on: {error}.",
    "scenario.no-server": "There is no connection to {url}: {error}.",
    "scenario.wrong-role": "In {id} the {role} is scripted; it cannot take the other’s place.",
    "scenario.stays-home": "{id} needs an end of ours on the other side.",
    "scenario.step-failed": "The script stopped at “{step}”: {error}.",
    "scenario.step-in-vain": "The script stopped at “{step}”: the other end was gone.",
    "scenario.tls-failed": "There was no TLS between the ends: {error}.",
    "scenario.endless": "It was not over after {seconds} s.",
    "scenario.differs": "{what}: {found}, and not {wanted}",
    "scenario.rule-missing": "{rule} was not found",
    "scenario.rule-surplus": "{rule} was found ({severity})",
    "scenario.bad-file": "{file} is no scenario. {why}",
    "save.nothing": "Nothing of this connection was recorded that could be played again.",
    "save.not-kept": "Not all bytes of this connection were kept: the recording was full.",
    "save.too-long": "At most {acts} steps and {bytes} bytes can be played again; this is more.",
    "scenario.no-play": "It could not be played: {error}.",
    "scenario.taken": "{file} was left out: there is a scenario called “{id}” already.",
    "play.accept": "The {who} reads the request and answers it with a correct 101.",
    "play.answer": "The {who} answers “{line}”.",
    "play.request": "The {who} sends a correct request and reads the answer.",
    "play.send": "The {who} sends {what}.",
    "play.pause": "The {who} does nothing for {ms} ms.",
    "play.expect.open": "The {who} waits until the opening handshake is over.",
    "play.expect.head": "The {who} waits for the head of the opening handshake.",
    "play.expect.message": "The {who} waits for a message.",
    "play.expect.ping": "The {who} waits for a Ping.",
    "play.expect.pong": "The {who} waits for a Pong.",
    "play.expect.close": "The {who} waits for a Close.",
    "play.expect.fin": "The {who} waits for the FIN of the other end.",
    "play.expect.end": "The {who} waits until the other end has ended TCP.",
    "play.expect.bytes": "The {who} waits for any bytes.",
    "play.expect.unread": "The {who} waits for any bytes and leaves them unread.",
    "play.fin": "The {who} sends FIN.",
    "play.rst": "The {who} resets TCP.",
    "play.hang-up": "The {who} closes its socket.",
    "play.close-notify": "The {who} sends close_notify.",
    "play.vanish": "The {who} stops reading and writing.",
    "play.call": "The {who} calls {what}.",
    # -- TLS -----------------------------------------------------------------------------------
    "tls.reset.client": "The server reset the connection in the middle of the TLS handshake.",
    "tls.reset.server": "The client reset the connection in the middle of the TLS handshake, as "
    "some programs do that do not trust the certificate.",
    "tls.dropped.client": "The server ended the connection in the middle of the TLS handshake.",
    "tls.dropped.server": "The client ended the connection in the middle of the TLS handshake, as "
    "some programs do that do not trust the certificate.",
    "tls.timeout": "The TLS handshake was not over within {ms} ms; perhaps this port does not "
    "speak TLS.",
    "tls.aborted": "This end gave up the TLS handshake.",
    "tls.plain-server": "This port does not speak TLS: it answered “{start}”. Try ws:// instead "
    "of wss://.",
    "tls.plain-client": "The client speaks plain HTTP (ws://), but this port expects TLS (wss://).",
    "tls.stranger": "The client does not speak TLS, which this port expects: it began with "
    "“{start}”.",
    "tls.failed": "TLS failed: {error}.",
    "tls.alert": "The peer ended TLS with the alert {alert}.",
    "tls.alert.bad-certificate.client": "The server did not accept the certificate of this end, "
    "or the lack of one (alert {alert}).",
    "tls.alert.bad-certificate.server": "The client does not accept the certificate of this "
    "server (alert {alert}).",
    "tls.alert.certificate-expired.client": "The server calls the certificate of this end expired "
    "(alert {alert}).",
    "tls.alert.certificate-expired.server": "The client calls the certificate of this server "
    "expired (alert {alert}).",
    "tls.alert.certificate-unknown.client": "The server did not accept the certificate of this "
    "end (alert {alert}).",
    "tls.alert.certificate-unknown.server": "The client does not trust the certificate of this "
    "server (alert {alert}): it needs the authority that issued it.",
    "tls.alert.handshake-failure.client": "The server found no cipher or key that both ends have "
    "(alert {alert}).",
    "tls.alert.handshake-failure.server": "The client found no cipher or key that both ends have "
    "(alert {alert}).",
    "tls.alert.protocol-version.client": "The server speaks no TLS version that this end speaks "
    "(alert {alert}).",
    "tls.alert.protocol-version.server": "The client speaks no TLS version that this end speaks "
    "(alert {alert}).",
    "tls.alert.unknown-ca.client": "The server does not know the authority behind the certificate "
    "of this end (alert {alert}).",
    "tls.alert.unknown-ca.server": "The client does not trust the authority that issued the "
    "certificate of this server (alert {alert}): it needs the exported authority.",
    "tls.alert.unrecognized-name.client": "The server has no certificate for the name that this "
    "end asked for (alert {alert}).",
    "tls.alert.unrecognized-name.server": "The client did not recognize the name of this server "
    "(alert {alert}).",
    "tls.certificate.expired": "The server’s certificate has expired: it was valid until {until}.",
    "tls.certificate.not-yet": "The server’s certificate is not valid yet: it will be from {begin}.",
    "tls.certificate.self-signed": "The server’s certificate is signed by itself, and nobody here "
    "vouches for it: {subject}.",
    "tls.certificate.unknown-issuer": "The server’s certificate comes from an authority that is "
    "not trusted here: {issuer}.",
    "tls.certificate.wrong-name": "The server’s certificate is not for {host}, but for: {names}.",
    "tls.certificate.refused": "The server’s certificate was not accepted: {error}.",
    "tls.capture-full": "No more ciphertext of this connection is kept: the limit of {limit} bytes is "
    "reached.",
    "tls.after-close-notify": "{bytes} bytes came after the peer’s close_notify and are ignored "
    "(RFC 8446 §6.1).",
    "certificate.no-file": "No file is chosen that has the authorities to trust.",
    "certificate.unreadable": "{file} cannot be read ({error}).",
    "certificate.none": "There is no certificate in PEM form in {file}.",
    "certificate.no-key": "There is no private key in PEM form in {file}.",
    "certificate.password": "The key in {file} is protected by a password; only one without can "
    "be used.",
    "certificate.mismatch": "The key in {key} does not belong to the certificate in {certificate}.",
    "certificate.expired": "The authority is no longer valid.",
    "certificate.refused": "The certificate or key cannot be used ({error}).",
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
    "answer.silence": "This end was told to leave the request without an answer.",
    "answer.delayed": "This end was told to answer after {ms} ms.",
    "answer.rejects": "This end was told to answer with HTTP status {status}.",
    "answer.garbage": "This end was told to answer with {length} bytes that are no HTTP.",
    "answer.fin": "This end was told to answer with FIN.",
    "answer.rst": "This end was told to answer with RST.",
    "answer.left": "The client ended the connection before it had an answer.",
    "fault.resp-late": "The client waits until its patience is over, and a browser lets every "
    "other new WebSocket to this host wait behind it.",
    "fault.resp-late.ms": "The client waits {ms} ms, which is longer than some are patient.",
    "fault.resp-none": "A request is to be answered, by 101 or by an HTTP error (RFC 6455 §4.2.2).",
    "fault.tcp-rst-instead-of-fin": "A RST ends TCP without order (RFC 9293 §3.10.7); the client "
    "cannot tell why.",
    "answer.overrun": "The client sent more than {limit} bytes before it had an answer.",
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
    "fault.req-server-full": "The server has no room for a further connection.",
    "fault.req-path-not-served": "The path {path} is not served here.",
    "fault.req-origin-not-allowed": "The Origin {origin} is not on the list of those let in.",
    "fault.req-origin-not-allowed.missing": "Without an Origin this request is not on the list of "
    "those let in.",
    "fault.req-host-not-allowed": "The Host {host} is not on the list of those let in.",
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
    "fault.resp-accepted-invalid-request": "The answer is 101, but our request breaks a rule "
    "because of which the server has to refuse it (RFC 6455 §4.2.1).",
    "fault.resp-401-no-challenge": "The answer 401 lacks WWW-Authenticate.",
    "fault.resp-426-no-upgrade": "The answer 426 lacks Upgrade, which names what to upgrade to.",
    "fault.resp-version-not-advertised": "The answer {status} lacks Sec-WebSocket-Version, which "
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
    "fault.resp-accept-missing.no-key": "The answer 101 lacks Sec-WebSocket-Accept; none could be "
    "right, because our request did not have one Sec-WebSocket-Key.",
    "fault.resp-accept-wrong.no-key": "No Sec-WebSocket-Accept can be right, because our request "
    "did not have one Sec-WebSocket-Key; this one is {value}",
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
    "fault.pmd-rsv1-conflict": (
        "The answer accepts permessage-deflate {count} times, which is one too many for RSV1 "
        "(RFC 7692 §5)."
    ),
    "fault.pmd-param-unknown": "permessage-deflate has no parameter {name} (RFC 7692 §7.1).",
    "fault.pmd-param-duplicate": "permessage-deflate has {name} more than once (RFC 7692 §7).",
    "fault.pmd-param-bad-value": (
        "{name} of permessage-deflate is a number from 8 to 15, not {value} (RFC 7692 §7.1.2)."
    ),
    "fault.pmd-param-bad-value.missing": (
        "{name} of permessage-deflate needs a number from 8 to 15 here (RFC 7692 §7.1.2)."
    ),
    "fault.pmd-param-bad-value.flag": (
        "{name} of permessage-deflate takes no value, but has {value} (RFC 7692 §7.1.1)."
    ),
    "fault.pmd-param-bad-value.larger": (
        "{name} is {value}, but the client offered {limit} at most (RFC 7692 §7.1.2.2)."
    ),
    "fault.pmd-client-bits-unoffered": (
        "The answer has client_max_window_bits, which the client did not offer (RFC 7692 §7.1.2.2)."
    ),
    "fault.pmd-server-bits-not-honoured": (
        "The client asked for server_max_window_bits of {limit} at most, and the answer does not "
        "keep to it (RFC 7692 §7.1.2.1)."
    ),
    "fault.pmd-server-takeover-not-honoured": (
        "The client asked for server_no_context_takeover, and the answer does not grant it "
        "(RFC 7692 §7.1.1.1)."
    ),
    "fault.resp-content-length-in-101": (
        "The answer 101 carries Content-Length, which no 1xx answer may."
    ),
    "fault.resp-transfer-encoding-in-101": (
        "The answer 101 carries Transfer-Encoding, which no 1xx answer may."
    ),
    # -- frames, messages, limits: why an endpoint failed the connection ------------------------
    "fault.frame-rsv-without-extension": (
        "Reserved bits are set (RSV {rsv}) that no agreed extension uses (RFC 6455 §5.2)."
    ),
    "fault.pmd-rsv1-on-control": (
        "RSV1 says that a control frame (opcode {opcode}) is compressed (RFC 7692 §6.1)."
    ),
    "fault.pmd-rsv1-on-continuation": (
        "RSV1 is set on a continuation; only a message’s first frame may (RFC 7692 §6.1)."
    ),
    "fault.pmd-inflate-failed": (
        "The payload of a compressed message cannot be decompressed: {error} (RFC 7692 §7.2.2)."
    ),
    "fault.pmd-inflate-failed.terms": (
        "The payload of a compressed message cannot be decompressed: {error}, and {terms} is "
        "agreed (RFC 7692 §7.2.2)."
    ),
    "fault.ping-not-answered": "No Pong came within {ms} ms of a Ping.",
    "fault.pmd-bomb": "A compressed message is over the limit of {limit} bytes, decompressed.",
    "fault.frame-length-msb-set": (
        "The top bit of the 64-bit length is set: {length} bytes (RFC 6455 §5.2)."
    ),
    "fault.frame-length-not-minimal": (
        "A length of {length} is not encoded in the fewest bytes (RFC 6455 §5.2)."
    ),
    "fault.mask-missing": "A frame of the client is not masked (RFC 6455 §5.1).",
    "fault.mask-present": "A frame of the server is masked (RFC 6455 §5.1).",
    "fault.frame-opcode-reserved": "Opcode {opcode} has no meaning (RFC 6455 §5.2).",
    "fault.control-fragmented": (
        "A control frame (opcode {opcode}) is fragmented (RFC 6455 §5.5)."
    ),
    "fault.control-too-long": (
        "A control frame declares {length} bytes; 125 are allowed (RFC 6455 §5.5)."
    ),
    "fault.continuation-without-start": (
        "A continuation frame came without a message to continue (RFC 6455 §5.4)."
    ),
    "fault.message-interleaved": (
        "A new message (opcode {opcode}) began inside an unfinished one (RFC 6455 §5.4)."
    ),
    "fault.text-invalid-utf8": ("A text message is not UTF-8 at byte {offset} (RFC 6455 §8.1)."),
    "fault.text-truncated-utf8": (
        "A text message ends inside the character that begins at byte {offset} (RFC 6455 §8.1)."
    ),
    "fault.message-too-big": "A message of {length} bytes is over the limit of {limit} bytes.",
    # -- closing handshake, TCP end, timeouts ---------------------------------------------------
    "transport.lost": "The connection broke: {error}",
    "tail.dropped": "{dropped} more bytes arrived and were not kept after the first {kept}.",
    "close-code.name": "{name}",
    "close-code.1000.meaning": "The work is done and nothing went wrong.",
    "close-code.1000.causes": "close(1000), or the default of a library.",
    "close-code.1001.meaning": "This side is leaving.",
    "close-code.1001.causes": (
        "A server that shuts down; a browser tab that was closed or went to another page."
    ),
    "close-code.1002.meaning": "The peer broke the rules of the WebSocket protocol.",
    "close-code.1002.causes": (
        "A frame with a wrong mask, reserved bit, opcode or fragment order, or a bad Close frame."
    ),
    "close-code.1003.meaning": "This side cannot use this kind of data.",
    "close-code.1003.causes": (
        "A binary message to an endpoint that takes text only, or the other way round."
    ),
    "close-code.1004.meaning": "The code is reserved and has no meaning.",
    "close-code.1004.causes": "Lists of codes that somebody made up.",
    "close-code.1005.meaning": "A Close frame came without a code; an API says so, no frame does.",
    "close-code.1005.causes": "close() without arguments at the peer. On the wire: a proxy or "
    "library that forwards what its API reported.",
    "close-code.1006.meaning": (
        "The connection ended without a Close frame; an API says so, no frame does."
    ),
    "close-code.1006.causes": "A crash, a cut cable, an idle timeout in a proxy, a refused "
    "opening handshake, or a violation that this side found. On the wire: a proxy or library "
    "that forwards what its API reported.",
    "close-code.1007.meaning": "The content does not fit the type of the message.",
    "close-code.1007.causes": "A text message that is not UTF-8.",
    "close-code.1008.meaning": (
        "The message is against the rules of this side; the general code for that."
    ),
    "close-code.1008.causes": "A missing login, a rate limit, a channel that is not allowed.",
    "close-code.1009.meaning": "The message is larger than this side accepts.",
    "close-code.1009.causes": "A limit of the library, the application or a proxy.",
    "close-code.1010.meaning": "The client needs an extension that the server did not agree to.",
    "close-code.1010.causes": "A client that requires an extension; the reason should list it.",
    "close-code.1011.meaning": "Something broke on the server's side.",
    "close-code.1011.causes": (
        "An error in the server's program, or a Pong that did not come in time."
    ),
    "close-code.1012.meaning": "The service restarts; the client may connect again after 5 to 30 "
    "seconds, chosen at random.",
    "close-code.1012.causes": "A new version that is rolled out.",
    "close-code.1013.meaning": (
        "The server is overloaded; the client should connect later or elsewhere."
    ),
    "close-code.1013.causes": "A server that sheds load.",
    "close-code.1014.meaning": (
        "A gateway got an invalid response from the server behind it, as HTTP 502 says."
    ),
    "close-code.1014.causes": "A gateway whose server is down.",
    "close-code.1015.meaning": "The TLS handshake failed; an API may say so, no frame does.",
    "close-code.1015.causes": "A certificate that is not trusted. Browsers report 1006 instead. "
    "On the wire: a proxy or library that forwards what its API reported.",
    "close-code.3000.meaning": "The client has to log in first, as HTTP 401 says.",
    "close-code.3000.causes": "A login token that is missing or has expired.",
    "close-code.3003.meaning": (
        "The client is logged in, but this is not allowed, as HTTP 403 says."
    ),
    "close-code.3003.causes": "A right that is missing.",
    "close-code.3008.meaning": (
        "The peer took too long for what the application asked for, as HTTP 408 says."
    ),
    "close-code.3008.causes": "A heartbeat or login message of the application that did not come.",
    "close-code.range.below-1000": "Not used (below 1000)",
    "close-code.range.unassigned": "Unassigned",
    "close-code.range.library": "For libraries, unregistered",
    "close-code.range.private": "Private use",
    "close-code.range.above-4999": "Not used (above 4999)",
    "close-code.hint.http-status": "{code} looks like an HTTP status used as a close code.",
    "close-code.hint.ascii": 'The two bytes are the letters "{letters}": the reason was '
    "probably sent without a code before it.",
    "close-code.hint.swapped": "With its two bytes swapped it is {code}: the code was probably "
    "written in little-endian order.",
    "legality.ok": "Allowed.",
    "legality.private": "Allowed; what it means is agreed between the two applications.",
    "legality.close-no-status": "Allowed; the peer's API reports 1005.",
    "legality.close-code-below-1000": "{code} is below 1000, and codes up to 999 are not used.",
    "legality.close-code-above-4999": "{code} is above 4999, the end of the last range of codes.",
    "legality.close-code-reserved-1004": "1004 is reserved and must not be sent.",
    "legality.close-code-never-on-wire": (
        "{code} is for an API to report; it must never be sent in a Close frame."
    ),
    "legality.close-code-unassigned": (
        "{code} is reserved for the protocol and its extensions, and nobody has registered it."
    ),
    "legality.close-code-unregistered": (
        "Allowed; codes from 3000 to 3999 should be registered, and {code} is not."
    ),
    "legality.close-code-wrong-role.server": "{code} is for clients; a server does not use it.",
    "legality.close-code-wrong-role.client": "Allowed, but {code} is meant for servers.",
    "legality.close-body-too-long": (
        "The reason has {length} bytes; a Close frame has room for {limit}."
    ),
    "legality.close-reason-invalid-utf8": "The reason is not UTF-8.",
    "legality.browser-ok": "close() takes it.",
    "legality.browser-code": (
        "close() throws InvalidAccessError: {code} is neither 1000 nor from 3000 to 4999."
    ),
    "legality.browser-reason": (
        "close() throws SyntaxError: the reason has {length} bytes, and {limit} is the limit."
    ),
    "legality.browser-reason-alone": "By the standard close() takes a reason without a code, and "
    "nobody says that it is sent; Chromium throws InvalidAccessError.",
    "fault.close-body-one-byte": "The body of a Close frame has one byte; it is either empty or "
    "begins with a code of two bytes.",
    # -- journal ---------------------------------------------------------------------------------
    "journal.full": "The recording holds {bytes} bytes of payload, which is the limit: from here on "
    "payloads are recorded by their length alone.",
    # -- rows of the timeline: label in the lanes -------------------------------------------------
    "side-by-side": "{parts}",
    "lane.connect.begin": "Connect",
    "lane.connect.dns": "Name lookup",
    "lane.connect.tcp": "TCP connect failed",
    "lane.connect.tls": "TLS handshake",
    "lane.connect.other": "{step}",
    "lane.head": "{line}",
    "lane.head.request": "Request",
    "lane.head.response": "Response",
    "lane.bytes": "Bytes",
    "lane.body": "Body of the answer",
    "lane.partial": "Part of a frame",
    "lane.fin": "FIN",
    "lane.rst": "RST",
    "lane.timeout": "Timeout",
    "lane.failure": "Failed",
    "lane.failure.dns": "Name lookup failed",
    "lane.failure.tcp": "TCP connect failed",
    "lane.failure.tls": "TLS handshake failed",
    "lane.failure.aborted-by-client": "Given up by the client",
    "lane.failure.aborted-by-server": "Given up by the server",
    "lane.tcp.connect": "TCP connect",
    "lane.tcp.accept": "TCP accept",
    "lane.tls.close-notify": "close_notify",
    "lane.tls.withheld": "no close_notify",
    "lane.tls.missing": "no close_notify",
    "lane.tls.alert": "TLS alert {alert}",
    "lane.tls.own-alert": "TLS alert",
    "lane.tls.other": "TLS {event}",
    "lane.note": "Note",
    "lane.queue": "Send queue",
    "lane.state": "{phase}",
    "lane.api": "API {event}",
    "lane.api.close": "API close {code}",
    "lane.api.close.clean": "API close {code} clean",
    "lane.api.close.unclean": "API close {code} unclean",
    "lane.call": "Call {call}",
    "lane.frame.continuation": "Continuation",
    "lane.frame.text": "Text",
    "lane.frame.binary": "Binary",
    "lane.frame.ping": "Ping",
    "lane.frame.pong": "Pong",
    "lane.frame.reserved": "Opcode {opcode}",
    "lane.frame.begins": "{parts}, begins",
    "lane.frame.ends": "{parts}, ends",
    "lane.close": "Close {code}",
    "lane.close.empty": "Close",
    # -- rows of the timeline: summary ------------------------------------------------------------
    "summary.nothing": "",
    "summary.text": "“{text}”",
    "summary.text.cut": "“{text}”… and {left} more bytes",
    "summary.bytes": "{hex}",
    "summary.bytes.cut": "{hex} … and {left} more bytes",
    "summary.empty": "empty",
    "summary.not-kept": "{length} bytes, not kept",
    "summary.deflate": "deflate {inflated} → {length} B",
    "summary.not-inflated": "compressed, not decompressed",
    "summary.reserved-bits": "reserved bits {bits} are set",
    "summary.reserved-opcode": "opcode {opcode} is reserved",
    "summary.control-fragmented": "a control frame must not be fragmented",
    "summary.control-long": "a control frame has room for 125 bytes",
    "summary.not-masked": "a client must mask its frames",
    "summary.masked": "a server must not mask its frames",
    "summary.not-minimal": "the length is not written in the fewest bytes",
    "summary.utf8": "not UTF-8",
    "summary.no-status": "no status code",
    "summary.one-byte": "a body of one byte is no status code",
    "summary.field": "{name}: {value}",
    "summary.addresses": "{local} → {remote}",
    "summary.to": "→ {remote}",
    "summary.name": "{host} is {addresses}",
    "summary.name.none": "{host} has no address",
    "summary.body": "{length} bytes",
    "summary.undecoded": "{length} bytes that were not read as frames",
    "summary.partial": "{received} bytes came of a frame with {declared} bytes of payload",
    "summary.partial.header": "{received} bytes came of a frame’s header",
    "summary.partial.sent": "{sent} bytes are out of a frame with {declared} bytes of payload",
    "summary.partial.header.sent": "{sent} bytes are out of a frame’s header",
    "summary.bytes.sent": "{length} bytes that are no frame",
    "summary.bytes.meant": "meant as {parts}",
    "summary.tls.agreed": "{words}",
    "summary.tls.verified": "verified by “{name}”",
    "summary.tls.unverified": "not verified",
    "summary.tls.name": "asked for {name}",
    "summary.tls.alpn": "ALPN {protocol}",
    "summary.tls.close-notify.client": "the client’s encrypted stream ends here",
    "summary.tls.close-notify.server": "the server’s encrypted stream ends here",
    "summary.tls.withheld": "TCP is ended without close_notify, so the peer cannot know that it "
    "got everything (RFC 8446 §6.1)",
    "summary.tls.missing": "FIN came without close_notify, so nobody knows whether everything "
    "arrived (RFC 8446 §6.1)",
    "summary.tls.alert": "TLS is over",
    "summary.fin.client": "the client sends nothing more",
    "summary.fin.server": "the server sends nothing more",
    "summary.rst.client": "the client reset the connection",
    "summary.rst.server": "the server reset the connection",
    "summary.error": "{error}",
    "summary.failure.one-more": "and 1 more fault",
    "summary.failure.more": "and {count} more faults",
    "summary.timeout.handshake": "the opening handshake was not over within {ms} ms",
    "summary.timeout.close-reply": "no Close came in answer within {ms} ms",
    "summary.timeout.tcp-end": "the peer did not end TCP within {ms} ms",
    "summary.timeout.pong": "no Pong came within {ms} ms",
    "summary.timeout.reply-delay": "the answer was held back for {ms} ms",
    "summary.timeout.other": "{timer}: {ms} ms are over",
    "summary.api.message": "{length} bytes",
    "summary.api.reason": "“{reason}”",
    "summary.report.exception": "{call} throws {name}: {message}",
    "summary.report.said": "{words}",
    "summary.report.ready": "readyState {ready}",
    "summary.report.buffered": "bufferedAmount {bytes}",
    "summary.report.at": "at {ms} ms of its own clock",
    "summary.report.by": "reported by {name}",
    "summary.report.by-somebody": "reported",
    "summary.call.effect-none": "without effect",
    "summary.call.throws": "throws {exception}",
    "summary.call.argument": "{name} {value}",
    "summary.state": "readyState {ready}",
    "summary.queue": "the kernel has the first {handed} bytes",
    "summary.queue.dropped": "the {count} bytes behind them were thrown away",
    # -- what became of something that was sent ---------------------------------------------------
    "fate.queued": "still in our queue",
    "fate.handed": "sent",
    "fate.received": "received",
    "fate.transit": "arrived {ms} ms later",
    "fate.accepted": "accepted after {ms} ms",
    "fate.accepted.before": "accepted {ms} ms before the client knew",
    "fate.undecoded": "arrived, but was not read as a frame",
    "fate.part-received": "{received} of {size} bytes arrived",
    "fate.dropped": "dropped from our queue, never sent",
    "fate.lost": "lost: it never arrived",
    # -- the way of bytes ------------------------------------------------------------------------
    "presence.normal": "This end is back: it reads and writes.",
    "presence.not-reading": "This end reads no more: that the peer ends or resets TCP cannot be seen "
    "meanwhile.",
    "presence.vanished": "This end has vanished: it neither reads nor writes, and leaves TCP as it is. "
    "That the peer ends or resets TCP cannot be seen meanwhile.",
    "broadcast.skipped": "Messages of other connections are left out here while {bytes} bytes wait to be "
    "sent.",
    "violation.carried-on": "The peer broke the rule {rule}; this end carries on as if it had not.",
    "link.reading-paused": "{bytes} bytes wait to be sent, so this end reads no further until the "
    "peer has taken some. Meanwhile even a FIN or RST of the peer goes unseen.",
    "link.reading-resumed": "{bytes} bytes are left to be sent: this end reads on.",
    "link.defect": "A defect of this program, not of the peer, ended the connection: {error}",
    # -- bytes sent by hand ----------------------------------------------------------------------
    "payload-file.none": "No file is chosen.",
    "payload-file.unreadable": "{path} cannot be read: {error}",
    "payload-file.too-large": "{path} is larger than {limit} bytes, the limit for payload files.",
    "raw-frame.too-long": "A length of {length} does not fit: this length field holds {limit} at most.",
    "raw-frame.left-over": "The header counts {declared} of {real} payload bytes: the peer reads the "
    "last {left} as the next frame.",
    "raw-judge.unfinished": "{missing} bytes are missing of what the header declares: the next bytes "
    "that are sent, whatever they are meant to be, belong to this frame (RFC 6455 §5.2).",
    "raw-judge.header-unfinished": "The header is not whole: the next bytes that are sent, whatever "
    "they are meant to be, complete it (RFC 6455 §5.2).",
    "raw-judge.continues": "This goes on with a message: legal only if one is unfinished "
    "(RFC 6455 §5.4).",
    "raw-judge.begins": "The message is unfinished: a continuation has to follow before the next "
    "message (RFC 6455 §5.4).",
    "raw-judge.many": "Only the first {count} frames are judged.",
    "fault.mask-key-zero": "The masking key is zero; it has to be chosen at random "
    "(RFC 6455 §5.3).",
    "fault.mask-key-reused": "Two frames in a row have the same masking key; each needs a fresh one "
    "(RFC 6455 §5.3).",
    "fault.data-after-close": "No data frame may follow a Close of this end (RFC 6455 §5.5.1).",
    "fault.control-after-close": "A control frame follows a Close of this end: not forbidden, but a "
    "peer may fail on it (RFC 6455 §5.5.2).",
    "fault.close-duplicate": "This end has sent a Close before; one is enough (RFC 6455 §7.1.5).",
    "sent-bytes.unfinished": "The frame before is not whole: the next {missing} bytes that are "
    "sent, whatever they are meant to be, belong to it.",
    "sent-bytes.header-unfinished": "The header before is not whole: what is sent next, whatever "
    "it is meant to be, completes it.",
    "sent-bytes.long": "The frame before declares {length} bytes, more than is waited for: what is "
    "sent inside of it is recorded as bytes.",
    "sent-bytes.many": "{count} frames were sent at once: from here on what this end sends is "
    "recorded as bytes, not as frames.",
    "sent-bytes.dropped": "{bytes} bytes in {pieces} pieces were not sent: nothing can be sent any "
    "more.",
    "sent-bytes.held": "What this end sends by itself has waited until the frame in pieces was out: "
    "{frames} in number.",
    "sent-bytes.held-dropped": "What waited until the frame in pieces was out was not sent, {frames} "
    "in number: nothing may follow any more.",
    # -- settings --------------------------------------------------------------------------------
    "setting.wrong-type": "{setting} must be of type {expected}.",
    "setting.too-small": "{setting} cannot be {value}; the smallest value is {limit}.",
    "setting.too-large": "{setting} cannot be {value}; the largest value is {limit}.",
    "setting.no-choice": "{setting} cannot be “{value}”; possible are: {choices}.",
    "setting.unknown": "The setting {setting} is not known; it is kept, and has no effect.",
    "setting.bad-group": "The settings of the group {group} cannot be read.",
    # -- behaviours in files ---------------------------------------------------------------------
    "behaviour.no-fields": "{field} must be an object with fields.",
    "behaviour.unknown-field": "The field {field} of a behaviour is not known.",
    "behaviour.no-yes-or-no": "{field} must be true or false.",
    "behaviour.no-choice": "{field} cannot be “{value}”; possible are: {choices}.",
    "behaviour.no-bytes": "{field} must be text, or bytes as an object with the field hex.",
    "behaviour.no-number": "{field} must be a whole number from {smallest} to {largest}.",
    "presets.unreadable": "The presets in {file} cannot be read ({error}).",
    "presets.unwritable": "{file} cannot be written ({error}): no preset was changed.",
    "presets.too-large": "{file} is too large to hold presets. It is left as it is.",
    "presets.no-json": "{file} is not JSON ({error}). It is left as it is: mend or remove it to use "
    "presets of your own.",
    "presets.no-object": "{file} must be a JSON object with a name for each preset. It is left as "
    "it is: mend or remove it to use presets of your own.",
    "presets.bad-name": "{name} cannot be the name of a preset in {file}. The file is left as it "
    "is.",
    "presets.bad": "The preset “{name}” in {file} cannot be used: {why} The file is left as it is.",
    # -- server and listener --------------------------------------------------------------------
    "listen.no-host": "The server needs an address to listen on.",
    "listen.not-alone": "{host} is not this machine alone: switch on that other machines may reach the "
    "server, then start.",
    "listen.name-unknown": "The name “{host}” could not be found ({error}).",
    "listen.port-busy": "Port {port} is taken by another program.",
    "listen.ports-busy": "The ports from {first} to {last} are all taken.",
    "listen.not-permitted": "The system does not allow this program to listen on port {port}.",
    "listen.not-here": "{host} is not an address of this machine.",
    "listen.failed": "It is not possible to listen on {host}, port {port} ({error}).",
    "listen.other-port": "Port {taken} is taken, so the server listens on port {port}.",
    "server.full": "The server has {limit} connections, which is the limit: this one is refused.",
    "server.stopped": "The server was stopped before it could answer: this connection is reset.",
    "server.overrun": "The server has {limit} connections and is refusing others already: this one "
    "is reset at once.",
    # -- the page for browsers, and reports -------------------------------------------------------
    "site.page": "Plain HTTP: the page for browsers was served.",
    "site.file": "Plain HTTP: {name} of the page for browsers was served.",
    "site.reported": "Plain HTTP: a report of {count} events was taken.",
    "site.no-answer": "Plain HTTP: the request ended without an answer.",
    "site.slow": "Refused: the rest of the request did not come in time.",
    "site.unknown": "Refused: there is nothing of this name.",
    "site.method": "Refused: {method} is not possible here.",
    "site.foreign-host": "Refused: the page is served to this machine alone, and Host “{host}” is "
    "not one of its names here.",
    "site.foreign-origin": "Refused: Origin “{origin}” is not the page’s own.",
    "site.foreign-site": "Refused: the request was made by another site (Sec-Fetch-Site “{site}”).",
    "site.no-token": "Refused: the address lacks the token of this run. Choose “Open in browser” in "
    "the server pane of wsinspector.",
    "site.media-type": "Refused: a report needs Content-Type application/json.",
    "site.length-required": "Refused: a report needs Content-Length.",
    "site.bad-length": "Refused: Content-Length “{length}” is not one number.",
    "site.too-large": "Refused: a report may have {limit} bytes.",
    "report.not-json": "Refused: the report is not JSON ({error}).",
    "report.not-object": "Refused: the report is not a JSON object.",
    "report.unknown-event": "Refused: “{event}” is not an event that can be reported.",
    "report.missing": "Refused: the {of} lacks “{name}”.",
    "report.does-not-fit": "Refused: “{name}” of the {of} does not fit.",
    "report.unknown-member": "Refused: the {of} has “{name}”, which is not known.",
    # -- wishes that cannot be carried out ------------------------------------------------------
    **RULE_TEMPLATES,
    **VERDICT_TEMPLATES,
}
