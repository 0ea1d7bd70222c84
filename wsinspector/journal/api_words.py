"""What an end's own API said, in words: seen by us, or reported by a page or a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.frame_words import opcode_name, quoted
from wsinspector.journal.visible_text import preview
from wsinspector.protocol.closing.close_codes import name_of
from wsinspector.protocol.facts import Kind
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wsinspector.protocol.facts import Detail

_CHARACTERS: Final = 120
_SAID: Final = ("protocol", "extensions")


def api_label(details: Mapping[str, Detail]) -> Text:
    """The event in a few words."""
    event = _shown(details, "event")
    if event != "close":
        return text("lane.api", event=event)
    code = "" if details.get("code") is None else str(details["code"])
    if "wasClean" not in details:  # not every program's API says so
        return text("lane.api.close", code=code)
    clean = "clean" if details["wasClean"] is True else "unclean"
    return text(f"lane.api.close.{clean}", code=code)


def api_words(details: Mapping[str, Detail]) -> list[Text]:
    """What an event says, whoever saw it."""
    words = []
    code, reason = details.get("code"), details.get("reason")
    if isinstance(code, int):
        words.append(name_of(code))
    if isinstance(reason, str) and reason:
        words.append(quoted(reason.encode("utf-8", "surrogatepass")))
    opcode, length = details.get("opcode"), details.get("length")
    if isinstance(opcode, int) and 0 <= opcode < 16:
        words.append(opcode_name(Kind(opcode)))
    if isinstance(length, int):
        words.append(text("summary.api.message", length=length))
    compressed = details.get("compressed")
    if isinstance(length, int) and isinstance(compressed, int):
        words.append(text("summary.deflate", inflated=length, length=compressed))
    return words


def report_words(details: Mapping[str, Detail]) -> list[Text]:
    """What a reported event says beside what every event of an API says, and who says it."""
    words = []
    if details.get("event") == "exception":
        call, name, message = (_shown(details, one) for one in ("call", "name", "message"))
        words.append(text("summary.report.exception", call=call, name=name, message=message))
    elif message := _shown(details, "message"):
        words.append(text("summary.report.said", words=message))
    words += [
        text("summary.report.said", words=said) for one in _SAID if (said := _shown(details, one))
    ]
    ready, buffered, at = (details.get(one) for one in ("readyState", "bufferedAmount", "at"))
    if isinstance(ready, int):
        words.append(text("summary.report.ready", ready=ready))
    if buffered:
        words.append(text("summary.report.buffered", bytes=str(buffered)))
    if isinstance(at, int | float):
        words.append(text("summary.report.at", ms=f"{at:.3f}".rstrip("0").rstrip(".")))
    name = _shown(details, "by")
    by = text("summary.report.by", name=name) if name else text("summary.report.by-somebody")
    return [*words, by]


def _shown(details: Mapping[str, Detail], name: str) -> str:
    value = details.get(name)
    if not isinstance(value, str):
        return ""
    shown, left = preview(value.encode("utf-8", "surrogatepass"), _CHARACTERS)
    return f"{shown}…" if left else shown
