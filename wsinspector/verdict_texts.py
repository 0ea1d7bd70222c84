"""What is said of an ending: one sentence, what typically causes it, and what to try next."""

from __future__ import annotations

from typing import Final

_ROLES: Final = ("client", "server")

_SENTENCES: Final = {
    "still-open": "The connection is open.",
    "still-connecting": "The opening handshake is not over.",
    "open-dns-failed": "The name of the server was not found; nothing was sent.",
    "open-tcp-refused": "Nobody listens there: the connection was refused.",
    "open-tcp-timeout": "Nothing came back at all: no TCP connection came about.",
    "open-tls-failed": "TLS could not be set up; no byte of the WebSocket was sent.",
    "open-peer-dropped": "TCP was ended before the opening handshake was over.",
    "open-no-response": "The server accepted the connection and never answered the request.",
    "open-no-request": "A client connected and never sent a request.",
    "open-http-rejected": "The server answered the request with HTTP status {status} instead of 101.",
    "open-bad-101": "The server said 101, but its answer breaks a rule, so the client hung up.",
    "open-not-http": "What answered does not speak HTTP.",
    "open-aborted-by-client": "The client gave up before the connection was open.",
    "clean-client": "The client closed with {code}, the server answered with {answer} and ended TCP: "
    "as it should be.",
    "clean-client-flawed": "The client closed with {code}, the server answered with {answer} and ended "
    "TCP, but not all was as it should be.",
    "clean-server": "The server closed with {code}, the client answered with {answer}, and the server "
    "ended TCP: as it should be.",
    "clean-server-flawed": "The server closed with {code}, the client answered with {answer}, and the "
    "server ended TCP, but not all was as it should be.",
    "clean-crossing": "Both closed at the same moment, the client with {client}, the server with "
    "{server}; each one shows the other’s.",
    "lost-silent": "Nobody said anything any more; it was noticed {seconds} s later.",
    "idle-timeout": "The connection was cut after {seconds} s of silence, as proxies and load "
    "balancers do.",
}

_BY_ROLE: Final = {
    "clean-early": "{A} closed with {{code}} and ended its side of TCP at once; {b} still answered "
    "with {{answer}}.",
    "clean-client-first": "{A} closed with {{code}}, {b} answered with {{answer}}, and then the "
    "client ended TCP before the server did.",
    "clean-tcp-left-open": "{A} closed with {{code}} and {b} answered with {{answer}}, but then the "
    "server did not hang up; the client ended TCP after {{seconds}} s.",
    "clean-tcp-still-open": "{A} closed with {{code}} and {b} answered with {{answer}}, but the "
    "server has not hung up for {{seconds}} s.",
    "clean-rst": "{A} closed with {{code}}, {b} answered with {{answer}}, and then TCP was reset by "
    "the {{resetter}} instead of ended.",
    "closing": "{A} has sent a Close with {{code}}; the answer of {b} is missing.",
    "closed-tcp-open": "{A} closed with {{code}} and {b} answered with {{answer}}; the end of TCP is "
    "missing.",
    "close-unanswered-fin": "{A} closed with {{code}}; {b} ended TCP instead of answering.",
    "close-unanswered-rst": "{A} closed with {{code}}; {b} reset TCP instead of answering.",
    "close-unanswered-timeout": "{A} closed with {{code}} and waited {{seconds}} s for an answer that "
    "did not come.",
    "close-not-awaited": "{A} closed with {{code}} and left at once, without waiting for the answer.",
    "abrupt-fin": "{A} ended TCP in the normal way, but nobody had said goodbye: there was no Close.",
    "abrupt-rst": "{A} reset TCP by force, without a Close.",
    "abrupt-truncated": "{A} ended TCP in the middle of a message.",
    "keepalive-timeout": "{A} asked by a Ping whether anybody is there, got no answer, and gave up.",
    "failed-protocol": "{A} found something that breaks the protocol and closed with {{code}}: "
    "{{reason}}",
    "failed-bad-close": "The Close of {a} was itself malformed, so {b} failed the connection.",
    "failed-data": "{A} found a text that is not UTF-8 and closed with {{code}}.",
    "failed-unsupported": "{A} does not take this kind of message and closed with {{code}}.",
    "failed-policy": "{A} closed with {{code}}: its rules forbid what was sent.",
    "failed-too-big": "{A} closed with {{code}}: a message was larger than it takes.",
    "failed-extension": "{A} closed with {{code}}: it needs an extension that was not agreed on.",
    "failed-internal": "{A} closed with {{code}}: something broke inside it.",
    "failed-silent": "{A} ended TCP right after something that breaks the protocol had come, and did "
    "not say why.",
}

_CAUSES: Final = {
    "open-dns-failed": "A typing mistake, no network, or a private name outside its network.",
    "open-tcp-refused": "The server is not started, listens on another port or address, or a "
    "firewall refuses.",
    "open-tcp-timeout": "A firewall that drops, a wrong address, a sleeping machine, no route.",
    "open-tls-failed": "A certificate that is expired, self-signed or for another name; a plain "
    "port; versions that do not meet.",
    "open-peer-dropped": "A crash in the handler, a proxy without WebSocket support, another protocol "
    "on the port, a limit of connections.",
    "open-no-response": "A blocked server, a service that waits for something else, a load balancer "
    "without a healthy target.",
    "open-no-request": "A browser that connects ahead of need, a health check, a port scan.",
    "open-http-rejected": "A wrong path, a proxy that does not pass Upgrade on, a missing login, an "
    "Origin that is not allowed.",
    "open-bad-101": "A handshake written by hand: the wrong GUID, a hash in hexadecimal, a subprotocol "
    "that was not offered.",
    "open-not-http": "Another service on this port, or TLS where none was expected.",
    "open-aborted-by-client": "A page that was left, a component that was removed, an own timeout.",
    "clean-crossing": "A shared event, such as a shutdown or the same timeout at both ends.",
    "clean-tcp-left-open": "Server code that never ends the socket after its Close, or a proxy that "
    "keeps the other side open.",
    "clean-rst": "A process that ended with unread bytes, SO_LINGER with zero, late data that met a "
    "closed socket.",
    "close-unanswered-fin": "A server that drops TCP when a Close comes, a handler that returned, a "
    "proxy.",
    "close-unanswered-rst": "A process that was already gone, or a socket that was destroyed.",
    "close-unanswered-timeout": "A blocked event loop, a program that does not read, a peer that is "
    "gone without FIN, a library that ignores Close frames.",
    "close-not-awaited": "socket.end() or destroy() right after the Close, a process that exits, a "
    "frozen function.",
    "abrupt-fin": "A process that ended or was restarted, socket.end() instead of a Close, the reload "
    "of a proxy.",
    "abrupt-rst": "A crash with unread data, terminate(), a firewall that has forgotten the "
    "connection.",
    "abrupt-truncated": "A crash while sending, a wrong length, the limit of a proxy.",
    "keepalive-timeout": "A sleeping machine, a change of network, a blocked event loop, a library "
    "that does not answer Pings.",
    "idle-timeout": "An idle limit of a proxy or a load balancer: 60 s is nginx’s default.",
    "lost-silent": "No power, no cable, another network, a firewall that drops.",
    "failed-protocol": "Framing written by hand, a proxy that changes bytes, two writers at once, "
    "compression without agreement.",
    "failed-bad-close": "A local 1005 or 1006 that was passed on, a reason cut inside a character or "
    "longer than 123 bytes.",
    "failed-data": "Binary data sent as text, another encoding, text cut inside a character.",
    "failed-unsupported": "Binary where text is expected, or the reverse.",
    "failed-policy": "A missing login, a limit of rate, a forbidden channel.",
    "failed-too-big": "A limit of the library or of a proxy; the decompressed size counts.",
    "failed-extension": "A client that insists on an extension.",
    "failed-internal": "An exception in the handler.",
    "failed-silent": "A strict proxy, or a crash while reading.",
}

_ADVICE: Final = {
    "open-dns-failed": "Look the name up by hand; try the address itself.",
    "open-tcp-refused": "List what listens on the server; try from the server itself.",
    "open-tcp-timeout": "Look at firewalls and routes; try another network.",
    "open-tls-failed": "Open the https:// address of the same host; try ws:// on the right port.",
    "open-peer-dropped": "Send the same request with curl; read the server’s log; leave the proxy "
    "out.",
    "open-no-response": "Look at the server’s event loop; connect to it directly.",
    "open-no-request": "Nothing, if it was a browser or a health check.",
    "open-http-rejected": "Compare path and headers with what the server expects; read its log.",
    "open-bad-101": "Compare the expected with the received Sec-WebSocket-Accept.",
    "open-not-http": "Check the port, and whether ws:// or wss:// belongs to it.",
    "open-aborted-by-client": "Close only after open, or ignore the error.",
    "clean-crossing": "Nothing; if it happens often, let one end close.",
    "clean-tcp-left-open": "End TCP on the server right after both Close frames.",
    "clean-rst": "Half-close, read to the end, then close.",
    "close-unanswered-fin": "Answer a Close with a Close before TCP is ended.",
    "close-unanswered-rst": "Look at when the other process ended its socket.",
    "close-unanswered-timeout": "See whether the other end answers a Ping; look at its read loop.",
    "close-not-awaited": "Wait for the other Close, with a limit.",
    "abrupt-fin": "Send a Close in the shutdown path; read the logs of this second.",
    "abrupt-rst": "Compare with the silence before it; record at both ends: if none has reset, "
    "something between them did.",
    "abrupt-truncated": "Check how the sender encodes lengths.",
    "keepalive-timeout": "Measure how long the event loop stands still; see whether Pongs are sent.",
    "idle-timeout": "Send Pings more often than half of that time, or raise the limit.",
    "lost-silent": "Send Pings from both ends and give up when no Pong comes.",
    "failed-protocol": "Look at the bytes of the frame that is named.",
    "failed-bad-close": "Check code and reason before they are sent.",
    "failed-data": "Send it as binary, or encode it as UTF-8.",
    "failed-unsupported": "Send the other kind of message.",
    "failed-policy": "Read the reason, and the server’s log.",
    "failed-too-big": "Split the message, or raise the limit.",
    "failed-extension": "Agree on the extension, or do without.",
    "failed-internal": "Read the log of the end that failed.",
    "failed-silent": "Look at the frame before the end.",
}

_ADVICE_BY_CODE: Final = {
    1001: "Reconnect, and wait longer each time.",
    1008: "Do not reconnect blindly.",
    1011: "Try again, wait longer each time, and report it.",
    1012: "Reconnect after a random 5 to 30 s.",
    1013: "Try another address, or only when a person asks for it.",
    1014: "Look at the server behind the gateway.",
    3000: "Do not reconnect blindly: log in first.",
    3003: "Do not reconnect blindly: the right is missing.",
}

_OTHER: Final = {
    "verdict.opened": "The opening handshake succeeded.",
    "verdict.code.none": "no code",
    "note.failing": "The end that fails reports 1006; the other one reports the code that it was "
    "sent, as a clean close.",
    "note.clean": "Clean means that the closing handshake was completed, not that all was well.",
    "note.disagree": "The client sees {client}, the server sees {server}.",
    "note.one-sided": "What the program at the other end was told cannot be known from this end; it "
    "is inferred.",
    "note.arguable": "Whether an error event comes before the close event is open in the standards: "
    "7.2.1 of RFC 6455 can be read both ways.",
}

_STATEMENTS: Final = {
    "close": "{A} sent a Close with {{code}}.",
    "close-received": "{A} received it.",
    "close-lost": "It never reached {a}.",
    "answer": "{A} answered with {{code}}, {{time}} later.",
    "answer-at-once": "{A} answered with {{code}} at once.",
    "breach": "{A} broke the protocol: {{rule}}.",
    "fin": "{A} ended its side of TCP by FIN.",
    "rst": "{A} reset TCP.",
    "timeout": "The patience of {a} was over.",
    "unanswered-ping": "{A} sent a Ping that was never answered.",
    "api": "The API of {a} reported {{code}}, {{clean}}.",
}

_OWED: Final = {
    "close-reply": "{A} has owed a Close for {{seconds}} s.",
    "tcp-end": "{A} has owed the end of TCP for {{seconds}} s.",
    "fin": "{A} has owed its FIN for {{seconds}} s.",
}

_INFERRED: Final = {
    "close-reply": "{R} owes a Close",
    "tcp-end": "{R} owes TCP end",
    "no-pong": "{R} owes a Pong",
}


def _for_each_role(prefix: str, table: dict[str, str]) -> dict[str, str]:
    """One template for each role: languages inflect what stands around a name."""
    return {
        f"{prefix}.{name}.{role}": template.format(
            A=f"The {role}", a=f"the {role}", b=f"the {_ROLES[1 - number]}", R=role.capitalize()
        )
        for name, template in table.items()
        for number, role in enumerate(_ROLES)
    }


VERDICT_TEMPLATES: Final[dict[str, str]] = {
    **{f"ending.{name}": sentence for name, sentence in _SENTENCES.items()},
    **_for_each_role("ending", _BY_ROLE),
    **{f"causes.{name}": sentence for name, sentence in _CAUSES.items()},
    **{f"advice.{name}": sentence for name, sentence in _ADVICE.items()},
    **{f"advice.code.{code}": sentence for code, sentence in _ADVICE_BY_CODE.items()},
    **_for_each_role("verdict", _STATEMENTS),
    **_for_each_role("verdict.owes", _OWED),
    **_for_each_role("inferred", _INFERRED),
    **_OTHER,
}
"""Sentences by ending, by ending and role, and what belongs to them."""
