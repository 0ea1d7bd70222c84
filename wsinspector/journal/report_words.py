"""What a page or a program reported of its own API, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wsinspector.journal.visible_text import preview
from wsinspector.texts import Text, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wsinspector.protocol.facts import Detail

_CHARACTERS: Final = 120
_SAID: Final = ("protocol", "extensions")


def report_words(details: Mapping[str, Detail], reporter: str) -> list[Text]:
    """What a reported event says beside what every event of an API says, and who says it.

    Args:
        details: of the entry.
        reporter: what the reporter calls itself; may be empty.
    """
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
    name = _shown({"name": reporter}, "name")
    by = text("summary.report.by", name=name) if name else text("summary.report.by-somebody")
    return [*words, by]


def _shown(details: Mapping[str, Detail], name: str) -> str:
    value = details.get(name)
    if not isinstance(value, str):
        return ""
    shown, left = preview(value.encode("utf-8", "surrogatepass"), _CHARACTERS)
    return f"{shown}…" if left else shown
