"""What TLS did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.visible_text import visible
from wsinspector.protocol.facts import Detail
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from wsinspector.journal.entries import Entry

_EVENTS: Final = ("close-notify", "withheld", "missing")
_VERSIONS: Final = {"TLSv1.3": "TLS 1.3", "TLSv1.2": "TLS 1.2"}
_CHARACTERS: Final = 120


def tls_label(details: dict[str, Detail]) -> Text:
    """Name of a fact of kind TLS for its lane."""
    event = _word(details, "event")
    if event == "alert" and not details.get("alert"):
        return text("lane.tls.own-alert")  # its name is not told to who sends it
    if event == "alert":
        return text("lane.tls.alert", alert=_word(details, "alert"))
    if event in _EVENTS:
        return text(f"lane.tls.{event}")
    return text("lane.tls.other", event=event)


def tls_words(entry: Entry, details: dict[str, Detail]) -> list[Text]:
    """What a fact of kind TLS says."""
    event = _word(details, "event")
    if event == "close-notify" and entry.direction is not None:
        return [text(f"summary.tls.close-notify.{entry.direction.sender}")]
    return [text(f"summary.tls.{event}")] if event in ("withheld", "missing", "alert") else []


def tls_handshake_words(details: dict[str, Detail]) -> list[Text]:
    """What a TLS handshake agreed on, and whether the server was verified."""
    version = _word(details, "version")
    words = [
        text("summary.tls.agreed", words=word)
        for word in (_VERSIONS.get(version, version), _word(details, "cipher"))
        if word
    ]
    if details.get("trusted") == "none":
        words.append(text("summary.tls.unverified"))
    elif by := _word(details, "verified_by"):
        words.append(text("summary.tls.verified", name=by))
    if "trusted" not in details and (name := _word(details, "sni")):
        words.append(text("summary.tls.name", name=name))
    if protocol := _word(details, "alpn"):
        words.append(text("summary.tls.alpn", protocol=protocol))
    return words


def _word(details: dict[str, Detail], name: str) -> str:
    value = details.get(name)
    return "" if value is None else visible(str(value)[:_CHARACTERS])
