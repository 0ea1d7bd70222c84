"""The command lines of serve and connect, and what they ask for."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass

from wsinspector.cli.answering import ANSWERING, Answering, add_answer_options, answering
from wsinspector.cli.argument_types import (
    address,
    close,
    hex_bytes,
    path,
    payload,
    pieces,
    whole_number,
)
from wsinspector.cli.behaviour_options import add_behaviour_options, behaviour_of
from wsinspector.cli.command_parser import CommandParser
from wsinspector.cli.conversation import Receive, Step
from wsinspector.cli.request_options import add_request_options, request_plan
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.exchange import SendBytes, SendClose, SendControl, SendMessage
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.opening.request_plan import RequestPlan
from wsinspector.protocol.phases import Role
from wsinspector.settings import LISTENER_HOST, LISTENER_PORT

_MOST_MESSAGES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class View:
    """What is printed.

    Attributes:
        json: one JSON object a line instead of words.
        quiet: no entries at all.
        everything: calls, states and queues too, which are left out else.
    """

    json: bool = False
    quiet: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What ``serve`` is to do.

    Attributes:
        host: name or address to listen on.
        port: 0 lets the system choose.
        path: the only path that is served; empty serves every path.
        tls: the file of the certificate and key for TLS; empty for a certificate made for this run,
            None for plain TCP.
        behaviour: how every connection acts.
        view: what is printed.
        answering: how opening handshakes are answered.
    """

    host: str
    port: int
    path: str
    tls: str | None
    behaviour: Behaviour
    view: View
    answering: Answering = ANSWERING


@dataclass(frozen=True, slots=True)
class ConnectOptions:
    """What ``connect`` is to do.

    Attributes:
        url: where to.
        plan: the request.
        redirects: how many of them to follow.
        insecure: believe any certificate.
        authorities: the file of the authorities to believe; None for those of the system.
        steps: what to do once it is open, in order.
        behaviour: how this end acts.
        view: what is printed.
    """

    url: str
    plan: RequestPlan
    redirects: int
    insecure: bool
    authorities: str | None
    steps: tuple[Step, ...]
    behaviour: Behaviour
    view: View


def serve_options(arguments: Sequence[str]) -> ServeOptions:
    """Read the command line of ``serve``; a bad one ends the program with a sentence."""
    parser = CommandParser.of(
        "serve", "Listen, and print what every connection does, until Ctrl-C."
    )
    parser.add_argument(
        "--host",
        default=LISTENER_HOST.default,
        help="name or address to listen on; localhost, the default, is this machine alone, 0.0.0.0 "
        "or :: lets other machines in, too, and * both",
    )
    parser.add_argument(
        "--port",
        type=whole_number(0, 65535),
        default=LISTENER_PORT.default,
        help="port to listen on, %(default)s if not given; 0 lets the system choose one",
    )
    parser.add_argument("--path", type=path, help="the only path to serve; every path if not given")
    parser.add_argument(
        "--tls",
        metavar="FILE",
        nargs="?",
        const="",
        help="speak TLS with the certificate and key in FILE, in PEM form; without FILE a "
        "certificate is made for this run, which no client believes unless told to",
    )
    add_answer_options(parser)
    add_behaviour_options(parser, Role.SERVER)
    _add_view(parser)
    options = parser.parse_args(arguments)
    return ServeOptions(
        options.host,
        options.port,
        options.path or "",
        options.tls,
        behaviour_of(options),
        _view(options),
        answering(options),
    )


def connect_options(arguments: Sequence[str]) -> ConnectOptions:
    """Read the command line of ``connect``; a bad one ends the program with a sentence."""
    parser = CommandParser.of(
        "connect",
        "Connect, and print what happens, until the connection is over.\n\n"
        "Once it is open, --send, --send-binary, --send-bytes, --ping, --receive and --close are "
        "done one\nafter the other, in the order in which they stand. --close waits for nothing: "
        "put --receive before\nit to have the answers first. Without --close the connection "
        "stays until the peer ends it.",
    )
    parser.add_argument("url", metavar="URL", type=address, help="ws://host:port/path, or wss://")
    _add_steps(parser)
    add_request_options(parser)
    believing = parser.add_mutually_exclusive_group()
    believing.add_argument(
        "--insecure", action="store_true", help="believe any certificate of a wss:// server"
    )
    believing.add_argument(
        "--ca",
        metavar="FILE",
        help="believe the authorities in FILE, in PEM form, instead of the system's",
    )
    add_behaviour_options(parser, Role.CLIENT)
    _add_view(parser)
    options = parser.parse_args(arguments)
    return ConnectOptions(
        options.url,
        request_plan(options),
        options.follow_redirects,
        options.insecure,
        options.ca,
        tuple(getattr(options, _STEPS, ())),
        behaviour_of(options),
        _view(options),
    )


# -- common parts -------------------------------------------------------------------------------

_STEPS = "steps"


class _AddStep(Action):
    """Keeps options of different names in the order in which they stand."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        steps: list[Step] = getattr(namespace, _STEPS, [])
        setattr(namespace, _STEPS, [*steps, _step(self.dest, values)])


def _add_steps(parser: ArgumentParser) -> None:
    steps = parser.add_argument_group("what to do, in this order")
    steps.add_argument(
        "--send", metavar="TEXT", type=payload, action=_AddStep, help="send a text message"
    )
    steps.add_argument(
        "--send-binary",
        metavar="HEX",
        type=hex_bytes,
        action=_AddStep,
        help="send a binary message",
    )
    steps.add_argument(
        "--send-bytes",
        metavar="HEX[,[MS:]HEX…]",
        type=pieces,
        action=_AddStep,
        help="send any bytes as they are, frames or not; what follows a comma goes out in a write "
        "of its own, MS milliseconds later",
    )
    steps.add_argument(
        "--ping",
        metavar="TEXT",
        nargs="?",
        const=b"",
        type=payload,
        action=_AddStep,
        help="send a Ping, empty if there is no TEXT",
    )
    steps.add_argument(
        "--receive",
        metavar="N",
        type=whole_number(1, _MOST_MESSAGES),
        action=_AddStep,
        help="wait for N more messages",
    )
    steps.add_argument(
        "--close",
        metavar="CODE[:REASON]",
        type=close,
        action=_AddStep,
        help="send a Close with this code, legal or not, or with none: --close empty",
    )


def _step(name: str, value: object) -> Step:
    match name, value:
        case "send", bytes(data):
            return SendMessage(data, is_text=True)
        case "send_binary", bytes(data):
            return SendMessage(data, is_text=False)
        case "send_bytes", SendBytes():
            return value
        case "ping", bytes(data):
            return SendControl(Kind.PING, data)
        case "receive", int(count):
            return Receive(count)
        case "close", (int() | None as code, bytes(reason)):
            return SendClose(code, reason)
        case _:
            raise AssertionError(name)


def _add_view(parser: ArgumentParser) -> None:
    shown = parser.add_argument_group("what is printed")
    form = shown.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a line")
    form.add_argument("--quiet", action="store_true", help="no entries")
    shown.add_argument(
        "--all",
        dest="everything",
        action="store_true",
        help="also calls, changes of state and progress of the send queue",
    )


def _view(options: Namespace) -> View:
    return View(options.json, options.quiet, options.everything)
