"""What a fact that is no frame says, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from wsinspector.journal.api_words import api_label, api_words, report_words
from wsinspector.journal.connections import address_text
from wsinspector.journal.entries import EndKind
from wsinspector.journal.frame_words import in_hex, opcode_name, quoted
from wsinspector.journal.tls_words import tls_handshake_words, tls_label, tls_words
from wsinspector.journal.visible_text import visible
from wsinspector.protocol.exchange import Timer
from wsinspector.protocol.facts import Detail, Kind
from wsinspector.protocol.opening.field_text import meant
from wsinspector.protocol.opening.head import parse_head
from wsinspector.protocol.opening.opening_stage import ABORTED_BY_CLIENT, ABORTED_BY_SERVER
from wsinspector.texts import TEMPLATES, Text, text

if TYPE_CHECKING:
    from wsinspector.journal.entries import Entry
    from wsinspector.journal.journal import Journal

Details = dict[str, Detail]

_LINE_CHARACTERS: Final = 60
_VALUE_CHARACTERS: Final = 120
_REQUEST_FIELDS: Final = (
    "Host",
    "Upgrade",
    "Origin",
    "Sec-WebSocket-Protocol",
    "Sec-WebSocket-Extensions",
    "User-Agent",
)
_RESPONSE_FIELDS: Final = (
    "Upgrade",
    "Sec-WebSocket-Protocol",
    "Sec-WebSocket-Extensions",
    "Location",
    "Content-Type",
    "Server",
)
_PLAIN_LABELS: Final = {
    Kind.BYTES: "lane.bytes",
    Kind.PARTIAL: "lane.partial",
    Kind.FIN: "lane.fin",
    Kind.RST: "lane.rst",
    Kind.TIMEOUT: "lane.timeout",
    Kind.QUEUE: "lane.queue",
    Kind.NOTE: "lane.note",
}
_FAULTY: Final = frozenset({"violation", "deviation"})
_SILENT_ARGUMENTS: Final = frozenset({"call", "effect", "throws", "opcode"})


def fact_label(journal: Journal, entry: Entry) -> Text:
    """Name of a fact for its lane, for example ``101 Switching Protocols``."""
    plain = _PLAIN_LABELS.get(entry.kind)
    if entry.kind is Kind.BYTES and _is_body(journal.details(entry.id)):
        return text("lane.body")
    if plain is not None:
        return text(plain)
    if entry.kind in (Kind.REQUEST, Kind.RESPONSE):
        return _head_label(journal, entry)
    details = journal.details(entry.id)
    match entry.kind:
        case Kind.CONNECT:
            return _connect_label(details)
        case Kind.FAILURE:
            return _failure_label(details)
        case Kind.TCP:
            seen_from_server = entry.sent is False and journal.mate(entry.id) is None
            return text("lane.tcp.accept" if seen_from_server else "lane.tcp.connect")
        case Kind.TLS:
            return tls_label(details)
        case Kind.API:
            return api_label(details)
        case Kind.CALL:
            return text("lane.call", call=_word(details, "call"))
        case _:
            return text("lane.state", phase=_word(details, "phase"))


def fact_words(journal: Journal, entry: Entry) -> list[Text]:
    """What a fact says; several parts where there are several things to say."""
    return _WORDS[entry.kind](journal, entry, journal.details(entry.id))


def stored_text(detail: Detail) -> Text | None:
    """A text that was stored as ``[id, args]``; None if it is none, or of another version."""
    match detail:
        case [str(message_id), dict(args)] if message_id in TEMPLATES:
            plain = {name: _plain(value) for name, value in args.items()}
            try:
                TEMPLATES[message_id].format_map(plain)
            except (KeyError, IndexError, ValueError):
                return None
            return Text(message_id, plain)
        case _:
            return None


def address_words(detail: Detail) -> str:
    """An address that was stored as ``[host, port]``, as it stands in a URL."""
    match detail:
        case [str(host), int(port)]:
            return visible(address_text((host, port)))
        case None:
            return ""
        case _:
            return visible(str(detail))


# -- labels -------------------------------------------------------------------------------------


def _head_label(journal: Journal, entry: Entry) -> Text:
    """Method and target of a request; status and its phrase of a response."""
    data = journal.payload(entry.id) or b""
    line = data.lstrip(b"\r\n")[: 8 * _LINE_CHARACTERS].partition(b"\n")[0].rstrip(b"\r")
    words = meant(line.decode("latin-1"))
    if entry.kind is Kind.RESPONSE:
        words = words.partition(" ")[2] if words.startswith("HTTP/") else words
    elif " HTTP/" in words:
        words = words.rpartition(" HTTP/")[0]
    if not words:
        return text("lane.head.request" if entry.kind is Kind.REQUEST else "lane.head.response")
    return text("lane.head", line=_cut(words, _LINE_CHARACTERS))


def _connect_label(details: Details) -> Text:
    step = _word(details, "step")
    if step in ("begin", "dns", "tcp", "tls"):
        return text(f"lane.connect.{step}")
    return text("lane.connect.other", step=step)


def _failure_label(details: Details) -> Text:
    reason, step = _word(details, "reason"), _word(details, "step")
    if reason in (ABORTED_BY_CLIENT, ABORTED_BY_SERVER):
        return text(f"lane.failure.{reason}")
    return text(f"lane.failure.{step}" if step in ("dns", "tcp", "tls") else "lane.failure")


# -- words --------------------------------------------------------------------------------------


def _connect_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    step = _word(details, "step")
    if step == "begin":
        return [text("summary.to", remote=_word(details, "url"))]
    if step == "tls":
        return tls_handshake_words(details)
    if step != "dns":
        why = stored_text(details.get("text"))
        return [] if why is None else [why]
    addresses = details.get("addresses")
    host = _word(details, "host")
    if not isinstance(addresses, list) or not addresses:
        return [text("summary.name.none", host=host)]
    named = ", ".join(_cut(str(_plain(one)), _VALUE_CHARACTERS) for one in addresses)
    return [text("summary.name", host=host, addresses=named)]


def _tcp_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    """From where to where, seen from the client."""
    local, remote = (address_words(details.get(name)) for name in ("local", "remote"))
    end = journal.end(entry.end)
    if not remote and end.remote is not None:
        remote = address_words(list(end.remote))
    if not local and end.local is not None:
        local = address_words(list(end.local))
    if entry.sent is False:
        local, remote = remote, local
    if local and remote:
        return [text("summary.addresses", local=local, remote=remote)]
    return [text("summary.to", remote=remote)] if remote else []


def _head_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    data = journal.payload(entry.id)
    if data is None:
        return [text("summary.not-kept", length=entry.length)]
    is_request = entry.kind is Kind.REQUEST
    head = parse_head(data, is_request)
    words = []
    for name in _REQUEST_FIELDS if is_request else _RESPONSE_FIELDS:
        value = head.joined(name)
        if value is not None:
            shown = _cut(meant(value), _VALUE_CHARACTERS)
            words.append(text("summary.field", name=name, value=shown))
    return _fault_words(details) + words


def _fault_words(details: Details) -> list[Text]:
    faults = details.get("faults")
    if not isinstance(faults, list):
        return []
    said = [
        stored_text(fault[2])
        for fault in faults
        if isinstance(fault, list) and len(fault) == 3 and fault[1] == "violation"
    ]
    return [one for one in said if one is not None]


def _bytes_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    data = journal.payload(entry.id)
    if _is_body(details):
        return [text("summary.body", length=entry.length), *([quoted(data)] if data else [])]
    words = [text("summary.undecoded", length=entry.length)]
    if entry.sent:
        words = [text("summary.bytes.sent", length=entry.length)]
    meant = details.get("meant")
    if isinstance(meant, int) and 0 <= meant < 16:
        words.append(Text("summary.bytes.meant", {}, (opcode_name(Kind(meant)),)))
    return [*words, in_hex(data)] if data else words


def _is_body(details: Details) -> bool:
    """Whether bytes are the body of an HTTP answer, as its sender knows."""
    return details.get("why") == "body"


def _partial_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    declared = details.get("declared")
    if entry.sent:
        if isinstance(declared, int):
            return [text("summary.partial.sent", sent=entry.length, declared=declared)]
        return [text("summary.partial.header.sent", sent=entry.length)]
    if isinstance(declared, int):
        return [text("summary.partial", received=entry.length, declared=declared)]
    return [text("summary.partial.header", received=entry.length)]


def _end_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    assert entry.direction is not None
    what = "fin" if entry.kind is Kind.FIN else "rst"
    words = [text(f"summary.{what}.{entry.direction.sender}")]
    error = _word(details, "error")
    return [*words, text("summary.error", error=error)] if error else words


def _timeout_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    timer, ms = _word(details, "timer"), _plain(details.get("ms"))
    if timer in (Timer.HANDSHAKE, Timer.CLOSE_REPLY, Timer.TCP_END, Timer.REPLY_DELAY):
        return [text(f"summary.timeout.{timer}", ms=ms)]
    return [text("summary.timeout.other", timer=timer, ms=ms)]


def _said_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    said = stored_text(details.get("text"))
    if said is not None:
        return [said]
    return [
        text("summary.call.argument", name=visible(name), value=_word(details, name))
        for name in details
    ]


def _failure_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    """Why, and how many faults there are beside the one that is named."""
    words = _said_words(journal, entry, details)
    faults, named = details.get("faults"), details.get("text")
    more = sum(
        isinstance(fault, list) and len(fault) == 3 and fault[1] in _FAULTY and fault[2] != named
        for fault in (faults if isinstance(faults, list) else [])
    )
    if more == 1:
        words.append(text("summary.failure.one-more"))
    elif more:
        words.append(text("summary.failure.more", count=more))
    return words


def _api_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    words = api_words(details)
    if entry.end_kind is EndKind.PAGE:
        words += report_words(details)
    return words


def _call_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    words = [
        text("summary.call.argument", name=visible(name), value=_word(details, name))
        for name, value in details.items()
        if name not in _SILENT_ARGUMENTS and value not in (None, "", [])
    ]
    if details.get("effect") == "none":
        words.append(text("summary.call.effect-none"))
    if exception := _word(details, "throws"):
        words.append(text("summary.call.throws", exception=exception))
    return words


def _state_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    return [text("summary.state", ready=_word(details, "ready"))]


def _queue_words(journal: Journal, entry: Entry, details: Details) -> list[Text]:
    handed, dropped = details.get("handed"), details.get("dropped")
    words = [text("summary.queue", handed=_word(details, "handed"))]
    if isinstance(handed, int) and isinstance(dropped, int):
        words.append(text("summary.queue.dropped", count=dropped - handed))
    return words


_WORDS: Final[dict[Kind, Callable[[Journal, Entry, Details], list[Text]]]] = {
    Kind.CONNECT: _connect_words,
    Kind.REQUEST: _head_words,
    Kind.RESPONSE: _head_words,
    Kind.BYTES: _bytes_words,
    Kind.PARTIAL: _partial_words,
    Kind.FIN: _end_words,
    Kind.RST: _end_words,
    Kind.TIMEOUT: _timeout_words,
    Kind.FAILURE: _failure_words,
    Kind.TLS: lambda _journal, entry, details: tls_words(entry, details),
    Kind.API: _api_words,
    Kind.CALL: _call_words,
    Kind.STATE: _state_words,
    Kind.QUEUE: _queue_words,
    Kind.NOTE: _said_words,
    Kind.TCP: _tcp_words,
}


def _word(details: Details, name: str) -> str:
    value = details.get(name)
    return "" if value is None else _cut(str(value), _VALUE_CHARACTERS)


def _plain(value: Detail) -> str | int | float:
    if isinstance(value, str):
        return visible(value)
    return value if isinstance(value, int | float) else visible(str(value))


def _cut(words: str, length: int) -> str:
    return visible(words if len(words) <= length else words[: length - 1] + "…")
