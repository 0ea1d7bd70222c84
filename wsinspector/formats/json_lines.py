r"""Entries as JSON lines: one object an entry, UTF-8, each on a line of its own.

The names of fields, kinds and values below are stable; wording in ``message`` is not. A field that
makes no sense for an entry is absent; further fields may come.

Of every entry:

=============  ====================================================================================
``id``         number of the entry, ascending from 0; background entries that are not shown leave
               gaps
``time``       wall-clock time in UTC (RFC 3339) with microseconds
``elapsed_ns`` monotonic nanoseconds since the recording began; differences are durations
``connection`` number of the connection from 1; 0 for what belongs to none, as requests for the page
               for browsers do
``end``        from where it was seen: ``client``, ``server``, ``wire`` or ``page``
``kind``       ``text``, ``binary``, ``continuation``, ``close``, ``ping``, ``pong`` and
               ``reserved-3`` to ``reserved-15`` for frames; ``connect``, ``request``,
               ``response``, ``bytes``, ``partial``, ``fin``, ``rst``, ``timeout``, ``failure``,
               ``tls``, ``api``, ``note``, ``tcp`` (TCP is connected); and in the background
               ``call``, ``state``, ``queue``
=============  ====================================================================================

Of what travels (frames, ``request``, ``response``, ``bytes``, ``partial``, ``tcp``, ``fin``,
``rst``, and ``tls`` where it is a step of one end):

=============  ====================================================================================
``direction``  ``c2s`` or ``s2c``
``sent``       whether this end sent it; absent when seen from between the ends
``start``      offset of its first byte in the stream of that direction, opening handshake included
``size``       bytes on the wire, for a frame with its header; 0 for a step of TCP
=============  ====================================================================================

Of what consists of bytes (frames, ``request``, ``response``, ``bytes``, ``partial``):

=============  ====================================================================================
``length``     bytes of the payload on the wire
``payload``    the unmasked payload, or the raw bytes of a head; null if it was not kept
``encoding``   ``utf-8`` when ``payload`` is text, ``base64`` when it stands for bytes: always for
               ``binary``, ``close``, ``bytes`` and ``partial``, else where it is not UTF-8
=============  ====================================================================================

Of frames (a header that cannot be read leaves all but ``opcode`` out):

=====================  ============================================================================
``opcode``             0 to 15
``fin``                the FIN bit
``rsv``                the reserved bits as a number from 0 to 7; RSV1 is 4
``mask``               the masking key in hexadecimal; null for an unmasked frame
``declared``           the length that the header tells
``inflated``           the decompressed payload of a compressed frame, with ``inflated_encoding``
``code``, ``reason``   of a ``close``: null and empty where it has none; bytes of a reason that are
                       not UTF-8 are written as ``\xNN``
=====================  ============================================================================

Of everything else:

=============  ====================================================================================
``details``    what is known besides, an object: ``event``, ``code``, ``reason``, ``wasClean`` of an
               ``api`` entry, ``local`` and ``remote`` (host and port) of ``tcp``, ``timer`` and
               ``ms`` of ``timeout``, ``phase`` and ``ready`` of ``state``, and so on
``faults``     of a head, what is wrong with it: objects with ``rule``, ``severity`` and ``message``
``message``    a sentence for a person, where there is one
=============  ====================================================================================

A line that tells where the server listens has none of these: its ``kind`` is ``listening``, beside
``time``, ``url`` and ``addresses`` (pairs of host and port).
"""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from wsinspector.journal.fact_words import stored_text
from wsinspector.journal.frame_words import header_of
from wsinspector.journal.visible_text import HIDDEN, decoded
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.protocol.facts import Kind
from wsinspector.texts import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wsinspector.journal.connections import Address
    from wsinspector.journal.entries import Entry
    from wsinspector.journal.journal import Journal
    from wsinspector.protocol.facts import Detail

_NAMES: Final = {kind: kind.name.lower().replace("_", "-") for kind in Kind}
_BYTES: Final = frozenset({Kind.BINARY, Kind.CLOSE, Kind.BYTES, Kind.PARTIAL})
_RAW: Final = frozenset({Kind.REQUEST, Kind.RESPONSE, Kind.BYTES, Kind.PARTIAL})
_NS: Final = 1_000_000_000
_DELETE: Final = 0x7F


def _escapes() -> dict[int, str]:
    """The characters that JSON lets through and that would not be seen, or turn others around."""
    codes = [_DELETE, *(code for low, high in HIDDEN for code in range(low, high + 1))]
    return {code: json.dumps(chr(code))[1:-1] for code in codes} | {_DELETE: "\\u007f"}


_ESCAPES: Final = _escapes()


def json_line(journal: Journal, entry_id: int) -> str:
    """One entry as one line, its line feed included; to be written as UTF-8.

    Args:
        journal: where it is recorded.
        entry_id: which entry.
    """
    entry = journal.entry(entry_id)
    record: dict[str, object] = {
        "id": entry.id,
        "time": _wall_time(journal.wall_ns + entry.time_ns),
        "elapsed_ns": entry.time_ns,
        "connection": journal.connection_of(entry_id),
        "end": entry.end_kind.name.lower(),
        "kind": _NAMES[entry.kind],
    }
    if entry.direction is not None:
        record["direction"] = entry.direction.value
        if entry.sent is not None:
            record["sent"] = entry.sent
        record["start"] = entry.start
        record["size"] = entry.size
    if entry.kind.is_frame or entry.kind in _RAW:
        _add_payload(record, journal, entry)
    if entry.kind.is_frame:
        _add_frame(record, journal, entry)
    elif details := journal.details(entry_id):
        _add_details(record, details)
    return _line(record)


def listening_line(wall_ns: int, url: str, addresses: Sequence[Address]) -> str:
    """The line that tells where a server listens.

    Args:
        wall_ns: time of day, nanoseconds since the epoch.
        url: an address by which it is reached.
        addresses: host and port of every listening socket.
    """
    return _line(
        {
            "kind": "listening",
            "time": _wall_time(wall_ns),
            "url": url,
            "addresses": [list(address) for address in addresses],
        }
    )


def _add_payload(record: dict[str, object], journal: Journal, entry: Entry) -> None:
    record["length"] = entry.length
    payload = journal.payload(entry.id)
    if payload is None:
        record["payload"] = None
    else:
        record["payload"], record["encoding"] = _encoded(payload, entry.kind)


def _add_frame(record: dict[str, object], journal: Journal, entry: Entry) -> None:
    record["opcode"] = int(entry.kind)
    header = header_of(journal, entry)
    if header is not None:
        key = header.masking_key
        record["fin"] = header.fin
        record["rsv"] = header.rsv
        record["mask"] = None if key is None else key.hex()
        record["declared"] = header.length
    inflated = journal.inflated(entry.id)
    if inflated is not None:
        record["inflated"], record["inflated_encoding"] = _encoded(inflated, entry.kind)
    if entry.kind is Kind.CLOSE and (body := journal.payload(entry.id)) is not None:
        said = ClosePayload.parse(body)
        record["code"] = said.code
        record["reason"] = "" if said.code is None else decoded(said.reason)


def _add_details(record: dict[str, object], details: dict[str, Detail]) -> None:
    """What is known besides, with stored texts as sentences: their ids are nobody's business."""
    message = stored_text(details.get("text"))
    found = details.get("faults")
    faults = [_fault(fault) for fault in found] if isinstance(found, list) else []
    told = {"text": message is not None, "faults": all(fault is not None for fault in faults)}
    rest = {name: value for name, value in details.items() if not told.get(name)}
    if rest:
        record["details"] = rest
    if faults and told["faults"]:
        record["faults"] = faults
    if message is not None:
        record["message"] = render(message)


def _fault(fault: Detail) -> dict[str, str] | None:
    match fault:
        case [str(rule), str(severity), said] if (why := stored_text(said)) is not None:
            return {"rule": rule, "severity": severity, "message": render(why)}
        case _:
            return None


def _encoded(data: bytes, kind: Kind) -> tuple[str, str]:
    if kind not in _BYTES:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass  # evidence of a mistake: shown byte by byte
    return base64.b64encode(data).decode("ascii"), "base64"


def _wall_time(wall_ns: int) -> str:
    seconds, ns = divmod(wall_ns, _NS)
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{ns // 1000:06d}Z"


def _line(record: dict[str, object]) -> str:
    words = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return (words if words.isascii() and words.isprintable() else words.translate(_ESCAPES)) + "\n"
