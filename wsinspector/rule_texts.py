"""What each rule says and why it matters, one sentence each."""

from __future__ import annotations

from typing import Final

_REQUEST: Final = {
    "req-method-not-get": (
        "The opening handshake is a GET request.",
        "A server has no reason to take anything else for a WebSocket request.",
    ),
    "req-http-version-low": (
        "The opening handshake needs HTTP/1.1 or higher.",
        "In an older version a server has to ignore Upgrade, so nothing can be upgraded.",
    ),
    "req-target-invalid": (
        "The request names a path with an optional query, and no fragment.",
        "Servers and proxies choose the handler by it, and each repairs a bad one in its own way.",
    ),
    "req-host-missing": (
        "A request names the host that it is meant for.",
        "Without Host a server that serves several names cannot tell which one is meant.",
    ),
    "req-host-duplicate": (
        "A request has one Host field only.",
        "Two of them let a proxy and the server behind it disagree about the target.",
    ),
    "req-upgrade-invalid": (
        "Upgrade names websocket.",
        "Without it the request asks for an ordinary page.",
    ),
    "req-connection-invalid": (
        "Connection names Upgrade.",
        "It tells each hop to pass Upgrade on; a proxy that drops it breaks the handshake.",
    ),
    "req-key-missing": (
        "A request carries a Sec-WebSocket-Key.",
        "The server proves with it that it has understood the handshake.",
    ),
    "req-key-duplicate": (
        "A request has one Sec-WebSocket-Key only.",
        "With two, nobody knows which one the proof has to answer.",
    ),
    "req-key-not-16-bytes": (
        "The key is the base64 form of 16 bytes.",
        "Strict servers refuse any other value.",
    ),
    "req-key-noncanonical": (
        "The unused bits at the end of the base64 form are zero.",
        "Strict decoders refuse a key that could be written in another way.",
    ),
    "req-key-sample": (
        "The key is chosen at random for each connection.",
        "A fixed key, such as the sample of the standard, cannot detect a cached answer.",
    ),
    "req-version-missing": (
        "A request names the protocol version.",
        "Without Sec-WebSocket-Version a server cannot know which protocol is meant.",
    ),
    "req-version-not-13": (
        "The protocol version is 13.",
        "Other numbers were drafts, and servers refuse them.",
    ),
    "req-version-duplicate": (
        "A request has one Sec-WebSocket-Version only.",
        "With two, client and server may each believe in another one.",
    ),
    "req-origin-missing": (
        "Browsers send Origin; its absence shows that this client is none.",
        "A server that checks Origin may refuse a client that does not send it.",
    ),
    "req-protocol-malformed": (
        "The subprotocols are a list of tokens.",
        "A server that cannot read the list cannot choose from it.",
    ),
    "req-protocol-duplicate": (
        "Each subprotocol is offered once.",
        "Servers may refuse a list that repeats itself.",
    ),
    "req-extensions-malformed": (
        "The extensions follow the grammar of Sec-WebSocket-Extensions.",
        "A receiver has to refuse a list that it cannot read.",
    ),
    "req-extension-unregistered": (
        "Extensions have registered names.",
        "A name that is not registered may mean something else to somebody else.",
    ),
    "req-early-data": (
        "A client sends nothing more before the server has answered.",
        "If the server refuses, those bytes are taken for another request.",
    ),
    "req-has-body": (
        "A GET request has no body.",
        "A server that does not expect one takes it for the first frame.",
    ),
}

_RESPONSE: Final = {
    "resp-not-http": (
        "A server answers in HTTP.",
        "Something else listens on this port.",
    ),
    "resp-status-not-101": (
        "Status 101 opens a WebSocket; any other answer is legal and opens none.",
        "A page cannot see the status: its script is told of an error and code 1006.",
    ),
    "resp-redirect": (
        "A redirect is not followed by browsers.",
        "Clients that follow it and clients that do not end in different places.",
    ),
    "resp-http-version-1-0": (
        "Status 101 needs HTTP/1.1.",
        "Some clients take it nevertheless, others refuse.",
    ),
    "resp-upgrade-invalid": (
        "The answer names websocket in Upgrade.",
        "The client has to refuse it otherwise.",
    ),
    "resp-connection-invalid": (
        "The answer names Upgrade in Connection.",
        "The client has to refuse it otherwise.",
    ),
    "resp-accept-missing": (
        "The answer carries Sec-WebSocket-Accept.",
        "Without that proof it may be any server, or a cache.",
    ),
    "resp-accept-wrong": (
        "Sec-WebSocket-Accept answers the key that was sent.",
        "The client has to refuse any other value; the server believes that it is open.",
    ),
    "resp-accept-duplicate": (
        "The answer has one Sec-WebSocket-Accept only.",
        "With two, clients may each check another one.",
    ),
    "resp-protocol-unrequested": (
        "The server chooses a subprotocol that the client has offered.",
        "The client has to refuse one that it does not speak.",
    ),
    "resp-protocol-multiple": (
        "The server chooses one subprotocol at most.",
        "With several, the ends may each speak another one.",
    ),
    "resp-protocol-empty": (
        "A subprotocol has a name.",
        "No choice is told by leaving the field out.",
    ),
    "resp-protocol-none-selected": (
        "A browser that offered subprotocols fails when none is chosen.",
        "The same server works with clients that are no browsers.",
    ),
    "resp-extension-unrequested": (
        "The server agrees only to extensions that the client has offered.",
        "The client has to refuse others: it could not read the frames.",
    ),
    "resp-extensions-malformed": (
        "The extensions follow the grammar of Sec-WebSocket-Extensions.",
        "The client has to refuse a list that it cannot read.",
    ),
    "resp-content-length-in-101": (
        "Status 101 has no Content-Length.",
        "There is no body; an intermediary may wait for one.",
    ),
    "resp-transfer-encoding-in-101": (
        "Status 101 has no Transfer-Encoding.",
        "There is no body; an intermediary may look for chunks in the frames.",
    ),
    "resp-accepted-invalid-request": (
        "A server refuses a request that breaks the rules.",
        "A server that opens nevertheless hides mistakes that stricter ones will show.",
    ),
    "resp-version-not-advertised": (
        "A server that refuses a version names those that it speaks.",
        "Without the list the client cannot know what to try next.",
    ),
    "resp-426-no-upgrade": (
        "Status 426 names in Upgrade what is required.",
        "Without it the client cannot know what to upgrade to.",
    ),
    "resp-401-no-challenge": (
        "Status 401 tells in WWW-Authenticate how to log in.",
        "Without it the client cannot know which credentials are wanted.",
    ),
    "resp-late": (
        "The answer comes well before clients lose patience.",
        "A little later, and it would have been a failed connect.",
    ),
}

_FRAME: Final = {
    "frame-rsv-without-extension": (
        "Reserved bits are zero unless an extension gives them a meaning.",
        "The receiver has to fail: it cannot know what the payload means.",
    ),
    "frame-opcode-reserved": (
        "Opcodes 3 to 7 and 11 to 15 have no meaning.",
        "The receiver has to fail: it cannot know what to do with such a frame.",
    ),
    "frame-length-not-minimal": (
        "The length is written in as few bytes as possible.",
        "Browsers fail on it, many libraries do not.",
    ),
    "frame-length-msb-set": (
        "The first bit of a 64-bit length is zero.",
        "With it a length would be negative for many programs.",
    ),
    "frame-length-huge": (
        "A frame declares more than its receiver takes.",
        "A receiver that reserves memory for it can be brought down.",
    ),
    "frame-truncated": (
        "A stream does not end inside a frame.",
        "Something stopped in the middle, or a wrong length made its receiver wait for more.",
    ),
    "mask-missing": (
        "A client masks every frame.",
        "The server has to close; caches between the ends may be poisoned otherwise.",
    ),
    "mask-present": (
        "A server masks no frame.",
        "The client has to close.",
    ),
    "mask-key-zero": (
        "Masking keys come from a strong source of entropy.",
        "With a key of zero the payload stands on the wire as it is.",
    ),
    "mask-key-reused": (
        "Each frame gets a masking key of its own.",
        "Who can guess the key can choose the bytes on the wire.",
    ),
    "mask-key-predictable": (
        "A masking key cannot be guessed from those before.",
        "Who can guess the key can choose the bytes on the wire.",
    ),
    "control-too-long": (
        "A control frame has at most 125 bytes of payload.",
        "Receivers fail: they keep no more room for it.",
    ),
    "control-fragmented": (
        "A control frame is never fragmented.",
        "Receivers fail: it could not be told from the message that it interrupts.",
    ),
    "ping-not-answered": (
        "Each Ping is answered by a Pong, unless a Close came before.",
        "The pinger takes its peer for dead and gives the connection up.",
    ),
    "pong-late": (
        "A Pong comes as soon as is practical.",
        "A late one shows a blocked program, and may be too late for the pinger.",
    ),
    "pong-payload-mismatch": (
        "A Pong carries the payload of the Ping that it answers.",
        "The pinger does not find its answer in it.",
    ),
    "pong-unsolicited": (
        "A Pong may come without a Ping; nothing answers it.",
        "Some programs use it as a heartbeat, which proves nothing of the other end.",
    ),
    "pong-skipped": (
        "Of several Pings it is enough to answer the newest.",
        "Who waits for each Pong waits in vain.",
    ),
    "ping-flood": (
        "Pings are few.",
        "More than a hundred a second are work without use, and may be an attack.",
    ),
    "continuation-without-start": (
        "A continuation continues a message that was begun.",
        "The receiver cannot know what it belongs to.",
    ),
    "message-interleaved": (
        "A message is finished before the next one begins.",
        "The receiver cannot tell which fragments belong together.",
    ),
    "message-never-finished": (
        "The connection ended inside a message.",
        "Its receiver never gets it, and is not told.",
    ),
    "fragments-empty": (
        "Fragments carry something.",
        "Many empty ones are work without use, and may be an attack.",
    ),
    "text-invalid-utf8": (
        "A text message is valid UTF-8.",
        "The receiver has to fail; often it was binary data, or another encoding.",
    ),
    "text-truncated-utf8": (
        "A text message does not end inside a character.",
        "The receiver has to fail; often the text was cut by a number of bytes.",
    ),
    "new-message-after-close-received": (
        "Who has received a Close begins no new message.",
        "The other end does not listen any more: browsers deliver nothing of it.",
    ),
}

_DEFLATE: Final = {
    "pmd-offer-invalid-accepted": (
        "A server declines an offer whose parameters are not valid.",
        "The client may mean something else by it.",
    ),
    "pmd-param-unknown": (
        "permessage-deflate has four parameters and no others.",
        "The client has to fail: it cannot know what was agreed.",
    ),
    "pmd-param-duplicate": (
        "Each parameter stands once.",
        "The client has to fail: it cannot know which value holds.",
    ),
    "pmd-param-bad-value": (
        "Window sizes are 8 to 15 bits, and the other parameters have no value.",
        "The client has to fail; some open nevertheless.",
    ),
    "pmd-client-bits-unoffered": (
        "A server limits the client's window only if the client has offered that.",
        "The client has to fail: it may not be able to.",
    ),
    "pmd-server-bits-not-honoured": (
        "A server that accepts an offer keeps to the window that the client has asked for.",
        "A client that cannot hold a larger window cannot decompress.",
    ),
    "pmd-server-takeover-not-honoured": (
        "A server that accepts an offer without context takeover does without.",
        "A client that forgets the window after a message cannot decompress the next.",
    ),
    "pmd-rsv1-conflict": (
        "Only one extension uses RSV1.",
        "The receiver cannot know which one a set bit means.",
    ),
    "pmd-rsv1-on-control": (
        "Control frames are never compressed.",
        "The receiver has to fail.",
    ),
    "pmd-rsv1-on-continuation": (
        "Only the first frame of a message says that it is compressed.",
        "The receiver has to fail.",
    ),
    "pmd-inflate-failed": (
        "A compressed message can be decompressed.",
        "Nothing of it can be used, and the window is lost for all that follow.",
    ),
    "pmd-tail-not-removed": (
        "A compressed message ends without the four bytes 00 00 ff ff.",
        "They are only waste, but show that the sender does not follow the steps.",
    ),
    "pmd-context-takeover-forbidden": (
        "Where no context takeover was agreed, each message begins with an empty window.",
        "A receiver that has forgotten the window cannot decompress it.",
    ),
    "pmd-window-exceeded": (
        "References go back no further than the window that was agreed.",
        "A receiver with a smaller window cannot decompress it.",
    ),
    "pmd-bfinal": (
        "A block may be marked as the last one.",
        "It is allowed, but some receivers stop there.",
    ),
    "pmd-bomb": (
        "A message grows to a reasonable size.",
        "A small one that becomes huge can bring its receiver down.",
    ),
    "pmd-never-used": (
        "Compression was agreed, and nothing was compressed.",
        "It is legal; the memory that it takes is wasted.",
    ),
}

_CLOSE: Final = {
    "close-body-one-byte": (
        "The body of a Close is empty or has at least two bytes.",
        "A code has two bytes; receivers fail.",
    ),
    "close-code-below-1000": (
        "Codes below 1000 are not used.",
        "Some receivers show it, others fail and show 1006.",
    ),
    "close-code-reserved-1004": (
        "Code 1004 has no meaning.",
        "Some receivers show it, others fail and show 1006.",
    ),
    "close-code-never-on-wire": (
        "1005, 1006 and 1015 are never sent.",
        "They are what an end says to itself; receivers fail and show 1006.",
    ),
    "close-code-unassigned": (
        "Codes from 1016 to 2999 are reserved for the protocol.",
        "Some receivers show it, others fail and show 1006.",
    ),
    "close-code-above-4999": (
        "Codes end at 4999.",
        "Some receivers show it, others fail and show 1006.",
    ),
    "close-code-suspicious": (
        "The code looks like something else.",
        "Swapped bytes, a reason without its code and an HTTP status are common mistakes.",
    ),
    "close-code-unregistered": (
        "Codes from 3000 to 3999 are registered.",
        "Another library may use the same number for something else.",
    ),
    "close-code-wrong-role": (
        "Some codes are meant for one role: 1010 for clients, 1011 to 1014 for servers.",
        "The receiver may take it for something else.",
    ),
    "close-1010-without-list": (
        "A client that sends 1010 names the extensions that it needs.",
        "The server's developers cannot know what is missing.",
    ),
    "close-reason-invalid-utf8": (
        "The reason is valid UTF-8.",
        "Receivers fail; often the text was cut inside a character.",
    ),
    "close-body-too-long": (
        "The body of a Close has at most 125 bytes, its reason 123.",
        "Receivers fail, and the code is lost with the rest.",
    ),
    "close-no-status": (
        "A Close may come without a code.",
        "The other end's API then reports 1005, which says nothing.",
    ),
}

_ENDING: Final = {
    "data-after-close": (
        "Who has sent a Close sends no more data.",
        "It is lost, and Chromium reports a failure because of it.",
    ),
    "control-after-close": (
        "A Ping or Pong after the own Close is not forbidden, but nobody needs it.",
        "Chromium reports a failure when it comes after both Close frames.",
    ),
    "close-duplicate": (
        "Each end sends one Close.",
        "Only the first one counts, and Chromium reports a failure because of the second.",
    ),
    "close-reply-missing": (
        "A Close is answered by a Close.",
        "Without the answer the other end reports 1006 and has to wait for it in vain.",
    ),
    "close-reply-late": (
        "A Close is answered as soon as is practical.",
        "The other end waits, and some lose patience.",
    ),
    "close-reply-code-differs": (
        "The answer to a Close mostly repeats its code.",
        "The end that closed shows the code of the answer, not its own.",
    ),
    "close-reply-status-changed": (
        "The answer has a code where the Close had none, or none where it had one.",
        "One end reports 1005 and the other a code.",
    ),
    "close-mid-message": (
        "A Close may interrupt a message; that message is lost.",
        "Its receiver never gets it, and is not told.",
    ),
    "close-crossed": (
        "Both ends may close at the same moment.",
        "Each one shows the other's code, so they may differ.",
    ),
    "fail-without-close": (
        "Who fails a connection says why in a Close.",
        "The other end is left with 1006 and no reason.",
    ),
    "fail-code-unusual": (
        "The code of a failure fits what was wrong.",
        "The other end's developers look for the wrong thing.",
    ),
    "fail-not-closed": (
        "Who receives what breaks the protocol fails the connection.",
        "Going on hides the mistake from its maker, and may be a danger.",
    ),
    "process-after-fail": (
        "Who has failed a connection processes nothing more of it.",
        "What comes after a mistake cannot be trusted.",
    ),
    "tcp-close-without-close-frame": (
        "A WebSocket connection ends with a Close before TCP ends.",
        "The other end reports 1006: it cannot tell this from a crash.",
    ),
    "tcp-closed-before-reply": (
        "TCP is ended once a Close was both sent and received.",
        "The answer meets a closed door, and the Close itself may be lost.",
    ),
    "tcp-client-closed-first": (
        "The server ends TCP first.",
        "Otherwise the client has to keep its port in TIME-WAIT.",
    ),
    "tcp-server-left-open": (
        "A server ends TCP at once when both Close frames are exchanged.",
        "The client's close event comes late, and sockets pile up.",
    ),
    "tcp-rst-instead-of-fin": (
        "TCP is ended by FIN.",
        "A reset may destroy what was sent before, even a Close.",
    ),
    "tcp-rst-unread-data": (
        "Who ends TCP has read everything before.",
        "The system resets the connection otherwise, and may destroy the last Close.",
    ),
    "tcp-half-open-lingering": (
        "Who has seen the peer's FIN ends its own side soon.",
        "The connection lingers half open, and takes room at both ends.",
    ),
    "tls-close-notify-missing": (
        "TLS says with close_notify that a stream is over, before TCP ends.",
        "Without it the end may be forged; after both Close frames the WebSocket is not concerned.",
    ),
    "tls-data-after-close-notify": (
        "Nothing follows a close_notify.",
        "The receiver has to ignore it.",
    ),
    "tls-not-used": (
        "Connections to other machines use TLS.",
        "Everybody on the way can read and change what is said.",
    ),
    "idle-cut": (
        "The connection was cut after a round time of silence.",
        "Proxies and load balancers do that: their idle limits are round.",
    ),
    "reconnect-no-backoff": (
        "A client waits before it connects again, and longer each time.",
        "A crowd that comes back at once keeps a server down.",
    ),
}

_OTHER: Final = {
    "h2-protocol-missing": (
        "Over HTTP/2 a WebSocket is opened by CONNECT with :protocol websocket.",
        "Without it the request opens a tunnel, or nothing.",
    ),
    "h2-forbidden-headers": (
        "HTTP/2 has no Connection and no Upgrade.",
        "A request that has them is malformed.",
    ),
    "h2-scheme-wrong": (
        "The scheme is https for wss and http for ws.",
        "A server may refuse any other.",
    ),
    "h2-key-sent": (
        "Sec-WebSocket-Key and Sec-WebSocket-Accept have no use over HTTP/2.",
        "They are ignored.",
    ),
    "h2-not-advertised": (
        "A client opens a WebSocket over HTTP/2 only if the server has said that it can.",
        "A server that has not refuses it.",
    ),
    "h2-setting-withdrawn": (
        "A server does not take back that it can.",
        "Clients have decided by it.",
    ),
    "h2-header-uppercase": (
        "Field names are in lower case.",
        "A request that has others is malformed.",
    ),
    "h2-end-stream-without-close": (
        "A stream ends with a Close before END_STREAM.",
        "The other end reports 1006: it cannot tell this from a crash.",
    ),
    "h2-reset-code": (
        "A reset of a stream stands for a reset of TCP by the code CANCEL.",
        "Other codes name reasons of HTTP/2.",
    ),
    "h3-unknown-protocol-status": (
        "A server that does not know :protocol answers with 501.",
        "Another status says something else.",
    ),
    "api-close-code-invalid": (
        "close() takes 1000 and 3000 to 4999.",
        "A browser throws InvalidAccessError, and nothing is closed.",
    ),
    "api-close-reason-too-long": (
        "close() takes a reason of up to 123 bytes.",
        "A browser throws SyntaxError, and nothing is closed.",
    ),
    "api-send-while-connecting": (
        "send() waits for open.",
        "A browser throws InvalidStateError, and nothing is sent.",
    ),
    "api-send-after-close": (
        "send() after close() sends nothing.",
        "It does not throw; bufferedAmount grows for ever.",
    ),
    "api-close-while-connecting": (
        "close() before open fails the connection.",
        "The script gets an error event and code 1006.",
    ),
    "api-close-when-closed": (
        "close() does nothing once it is closed.",
        "There is no second close event.",
    ),
}

RULE_TEMPLATES: Final[dict[str, str]] = {
    f"rule.{name}{suffix}": sentence
    for table in (_REQUEST, _RESPONSE, _FRAME, _DEFLATE, _CLOSE, _ENDING, _OTHER)
    for name, sentences in table.items()
    for suffix, sentence in zip(("", ".why"), sentences, strict=True)
}
"""``rule.ID`` is what a rule says, ``rule.ID.why`` why it matters."""
