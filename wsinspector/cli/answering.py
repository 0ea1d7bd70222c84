"""How ``serve`` answers opening handshakes: its options, and what they mean."""

from __future__ import annotations

from argparse import ArgumentTypeError
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from wsinspector.cli.argument_types import hex_bytes, payload, whole_number
from wsinspector.protocol.opening.head import is_token
from wsinspector.protocol.opening.named_answers import NAMED_ANSWERS, answer_named
from wsinspector.protocol.opening.opening_answer import PLAIN_ANSWER, AnswerKind, OpeningAnswer
from wsinspector.settings import LISTENER_HOSTS, LISTENER_ORIGINS, LISTENER_SUBPROTOCOLS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from wsinspector.settings import Settings

_LONGEST_DELAY_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Answering:
    """How opening handshakes are answered.

    Attributes:
        answer: the plan.
        subprotocols: what is supported.
        origins: the only Origins that are let in; empty lets in all.
        hosts: the only Hosts that are let in; empty lets in all.
    """

    answer: OpeningAnswer = PLAIN_ANSWER
    subprotocols: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    def apply(self, settings: Settings) -> None:
        """Choose the settings among it."""
        settings.set(LISTENER_SUBPROTOCOLS, ", ".join(self.subprotocols))
        settings.set(LISTENER_ORIGINS, ", ".join(self.origins))
        settings.set(LISTENER_HOSTS, ", ".join(self.hosts))


ANSWERING: Final = Answering()
"""What RFC 6455 asks for, and everybody let in."""


def add_answer_options(parser: ArgumentParser) -> None:
    """Teach a parser the options that :func:`answering` reads."""
    group = parser.add_argument_group("how opening handshakes are answered")
    names = ", ".join(name for name in NAMED_ANSWERS if not name.isdigit())
    group.add_argument(
        "--answer",
        metavar="HOW",
        type=answer,
        default=PLAIN_ANSWER,
        help=f"an HTTP status from 100 to 599, or one of {names}; garbage:HEX and glued:HEX "
        "name their bytes. A request with faults is refused unless HOW says otherwise",
    )
    group.add_argument(
        "--answer-header",
        metavar="'NAME: VALUE'",
        type=line,
        action="append",
        default=[],
        help="add a line to the head of the answer, as it stands; may be repeated",
    )
    group.add_argument(
        "--answer-body", metavar="TEXT", type=payload, help="the body of a rejection"
    )
    group.add_argument(
        "--answer-delay",
        metavar="MS",
        type=whole_number(0, _LONGEST_DELAY_MS),
        default=0,
        help="milliseconds between the request and the answer",
    )
    group.add_argument(
        "--subprotocol",
        metavar="NAME",
        type=token,
        action="append",
        default=[],
        help="a subprotocol that is supported; may be repeated",
    )
    group.add_argument(
        "--allow-origin",
        metavar="ORIGIN",
        type=word,
        action="append",
        default=[],
        help="let in requests with this Origin alone (none: those without one) and refuse others "
        "with 403; may be repeated",
    )
    group.add_argument(
        "--allow-host",
        metavar="HOST[:PORT]",
        type=word,
        action="append",
        default=[],
        help="the same for the Host field",
    )


def answering(options: Namespace) -> Answering:
    """What the options ask for."""
    plan: OpeningAnswer = options.answer
    body = plan.body if options.answer_body is None else options.answer_body
    return Answering(
        replace(
            plan,
            headers=(*plan.headers, *options.answer_header),
            body=body,
            delay=options.answer_delay,
        ),
        tuple(options.subprotocol),
        tuple(options.allow_origin),
        tuple(options.allow_host),
    )


def answer(words: str) -> OpeningAnswer:
    """A plan by its name."""
    name, colon, rest = words.partition(":")
    if colon and name == AnswerKind.GARBAGE:
        return OpeningAnswer(AnswerKind.GARBAGE, garbage=hex_bytes(rest))
    if colon and name == "glued":
        return OpeningAnswer(glued=hex_bytes(rest))
    known = answer_named(words)
    if known is None:
        names = ", ".join(name for name in NAMED_ANSWERS if not name.isdigit())
        raise ArgumentTypeError(
            f"“{words}” is neither an HTTP status from 100 to 599 nor one of {names}, "
            "garbage:HEX, glued:HEX"
        )
    return known


def line(words: str) -> str:
    """A line of a head, as it stands."""
    if not words:
        raise ArgumentTypeError("an empty line would end the head")
    if "\r" in words or "\n" in words:
        raise ArgumentTypeError("a header cannot contain a line break")
    payload(words)
    return words


def token(words: str) -> str:
    """The name of a subprotocol."""
    if not is_token(words):
        raise ArgumentTypeError(f"“{words}” is not a name that a subprotocol can have")
    return words


def word(words: str) -> str:
    """One entry of a list."""
    if not words or "," in words or words.split() != [words]:
        raise ArgumentTypeError(f"“{words}” is not one value: repeat the option for each")
    return words
