"""The head of an HTTP/1.1 message: start line and fields, exactly as they came.

Every oddity that can be tolerated is tolerated and reported. Where RFC 9112 leaves a receiver the
choice between refusing and repairing, our end refuses: it never repairs what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wsinspector.protocol.faults import Fault, Severity, excerpt
from wsinspector.texts import text

_TOKEN = re.compile(r"[-!#$%&'*+.^_`|~0-9A-Za-z]+")
_OWS = " \t"
_PLAIN = re.compile(r"[\t\x20-\x7e]*")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NON_ASCII = re.compile(r"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class HeadField:
    """One field of a head.

    Attributes:
        name: what stands before the colon, in the peer's own case, without white space at its
            end; empty where the line has no colon.
        value: what stands after it without white space around, decoded as Latin-1, so that every
            byte is one character; folded lines are joined by a space (RFC 9112 §5.2). The whole
            line where it has no colon.
        raw: the line or folded lines as they came, line ends included.
    """

    name: str
    value: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """A whole head.

    Attributes:
        raw: every byte of it, from the first (empty lines before the start line included) to the
            empty line that ends it.
        start_line: the request or status line without its line end.
        fields: all fields in the order they came, duplicates included.
        faults: what is odd about the form, each rule once; what the fields mean is judged
            elsewhere.
    """

    raw: bytes
    start_line: bytes
    fields: tuple[HeadField, ...]
    faults: tuple[Fault, ...]

    def values(self, name: str) -> tuple[str, ...]:
        """The values of all fields with this name, in any case, in order."""
        wanted = name.lower()
        return tuple(f.value for f in self.fields if f.name.lower() == wanted)

    def joined(self, name: str) -> str | None:
        """The values of all fields with this name as one list (RFC 9110 §5.3); None without any."""
        found = self.values(name)
        return ", ".join(found) if found else None


def is_token(value: str) -> bool:
    """Whether this is a token (RFC 9110 §5.6.2)."""
    return _TOKEN.fullmatch(value) is not None


def parse_head(raw: bytes, is_request: bool) -> Head:
    """Take a whole head apart; never raises.

    Args:
        raw: the bytes up to and including the empty line at the end.
        is_request: a request, for which RFC 9112 demands the refusal of some oddities that are
            tolerated in a response.
    """
    reading = _Reading(is_request)
    for line in _lines(raw):
        reading.take(line)
    return Head(raw, reading.start_line, reading.whole_fields(), reading.whole_faults())


def _lines(raw: bytes) -> Iterator[bytes]:
    """The lines with their ends; only LF ends a line, with or without CR before it."""
    start = 0
    while start < len(raw):
        end = raw.find(b"\n", start)
        end = len(raw) if end < 0 else end + 1
        yield raw[start:end]
        start = end


@dataclass(slots=True)
class _Oddity:
    """One broken rule, with the first example and how often it was broken."""

    rule: str
    example: str
    must_fail: bool
    severity: Severity
    count: int = 1


@dataclass(slots=True)
class _Reading:
    """A head being taken apart line by line."""

    is_request: bool
    start_line: bytes = b""
    started: bool = False
    names: list[str] = field(default_factory=list)
    values: list[list[str]] = field(default_factory=list)
    raws: list[list[bytes]] = field(default_factory=list)
    oddities: dict[str, _Oddity] = field(default_factory=dict)

    def take(self, line: bytes) -> None:
        """Read the next line, its end included."""
        content = self._without_end(line)
        if not self.started:
            if not content:
                # RFC 9112 §2.2: a server SHOULD ignore at least one empty line before the request.
                self._odd("head-empty-line-first", "", severity=Severity.DEVIATION)
                return
            self.started = True
            self.start_line = content
            self._look_at(content.decode("latin-1"))
        elif content:
            self._take_field(content.decode("latin-1"), line)

    def whole_fields(self) -> tuple[HeadField, ...]:
        """The fields, once every line has been read."""
        return tuple(
            HeadField(name, " ".join(values), b"".join(raws))
            for name, values, raws in zip(self.names, self.values, self.raws, strict=True)
        )

    def whole_faults(self) -> tuple[Fault, ...]:
        """What was odd, once every line has been read."""
        return tuple(
            Fault(
                odd.rule,
                text(f"fault.{odd.rule}", count=odd.count, example=excerpt(odd.example)),
                odd.must_fail,
                odd.severity,
            )
            for odd in self.oddities.values()
        )

    def _without_end(self, line: bytes) -> bytes:
        if line.endswith(b"\r\n"):
            return line[:-2]
        content = line.removesuffix(b"\n")
        # RFC 9112 §2.2: a recipient MAY recognise a single LF as the end of a line.
        self._odd("head-bare-lf", content.decode("latin-1"))
        return content

    def _take_field(self, line: str, raw: bytes) -> None:
        self._look_at(line)
        if line[0] in _OWS:
            if self.names:
                # RFC 9112 §5.2: a server MUST refuse it or replace the fold by spaces, a user
                # agent MUST replace it.
                self._odd("head-folded-line", line, must_fail=self.is_request)
                self.values[-1].append(line.strip(_OWS))
                self.raws[-1].append(raw)
                return
            # RFC 9112 §2.2: white space before the first field is to be refused or skipped.
            self._odd("head-space-before-first-field", line, must_fail=True)
        before, colon, after = line.partition(":")
        if not colon:
            self._odd("head-line-without-colon", line, must_fail=True)
            self._add("", line, raw)
            return
        name = before.rstrip(_OWS)
        if name != before:
            # RFC 9112 §5.1: a server MUST refuse it with 400; other receivers remove the space.
            self._odd("head-space-before-colon", line, must_fail=self.is_request)
        if not is_token(name):
            self._odd("head-field-name-invalid", line, must_fail=True)
        value = after.strip(_OWS)
        if value and after != " " + value:
            self._odd("head-odd-spacing", line, severity=Severity.OBSERVATION)
        self._add(name, value, raw)

    def _add(self, name: str, value: str, raw: bytes) -> None:
        self.names.append(name)
        self.values.append([value])
        self.raws.append([raw])

    def _look_at(self, line: str) -> None:
        if _PLAIN.fullmatch(line):
            return
        # RFC 9110 §5.5: CR, LF and NUL are dangerous; refuse the message or replace them by SP.
        if "\0" in line:
            self._odd("head-nul", line, must_fail=True)
        if "\r" in line:
            self._odd("head-bare-cr", line, must_fail=True)
        if _CONTROL.search(line):
            self._odd("head-control-character", line)
        if _NON_ASCII.search(line):
            self._odd("head-non-ascii", line, severity=Severity.DEVIATION)

    def _odd(
        self,
        rule: str,
        example: str,
        *,
        must_fail: bool = False,
        severity: Severity = Severity.VIOLATION,
    ) -> None:
        known = self.oddities.get(rule)
        if known is None:
            self.oddities[rule] = _Oddity(rule, example, must_fail, severity)
        else:
            known.count += 1
