"""Everything the lower layers say to a person, as (message id, arguments).

Below ``models`` nothing builds sentences: a layer returns a :class:`Text`, and only the window and
the command line turn it into words with :func:`render`. The English templates stand in one table,
so that a translation can be complete and a test can find a message nobody wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

TextArgs = Mapping[str, str | int | float]


class Text(NamedTuple):
    """A message to a person: the id of a template and the values that go into it.

    Attributes:
        id: key of :data:`TEMPLATES`.
        args: values for the template's ``{name}`` fields; plain JSON types, so that a text can be
            stored with the entry it explains.
    """

    id: str
    args: TextArgs


def text(message_id: str, /, **args: str | int | float) -> Text:
    """Shorthand for ``Text(message_id, args)``."""
    return Text(message_id, args)


def render(message: Text, template_of: Callable[[str], str] | None = None) -> str:
    """Turn a text into words.

    Args:
        message: what to say.
        template_of: finds the template of an id, for a translated table; English when absent.

    Raises:
        KeyError: the id is not in the table, which is a defect of the program.
    """
    template = TEMPLATES[message.id] if template_of is None else template_of(message.id)
    return template.format_map(message.args)


TEMPLATES: dict[str, str] = {
    # -- opening a connection ------------------------------------------------------------------
    # -- opening handshake: faults of a request or a response -----------------------------------
    # -- frames, messages, limits: why an endpoint failed the connection ------------------------
    # -- closing handshake, TCP end, timeouts ---------------------------------------------------
    # -- journal ---------------------------------------------------------------------------------
    "journal.full": "The recording holds {bytes} bytes of payload, which is the limit: from here on "
    "payloads are recorded by their length alone.",
    # -- server and listener --------------------------------------------------------------------
    # -- wishes that cannot be carried out ------------------------------------------------------
}
