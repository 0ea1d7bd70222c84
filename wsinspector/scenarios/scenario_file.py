"""Reads a scenario from the bytes of a TOML file, and believes nothing in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Final, TypeVar, cast

from wsinspector.journal.verdict import Party
from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    KeepAlive,
    OnClose,
    Presence,
    TcpDuty,
)
from wsinspector.protocol.faults import Severity
from wsinspector.protocol.opening.head import is_token
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.scenario import Expectation, ExpectedReport, OwnEnd, Scenario
from wsinspector.scenarios.step_words import StepError, parse_step
from wsinspector.scenarios.steps import OWN, SCRIPTED, Awaited, Expect, Line
from wsinspector.setting import Value
from wsinspector.settings import Settings
from wsinspector.texts import ExplainedError, Text, render, text
from wsinspector.verdicts.profiles import BY_NAME
from wsinspector.verdicts.rules import RULES

LARGEST_FILE: Final = 1024 * 1024
"""Bytes; a larger file is not read."""

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REPORT: Final = re.compile(r'(\d{1,5}) (?:"(.*)" )?(clean|unclean)( error)?')
_AT_LINE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_ENDINGS: Final = re.compile(r"[a-z][a-z0-9-]*")
_LONGEST_MS: Final = 4 * 3_600_000
_MOST_STEPS: Final = 10_000
_T = TypeVar("_T", str, bool, int)


class ScenarioError(ExplainedError, ValueError):
    """A file is no scenario.

    Attributes:
        line: where, counted from 1; 0 where it is not one line's fault.
    """

    def __init__(self, why: Text, line: int) -> None:
        place = text("scenario.at-line", line=line, why=render(why)) if line else why
        super().__init__(place)
        self.line = line


def read_scenario(data: bytes) -> Scenario:
    """Read a file.

    Args:
        data: all of it.

    Raises:
        ScenarioError: it is no scenario; the text says why, and in which line.
    """
    if len(data) > LARGEST_FILE:
        raise ScenarioError(text("scenario.too-large", most=LARGEST_FILE), 0)
    try:
        source = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ScenarioError(text("scenario.no-utf8"), line) from None
    try:
        parsed = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _AT_LINE.search(str(error))
        line = int(place[1]) if place and place[1] else source.count("\n") + 1
        why = _AT_LINE.sub("", str(error))
        raise ScenarioError(text("scenario.no-toml", why=why), line) from None
    return _scenario(_Table(parsed, "", source))


class _Table:
    """One table of the file; every key has to be asked for.

    Args:
        values: what stands in it.
        name: its own, with dots between; empty for the file itself.
        source: the whole file.
    """

    def __init__(self, values: Mapping[str, object], name: str, source: str) -> None:
        self.values = values
        self.name = name
        self._source = source
        self._asked: set[str] = set()

    def error(self, why: Text, key: str = "", shown: str = "") -> ScenarioError:
        """Something is wrong with a key, or with what is shown beside it."""
        return ScenarioError(why, self._line(key, shown))

    def _line(self, key: str, shown: str) -> int:
        lines = self._source.splitlines()
        begin = 0
        if self.name:
            header = re.compile(rf"\s*\[\s*{re.escape(self.name)}\s*\]")
            begin = next((at for at, line in enumerate(lines) if header.match(line)), 0)
        start = begin
        if key:
            path = f"{self.name}.{key}" if self.name else key
            pattern = re.compile(rf'\s*("?{re.escape(key)}"?\s*=|\[+\s*{re.escape(path)}\s*[\].])')
            found = (at for at in range(begin, len(lines)) if pattern.match(lines[at]))
            start = next(found, begin)
        if shown:
            start = next((at for at in range(start, len(lines)) if shown in lines[at]), start)
        return start + 1

    def take(self, key: str) -> None:
        """A value of any type is asked for."""
        self._asked.add(key)

    def get(self, key: str, default: _T) -> _T:
        """A value of the same type as the default."""
        self._asked.add(key)
        value = self.values.get(key, default)
        if type(value) is not type(default):
            wanted = type(default).__name__
            raise self.error(text("scenario.wrong-type", key=key, wanted=wanted), key)
        return value

    def demand(self, key: str) -> str:
        """A text that must be there."""
        value = self.get(key, "").strip()
        if not value:
            raise self.error(text("scenario.missing", key=key), key if key in self.values else "")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        self._asked.add(key)
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error(text("scenario.wrong-type", key=key, wanted="list"), key)
        return tuple(value)

    def table(self, key: str) -> _Table:
        """A table in it, empty if it is not there."""
        self._asked.add(key)
        value = self.values.get(key, {})
        name = f"{self.name}.{key}" if self.name else key
        if not isinstance(value, dict):
            raise self.error(text("scenario.wrong-type", key=key, wanted="table"), key)
        return _Table(value, name, self._source)

    def close(self) -> None:
        """Whatever nobody has asked for is unknown."""
        for key in self.values:
            if key not in self._asked:
                raise self.error(text("scenario.unknown-key", key=key), key)


def _scenario(top: _Table) -> Scenario:
    identity = top.demand("id")
    if not _ID.fullmatch(identity):
        raise top.error(text("scenario.bad-id", id=identity), "id")
    role = _choice(top, "scripted", Role)
    steps = _steps(top, SCRIPTED, is_own=False)
    listens = top.get("listens", True)
    if steps and not listens:
        raise top.error(text("scenario.nobody-listens"), "listens")
    scenario = Scenario(
        identity,
        top.demand("title"),
        " ".join(top.demand("story").split()),
        top.demand("theme"),
        role,
        steps,
        _own(top.table("ours")),
        _expectation(top.table("expected")),
        top.get("tls", False),
        listens,
    )
    top.close()
    return scenario


def _choice(table: _Table, key: str, kind: type[Role]) -> Role:
    value = table.demand(key)
    try:
        return kind(value)
    except ValueError:
        choices = ", ".join(kind)
        raise table.error(
            text("scenario.no-choice", key=key, value=value, choices=choices), key
        ) from None


def _steps(table: _Table, allowed: tuple[type, ...], *, is_own: bool) -> tuple[Line, ...]:
    lines = []
    written = table.strings("steps")
    if len(written) > _MOST_STEPS:
        raise table.error(text("scenario.too-many-steps", most=_MOST_STEPS), "steps")
    for words in written:
        try:
            step = parse_step(words)
        except StepError as error:
            raise table.error(error.text, "steps", words) from None
        waits_for_open = isinstance(step, Expect) and step.what is Awaited.OPEN
        if not isinstance(step, allowed) or (waits_for_open and not is_own):
            raise table.error(text("scenario.step-not-here", step=words), "steps", words)
        lines.append(Line(words, step))
    return tuple(lines)


def _own(table: _Table) -> OwnEnd:
    headers = table.table("headers")
    for name in headers.values:
        if not is_token(name):
            raise headers.error(text("scenario.bad-header", name=name), name)
        headers.get(name, "")
    own = OwnEnd(
        _steps(table, OWN, is_own=True),
        table.get("url", ""),
        table.strings("subprotocols"),
        table.strings("without"),
        cast("Mapping[str, str]", headers.values),
        _behaviour(table.table("behaviour")),
        _settings(table.table("settings")),
    )
    table.close()
    return own


def _behaviour(table: _Table) -> Behaviour:
    try:
        tcp = TcpDuty(table.get("tcp", TcpDuty.END.value))
        presence = Presence(table.get("presence", Presence.NORMAL.value))
    except ValueError as error:
        raise table.error(text("scenario.bad-behaviour", why=str(error))) from None
    delay = _milliseconds(table, "reply-delay", 0)
    interval = _milliseconds(table, "ping-interval", 0)
    timeout = _milliseconds(table, "ping-timeout", 0)
    table.close()
    return Behaviour(
        OnClose(delay=delay, tcp=tcp), keep_alive=KeepAlive(interval, timeout), presence=presence
    )


def _milliseconds(table: _Table, key: str, default: int) -> int:
    value = table.get(key, default)
    if not 0 <= value <= _LONGEST_MS and value != default:
        raise table.error(text("scenario.no-time", key=key, most=_LONGEST_MS), key)
    return value


def _settings(table: _Table) -> Mapping[str, Mapping[str, Value]]:
    chosen: dict[str, dict[str, Value]] = {}
    for name, value in table.values.items():
        group, _, key = name.partition(".")
        table.take(name)
        chosen.setdefault(group, {})[key] = cast("Value", value)
        wrong = Settings().load({group: {key: value}})
        if wrong:
            raise table.error(wrong[0], name)
    return chosen


# -- what is expected ---------------------------------------------------------------------------


def _expectation(table: _Table) -> Expectation:
    ending = table.demand("ending")
    if not _ENDINGS.fullmatch(ending):
        raise table.error(text("scenario.bad-ending", ending=ending), "ending")
    rules, also = _rules(table, "rules"), _rules(table, "also")
    for rule in also:
        if RULES[rule].severity is Severity.VIOLATION:
            raise table.error(text("scenario.also-violation", rule=rule), "also", rule)
    after = _milliseconds(table, "after-ms", -1)
    expected = Expectation(
        ending,
        frozenset(table.strings("flags")),
        _party(table, "initiator"),
        _party(table, "tcp-closer"),
        _party(table, "cause"),
        rules,
        also,
        {role: _reports(table.table(role.value)) for role in Role},
        None if after < 0 else after,
    )
    table.close()
    return expected


def _rules(table: _Table, key: str) -> frozenset[str]:
    rules = table.strings(key)
    for rule in rules:
        if rule not in RULES:
            raise table.error(text("scenario.no-rule", rule=rule), key, rule)
    return frozenset(rules)


def _party(table: _Table, key: str) -> Party | None:
    value = table.get(key, "")
    if not value:
        return None
    try:
        return Party(value)
    except ValueError:
        why = text("scenario.no-choice", key=key, value=value, choices=", ".join(Party))
        raise table.error(why, key) from None


def _reports(table: _Table) -> Mapping[str, ExpectedReport]:
    reports = {}
    for name in table.values:
        written = table.get(name, "")
        found = _REPORT.fullmatch(written)
        if name not in BY_NAME:
            choices = ", ".join(BY_NAME)
            why = text("scenario.no-choice", key=table.name, value=name, choices=choices)
            raise table.error(why, name)
        if found is None:
            raise table.error(text("scenario.no-report", words=written), name)
        reports[name] = ExpectedReport(int(found[1]), found[3] == "clean", bool(found[4]), found[2])
    return reports
