"""What a client's opening handshake is to say, line by line, right or wrong."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from wsinspector.texts import ExplainedError, text

VERSION: Final = "13"
"""The only version that RFC 6455 §4.1 allows."""

SUBPROTOCOL_FIELD: Final = "Sec-WebSocket-Protocol"
SECRET_FIELDS: Final = frozenset(("authorization", "proxy-authorization", "cookie"))
"""The fields, in lower case, that are meant for one server alone."""


class RequestPlanError(ExplainedError, ValueError):
    """No such request can be made."""


class Made(StrEnum):
    """The values that are made for every connection anew."""

    HOST = "host"
    """Host and port of the address."""
    KEY = "key"
    """16 random bytes in base64."""
    DEFLATE = "deflate"
    """The offer of permessage-deflate; the whole line is left out where nothing is offered."""


@dataclass(frozen=True, slots=True)
class PlannedField:
    """One header line.

    Attributes:
        name: what stands before the colon.
        value: what stands after it and a space; of no meaning if ``made`` says otherwise.
        made: what the value is made from for every connection; None for ``value`` as it stands.
    """

    name: str
    value: str = ""
    made: Made | None = None

    def is_named(self, name: str) -> bool:
        """Whether this is its name, in any case."""
        return self.name.lower() == name.lower()


CORRECT_FIELDS: Final = (
    PlannedField("Host", made=Made.HOST),
    PlannedField("Upgrade", "websocket"),
    PlannedField("Connection", "Upgrade"),
    PlannedField("Sec-WebSocket-Key", made=Made.KEY),
    PlannedField("Sec-WebSocket-Version", VERSION),
    PlannedField("Sec-WebSocket-Extensions", made=Made.DEFLATE),
)
"""What RFC 6455 §4.1 asks for, and an offer of compression as browsers make it."""


@dataclass(frozen=True, slots=True)
class RequestPlan:
    """A request that may be as wrong as one likes; it begins as a correct one.

    Text goes out as UTF-8, and a byte that was no UTF-8 when it was read goes out as it was.

    Attributes:
        fields: the header lines, in order.
        method: first word of the first line.
        target: second part of the first line; None for path and query of the address.
        version: last word of the first line.

    Raises:
        RequestPlanError: a part has a line break, so that it would be another line, or cannot be
            written in UTF-8.
    """

    fields: tuple[PlannedField, ...] = CORRECT_FIELDS
    method: str = "GET"
    target: str | None = None
    version: str = "HTTP/1.1"

    def __post_init__(self) -> None:
        for part in (self.method, self.target or "", self.version):
            check_part(part)
        for field in self.fields:
            check_part(field.name)
            check_part(field.value)

    def values(self, name: str) -> tuple[str, ...]:
        """The values that are given for a field, without those that are made, in order."""
        return tuple(f.value for f in self.fields if f.is_named(name) and f.made is None)

    def adding(self, *fields: tuple[str, str]) -> RequestPlan:
        """The same with further lines, each a name and a value, at the end."""
        added = (PlannedField(name, value) for name, value in fields)
        return replace(self, fields=(*self.fields, *added))

    def without(self, name: str) -> RequestPlan:
        """The same without all lines of this name."""
        return replace(self, fields=tuple(f for f in self.fields if not f.is_named(name)))

    def setting(self, name: str, value: str) -> RequestPlan:
        """The same with this value on the first line of this name, or on a new one at the end."""
        for number, field in enumerate(self.fields):
            if field.is_named(name):
                before, after = self.fields[:number], self.fields[number + 1 :]
                return replace(
                    self, fields=(*before, replace(field, value=value, made=None), *after)
                )
        return self.adding((name, value))

    def offering(self, subprotocols: Sequence[str]) -> RequestPlan:
        """The same, with an offer of subprotocols, in order of preference, if there are any."""
        if not subprotocols:
            return self
        return self.adding((SUBPROTOCOL_FIELD, ", ".join(subprotocols)))

    def without_secrets(self) -> RequestPlan:
        """The same without what is meant for one server alone: :data:`SECRET_FIELDS`."""
        kept = (f for f in self.fields if f.name.strip().lower() not in SECRET_FIELDS)
        return replace(self, fields=tuple(kept))

    def lines(
        self, resource: str, made: Mapping[Made, str | None], shown: Callable[[str, str], str]
    ) -> tuple[str, ...]:
        """The lines of the request.

        Args:
            resource: path and query of the address.
            made: what is made for this connection; None leaves the line out.
            shown: given name and value of a field, how the value is to be written.
        """
        target = resource if self.target is None else self.target
        lines = [f"{self.method} {target} {self.version}"]
        for field in self.fields:
            value = field.value if field.made is None else made[field.made]
            if value is not None:
                lines.append(f"{field.name}: {shown(field.name, value)}")
        return tuple(lines)

    def head(self, resource: str, made: Mapping[Made, str | None]) -> bytes:
        """The request as it goes on the wire; arguments as of :meth:`lines`."""
        lines = self.lines(resource, made, lambda _name, value: value)
        return b"".join(map(_encoded, (f"{line}\r\n" for line in (*lines, ""))))


def check_part(part: str) -> None:
    """Whether a request can have this as a part of one of its lines.

    Raises:
        RequestPlanError: it cannot.
    """
    if "\r" in part or "\n" in part:
        raise RequestPlanError(text("request.line-break"))
    try:
        _encoded(part)
    except UnicodeEncodeError:
        raise RequestPlanError(text("request.no-utf-8")) from None


def basic_authorization(user: str, password: str) -> str:
    """The value of Authorization for a name and a password (RFC 7617 §2, as UTF-8)."""
    return "Basic " + base64.b64encode(_encoded(f"{user}:{password}")).decode("ascii")


def bearer_authorization(token: str) -> str:
    """The value of Authorization for a token (RFC 6750 §2.1)."""
    return f"Bearer {token}"


def _encoded(words: str) -> bytes:
    return words.encode("utf-8", "surrogateescape")
