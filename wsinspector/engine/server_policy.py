"""What the embedded server serves, as settings and listener say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.engine.endpoint_deflate import server_deflate
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.settings import LISTENER_HOSTS, LISTENER_ORIGINS, LISTENER_SUBPROTOCOLS

if TYPE_CHECKING:
    from wsinspector.protocol.opening.opening_answer import OpeningAnswer
    from wsinspector.protocol.website.site import Site
    from wsinspector.settings import Settings


def server_policy(
    settings: Settings,
    path: str,
    answer: OpeningAnswer,
    *,
    full: bool,
    site: Site | None = None,
) -> ServerPolicy:
    """The policy of a connection that is accepted now.

    Args:
        settings: subprotocols, lists of those let in, and compression.
        path: the only one that is served; empty serves every path.
        answer: how requests are answered.
        full: there is no room for a further connection.
        site: what is served as plain HTTP.
    """
    return ServerPolicy(
        path,
        list_of(settings.get(LISTENER_SUBPROTOCOLS)),
        full,
        server_deflate(settings),
        answer,
        list_of(settings.get(LISTENER_ORIGINS)),
        list_of(settings.get(LISTENER_HOSTS)),
        site,
    )


def list_of(words: str) -> tuple[str, ...]:
    """The words of a list with commas or white space between them, each once."""
    return tuple(dict.fromkeys(words.replace(",", " ").split()))
