"""A scenario as the window shows it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wsinspector.protocol.faults import Severity
from wsinspector.protocol.phases import Role
from wsinspector.texts import Text


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """What a person reads of a scenario before it is played.

    Attributes:
        id: its name.
        title: a few words.
        theme: the heading that it stands under.
        story: what happens, in plain words.
        scripted: which end is scripted; the other one is ours.
        script: the steps of the scripted end, as they are written.
        own: the steps of our end, likewise.
        facts: what the verdict has to say, each with its name.
        rules: what has to be found: severity, id and sentence.
        meets_strangers: another program can take our end's place.
        file: where it comes from; empty for one that came with the program.
    """

    id: str
    title: str
    theme: str
    story: str
    scripted: Role
    script: tuple[str, ...]
    own: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    rules: tuple[tuple[Severity, str, Text], ...]
    meets_strangers: bool
    file: str = ""

    def matches(self, words: str) -> bool:
        """Whether each of these words is in its id, title, theme, story or expectation."""
        own = [self.id, self.title, self.theme, self.story]
        own += [value for _, value in self.facts] + [rule for _, rule, _ in self.rules]
        place = "\n".join(own).casefold()
        return all(word in place for word in words.casefold().split())


class PlayState(Enum):
    """How far a scenario has got."""

    NEW = "new"
    PLAYING = "playing"
    WAITING = "waiting"
    """For a program outside."""
    EXPECTED = "expected"
    DIFFERS = "differs"
    MET = "met"
    """A program outside has met it."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PlayResult:
    """What became of a scenario, or is about to.

    Attributes:
        state: how far it has got.
        differences: what is otherwise than expected, a sentence each.
        connection: number of its connection; 0 as long as there is none.
        next: the next step, in words; empty where nobody waits for a click.
        address: where a program outside is awaited, or what is called; empty for none.
        by_steps: a person set the pace.
    """

    state: PlayState = PlayState.NEW
    differences: tuple[Text, ...] = ()
    connection: int = 0
    next: Text | None = None
    address: str = ""
    by_steps: bool = False

    @property
    def is_going_on(self) -> bool:
        """Whether it can be cancelled."""
        return self.state in (PlayState.PLAYING, PlayState.WAITING)
