"""The options of ``connect`` that say what its request is like."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from wsinspector.cli.argument_types import (
    authorization,
    field_name,
    field_value,
    header,
    whole_number,
)
from wsinspector.protocol.opening.request_plan import RequestPlan, bearer_authorization
from wsinspector.settings import CLIENT_FOLLOW_REDIRECTS

_MOST_REDIRECTS = CLIENT_FOLLOW_REDIRECTS.maximum or 0


def add_request_options(parser: ArgumentParser) -> None:
    """Add them; :func:`request_plan` reads them."""
    group = parser.add_argument_group(
        "the request",
        "A correct request is changed in the order of this list. What is wrong with it is sent as "
        "it is.",
    )
    group.add_argument(
        "--no-header",
        metavar="NAME",
        type=field_name,
        action="append",
        default=[],
        help="leave out a field that is sent otherwise: Host, Upgrade, Connection, "
        "Sec-WebSocket-Key, Sec-WebSocket-Version, Sec-WebSocket-Extensions",
    )
    group.add_argument(
        "--host-header", metavar="VALUE", type=field_value, help="another value of Host"
    )
    group.add_argument(
        "--key",
        metavar="VALUE",
        type=field_value,
        help="another value of Sec-WebSocket-Key than 16 random bytes",
    )
    group.add_argument(
        "--subprotocol",
        metavar="NAME",
        type=field_value,
        action="append",
        default=[],
        help="offer a subprotocol",
    )
    group.add_argument("--origin", metavar="VALUE", type=field_value, help="send an Origin")
    group.add_argument(
        "--cookie",
        metavar="NAME=VALUE",
        type=field_value,
        action="append",
        default=[],
        help="send a cookie; several become one field",
    )
    authorizing = group.add_mutually_exclusive_group()
    authorizing.add_argument(
        "--auth",
        metavar="USER:PASSWORD",
        type=authorization,
        help="basic authentication; what is printed and recorded has it too",
    )
    authorizing.add_argument(
        "--bearer", metavar="TOKEN", type=field_value, help="bearer authentication"
    )
    group.add_argument(
        "--header",
        metavar="'NAME: VALUE'",
        type=header,
        action="append",
        default=[],
        help="add a field at the end, even one that is there already",
    )
    group.add_argument(
        "--follow-redirects",
        metavar="N",
        type=whole_number(0, _MOST_REDIRECTS),
        default=0,
        help="follow so many redirects, each with a connection of its own, but never from wss:// "
        "to ws://; Authorization and Cookie go to no other server",
    )


def request_plan(options: Namespace) -> RequestPlan:
    """The request that the options ask for."""
    plan = RequestPlan()
    for name in options.no_header:
        plan = plan.without(name)
    if options.host_header is not None:
        plan = plan.setting("Host", options.host_header)
    if options.key is not None:
        plan = plan.setting("Sec-WebSocket-Key", options.key)
    plan = plan.offering(options.subprotocol)
    if options.origin is not None:
        plan = plan.adding(("Origin", options.origin))
    if options.cookie:
        plan = plan.adding(("Cookie", "; ".join(options.cookie)))
    if options.bearer is not None:
        plan = plan.adding(("Authorization", bearer_authorization(options.bearer)))
    if options.auth is not None:
        plan = plan.adding(("Authorization", options.auth))
    return plan.adding(*options.header)
