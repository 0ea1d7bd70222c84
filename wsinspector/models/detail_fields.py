"""The details of a fact as fields with names that people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wsinspector.journal.fact_words import address_words, stored_text
from wsinspector.journal.visible_text import preview, visible
from wsinspector.models.frame_field import FrameField
from wsinspector.protocol.facts import Detail
from wsinspector.texts import Text

_CONTEXT: Final = "DetailFields"
_VALUE_CHARACTERS: Final = 200
_NAMES: Final = {
    "addresses": QT_TRANSLATE_NOOP("DetailFields", "Addresses"),
    "alert": QT_TRANSLATE_NOOP("DetailFields", "Alert"),
    "alpn": QT_TRANSLATE_NOOP("DetailFields", "Protocol (ALPN)"),
    "at": QT_TRANSLATE_NOOP("DetailFields", "On its own clock (ms)"),
    "bits": QT_TRANSLATE_NOOP("DetailFields", "Key bits"),
    "bufferedAmount": QT_TRANSLATE_NOOP("DetailFields", "bufferedAmount"),
    "by": QT_TRANSLATE_NOOP("DetailFields", "Reported by"),
    "call": QT_TRANSLATE_NOOP("DetailFields", "Call"),
    "cipher": QT_TRANSLATE_NOOP("DetailFields", "Cipher"),
    "accept_faulty": QT_TRANSLATE_NOOP("DetailFields", "Accepts a faulty opening"),
    "close_code": QT_TRANSLATE_NOOP("DetailFields", "Code of the answer"),
    "close_delay": QT_TRANSLATE_NOOP("DetailFields", "Delay of the answer"),
    "close_messages_first": QT_TRANSLATE_NOOP("DetailFields", "Messages before the answer"),
    "close_ping_first": QT_TRANSLATE_NOOP("DetailFields", "Ping before the answer"),
    "close_raw": QT_TRANSLATE_NOOP("DetailFields", "Answer in bytes"),
    "close_reason": QT_TRANSLATE_NOOP("DetailFields", "Reason of the answer"),
    "close_reply": QT_TRANSLATE_NOOP("DetailFields", "Answer to a Close"),
    "close_tcp": QT_TRANSLATE_NOOP("DetailFields", "End of TCP"),
    "close_times": QT_TRANSLATE_NOOP("DetailFields", "Answers to a Close"),
    "code": QT_TRANSLATE_NOOP("DetailFields", "Close code"),
    "declared": QT_TRANSLATE_NOOP("DetailFields", "Declared length"),
    "dropped": QT_TRANSLATE_NOOP("DetailFields", "Dropped"),
    "effect": QT_TRANSLATE_NOOP("DetailFields", "Effect"),
    "error": QT_TRANSLATE_NOOP("DetailFields", "Error"),
    "event": QT_TRANSLATE_NOOP("DetailFields", "Event"),
    "extensions": QT_TRANSLATE_NOOP("DetailFields", "Extensions"),
    "from": QT_TRANSLATE_NOOP("DetailFields", "Valid from"),
    "handed": QT_TRANSLATE_NOOP("DetailFields", "Handed over"),
    "host": QT_TRANSLATE_NOOP("DetailFields", "Host"),
    "how": QT_TRANSLATE_NOOP("DetailFields", "How"),
    "issuer": QT_TRANSLATE_NOOP("DetailFields", "Issuer"),
    "keep_alive_interval": QT_TRANSLATE_NOOP("DetailFields", "Milliseconds between Pings"),
    "keep_alive_timeout": QT_TRANSLATE_NOOP("DetailFields", "Milliseconds to wait for a Pong"),
    "length": QT_TRANSLATE_NOOP("DetailFields", "Length"),
    "local": QT_TRANSLATE_NOOP("DetailFields", "From"),
    "message": QT_TRANSLATE_NOOP("DetailFields", "Message"),
    "message_answer": QT_TRANSLATE_NOOP("DetailFields", "Fixed answer"),
    "message_is_text": QT_TRANSLATE_NOOP("DetailFields", "Fixed answer is text"),
    "message_reply": QT_TRANSLATE_NOOP("DetailFields", "Answer to a message"),
    "ms": QT_TRANSLATE_NOOP("DetailFields", "Milliseconds"),
    "name": QT_TRANSLATE_NOOP("DetailFields", "Exception"),
    "names": QT_TRANSLATE_NOOP("DetailFields", "Names"),
    "opcode": QT_TRANSLATE_NOOP("DetailFields", "Opcode"),
    "phase": QT_TRANSLATE_NOOP("DetailFields", "Phase"),
    "ping_delay": QT_TRANSLATE_NOOP("DetailFields", "Delay of the Pong"),
    "ping_reply": QT_TRANSLATE_NOOP("DetailFields", "Answer to a Ping"),
    "ping_skip": QT_TRANSLATE_NOOP("DetailFields", "Pings skipped"),
    "presence": QT_TRANSLATE_NOOP("DetailFields", "Presence"),
    "protocol": QT_TRANSLATE_NOOP("DetailFields", "Subprotocol"),
    "ready": QT_TRANSLATE_NOOP("DetailFields", "readyState"),
    "readyState": QT_TRANSLATE_NOOP("DetailFields", "readyState"),
    "reason": QT_TRANSLATE_NOOP("DetailFields", "Reason"),
    "remote": QT_TRANSLATE_NOOP("DetailFields", "To"),
    "resource": QT_TRANSLATE_NOOP("DetailFields", "Resource"),
    "rule": QT_TRANSLATE_NOOP("DetailFields", "Rule"),
    "sha256": QT_TRANSLATE_NOOP("DetailFields", "SHA-256"),
    "sni": QT_TRANSLATE_NOOP("DetailFields", "Name asked for (SNI)"),
    "start": QT_TRANSLATE_NOOP("DetailFields", "Offset"),
    "status": QT_TRANSLATE_NOOP("DetailFields", "HTTP status"),
    "step": QT_TRANSLATE_NOOP("DetailFields", "Step"),
    "subject": QT_TRANSLATE_NOOP("DetailFields", "Subject"),
    "subprotocol": QT_TRANSLATE_NOOP("DetailFields", "Subprotocol"),
    "subprotocols": QT_TRANSLATE_NOOP("DetailFields", "Subprotocols"),
    "text": QT_TRANSLATE_NOOP("DetailFields", "Message"),
    "throws": QT_TRANSLATE_NOOP("DetailFields", "Throws"),
    "timer": QT_TRANSLATE_NOOP("DetailFields", "Timer"),
    "trusted": QT_TRANSLATE_NOOP("DetailFields", "Trusted authorities"),
    "until": QT_TRANSLATE_NOOP("DetailFields", "Valid until"),
    "url": QT_TRANSLATE_NOOP("DetailFields", "Address"),
    "verified_by": QT_TRANSLATE_NOOP("DetailFields", "Verified by"),
    "version": QT_TRANSLATE_NOOP("DetailFields", "Version"),
    "violation_code": QT_TRANSLATE_NOOP("DetailFields", "Close code on a violation"),
    "violation_reply": QT_TRANSLATE_NOOP("DetailFields", "Answer to a violation"),
    "wasClean": QT_TRANSLATE_NOOP("DetailFields", "wasClean"),
    "why": QT_TRANSLATE_NOOP("DetailFields", "Why"),
}
_STEPS: Final = {
    "dns": QT_TRANSLATE_NOOP("DetailFields", "name lookup"),
    "tcp": QT_TRANSLATE_NOOP("DetailFields", "TCP connect"),
    "tls": QT_TRANSLATE_NOOP("DetailFields", "TLS handshake"),
    "http": QT_TRANSLATE_NOOP("DetailFields", "opening handshake"),
}
_WHYS: Final = {
    "after-abort": QT_TRANSLATE_NOOP(
        "DetailFields", "they came after this end gave up the opening handshake"
    ),
    "after-answer": QT_TRANSLATE_NOOP("DetailFields", "they came after the HTTP answer"),
    "after-close": QT_TRANSLATE_NOOP("DetailFields", "they came after the Close"),
    "after-end": QT_TRANSLATE_NOOP("DetailFields", "they came after the end"),
    "after-failure": QT_TRANSLATE_NOOP(
        "DetailFields", "they came after this end failed the connection"
    ),
    "after-refusal": QT_TRANSLATE_NOOP(
        "DetailFields", "they came after the opening handshake had failed"
    ),
    "eof": QT_TRANSLATE_NOOP("DetailFields", "a FIN came before the rest"),
    "head-incomplete": QT_TRANSLATE_NOOP("DetailFields", "the rest of the head never came"),
    "unanswered": QT_TRANSLATE_NOOP("DetailFields", "sent while the request had no answer"),
    "garbage": QT_TRANSLATE_NOOP("DetailFields", "sent instead of an HTTP answer, as told"),
    "http-body": QT_TRANSLATE_NOOP("DetailFields", "body of an HTTP message"),
    "lost": QT_TRANSLATE_NOOP("DetailFields", "the connection was lost before the rest came"),
    "not-http": QT_TRANSLATE_NOOP("DetailFields", "this is not HTTP"),
    "not-tls": QT_TRANSLATE_NOOP("DetailFields", "this is not TLS"),
    "over-limit": QT_TRANSLATE_NOOP("DetailFields", "the frame is over the limit"),
    "cut-off": QT_TRANSLATE_NOOP("DetailFields", "nothing more could be sent"),
    "inside-frame": QT_TRANSLATE_NOOP(
        "DetailFields", "they lie inside the frame before, which is not whole"
    ),
    "outside-frames": QT_TRANSLATE_NOOP(
        "DetailFields", "there are no frames before the opening handshake is over"
    ),
    "rest-of-frame": QT_TRANSLATE_NOOP(
        "DetailFields", "they end a frame, of which a part was sent before"
    ),
    "unfinished": QT_TRANSLATE_NOOP("DetailFields", "it was sent so, and may be continued"),
    "reset": QT_TRANSLATE_NOOP("DetailFields", "a reset came before the rest"),
}


def detail_fields(
    details: dict[str, Detail], words: Callable[[Text], str], *, but: frozenset[str] = frozenset()
) -> list[FrameField]:
    """The details that say something, in the order in which they were recorded.

    Args:
        details: what was recorded.
        words: turns a text into words.
        but: names of those that are shown elsewhere.
    """
    fields = []
    for name, value in details.items():
        if name in but:
            continue
        label = _tr(_NAMES[name]) if name in _NAMES else visible(name)
        said = stored_text(value)
        if said is not None:
            fields.append(FrameField(label, words(said)))
        elif name == "certificates" and isinstance(value, list):
            fields += _certificate_fields(value, words)
        elif value not in (None, "", []):
            fields.append(FrameField(label, _value(name, value)))
    return fields


def cut(words: str) -> str:
    """The beginning of a peer's words, visible, in the length of a field's value."""
    shown, left = preview(words.encode("utf-8", "surrogatepass"), _VALUE_CHARACTERS)
    return f"{shown}…" if left else shown


def _certificate_fields(
    certificates: list[Detail], words: Callable[[Text], str]
) -> list[FrameField]:
    """Every certificate that the peer sent, its own first."""
    fields = []
    for number, certificate in enumerate(certificates, 1):
        if isinstance(certificate, dict):
            which = _tr("Certificate {number}").format(number=number)
            fields += [
                replace(field, name=f"{which}: {field.name}")
                for field in detail_fields(certificate, words)
            ]
    return fields


def _value(name: str, value: Detail) -> str:
    known = {"step": _STEPS, "why": _WHYS}.get(name, {})
    if isinstance(value, str) and value in known:
        return _tr(known[value])
    return cut(_words_of(value))


def _words_of(value: Detail) -> str:
    match value:
        case True | False:
            return _tr("yes") if value else _tr("no")
        case [str(), int()]:
            return address_words(value)
        case list():
            return ", ".join(_words_of(one) for one in value)
        case dict():
            return ", ".join(f"{name} {_words_of(one)}" for name, one in value.items())
        case _:
            return str(value)


def _tr(words: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(words))
