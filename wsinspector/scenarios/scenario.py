"""A scenario: who misbehaves how, and what a verdict has to say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wsinspector.journal.verdict import Party
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.phases import Role
from wsinspector.scenarios.steps import Line


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """What an API is expected to report at the end.

    Attributes:
        code: of the close event.
        clean: its wasClean.
        error: an error event comes before it.
        reason: of the close event; None where it does not matter.
    """

    code: int
    clean: bool
    error: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class OwnEnd:
    """What is told to our own end; the defaults let it act correctly.

    Attributes:
        steps: what it does, beside the scripted end's steps.
        url: where a client of ours connects to, instead of the scripted server.
        subprotocols: what a client of ours offers.
        without: names of the lines that it leaves out of its request.
        headers: lines of its request with these values instead.
        behaviour: how it acts.
        settings: group to key to value, of the program's settings.
    """

    steps: tuple[Line, ...] = ()
    url: str = ""
    subprotocols: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    behaviour: Behaviour = field(default_factory=Behaviour)
    settings: Mapping[str, Mapping[str, bool | int | str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the verdict has to be.

    Attributes:
        ending: its name.
        flags: exactly these.
        initiator: who began the end; None where it does not matter, here and below.
        tcp_closer: who ended TCP first.
        cause: whose doing it was.
        rules: what must be found.
        also: what may be found beside that; never a violation.
        reports: role, then name of a profile, to what its API reports.
        after_ms: how long after the last step is judged, where our end is not over before; None
            waits for its end.
    """

    ending: str
    flags: frozenset[str] = frozenset()
    initiator: Party | None = None
    tcp_closer: Party | None = None
    cause: Party | None = None
    rules: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    reports: Mapping[Role, Mapping[str, ExpectedReport]] = field(default_factory=dict)
    after_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario.

    Attributes:
        id: its name, unique in a catalogue; what stands before the first hyphen is a short one.
        title: a few words for a list.
        story: what happens, in plain words.
        theme: the heading that it stands under.
        scripted: which end is scripted; the other one is ours.
        steps: what the scripted end does.
        own: what our end does.
        expected: what the verdict has to be.
        tls: both ends speak TLS; a scripted server that is to speak none to a client of ours that
            does needs ``own.url`` to say so.
        listens: a scripted server listens; without it, nobody answers at its port.
    """

    id: str
    title: str
    story: str
    theme: str
    scripted: Role
    steps: tuple[Line, ...]
    own: OwnEnd
    expected: Expectation
    tls: bool = False
    listens: bool = True

    @property
    def short_id(self) -> str:
        """What stands before the first hyphen of its id."""
        return self.id.partition("-")[0]

    @property
    def meets_strangers(self) -> bool:
        """Whether another program can take our end's place."""
        return self.listens and not self.own.url
