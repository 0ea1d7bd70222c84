"""Where an answer redirects to, as a step that a person can take."""

from __future__ import annotations

from dataclasses import dataclass

from wsinspector.texts import Text


@dataclass(frozen=True, slots=True)
class RedirectOffer:
    """A new address, and what would be different there.

    Attributes:
        url: the new address; empty where it is none.
        why_not: why there is none; None where there is one.
        loses_tls: from wss:// to ws://.
        drops_secrets: it is another server, and the request has what was meant for the first alone.
    """

    url: str = ""
    why_not: Text | None = None
    loses_tls: bool = False
    drops_secrets: bool = False
