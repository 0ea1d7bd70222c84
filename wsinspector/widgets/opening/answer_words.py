"""An answer to an opening handshake in a few words, and the names of those often wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS
from wsinspector.protocol.opening.opening_answer import AnswerKind

if TYPE_CHECKING:
    from wsinspector.protocol.opening.opening_answer import OpeningAnswer


def _tr(source: str) -> str:
    return QCoreApplication.translate("OpeningAnswer", source)


def quick_answers() -> list[tuple[str, OpeningAnswer]]:
    """The answers to choose with one click, each with its name."""
    names = {
        "404": _tr("404 Not Found"),
        "401": _tr("401 with a challenge"),
        "403": _tr("403 Forbidden"),
        "302": _tr("302 with a Location"),
        "426": _tr("426 with the version"),
        "503": _tr("503 Service Unavailable"),
        "wrong-accept": _tr("101 with a wrong Accept"),
        "no-upgrade": _tr("101 without Upgrade"),
        "http-1.0": _tr("101 by HTTP/1.0"),
        "content-length": _tr("101 with a Content-Length"),
        "unasked-extension": _tr("101 with an extension unasked for"),
        "glued": _tr("101 with a frame glued to it"),
    }
    return [(words, NAMED_ANSWERS[name]) for name, words in names.items()]


def answer_summary(answer: OpeningAnswer) -> str:
    """For example "101, not as it should be, after 500 ms"."""
    match answer.kind:
        case AnswerKind.ACCEPT if answer.is_plain:
            return _tr("101, correct")
        case AnswerKind.ACCEPT:
            words = _tr("101, altered")
        case AnswerKind.REJECT:
            words = _tr("rejects with %1").replace("%1", f"{answer.status:03}")
        case AnswerKind.GARBAGE:
            words = _tr("garbage")
        case AnswerKind.SILENCE:
            return _tr("silence")
        case AnswerKind.FIN:
            words = _tr("FIN")
        case AnswerKind.RST:
            words = _tr("RST")
    if answer.delay:
        words = _tr("%1, after %2 ms").replace("%1", words).replace("%2", str(answer.delay))
    return words
