"""How an end acts, as sentences whose choices are fields."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wsinspector.protocol.behaviours.behaviour import Behaviour, Presence
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.behaviour_oddities import oddities
from wsinspector.widgets.behaviour.behaviour_presets import BehaviourPresets
from wsinspector.widgets.behaviour.behaviour_words import behaviour_summary
from wsinspector.widgets.behaviour.built_in_behaviours import usual_behaviour
from wsinspector.widgets.behaviour.close_sentence import CloseSentence
from wsinspector.widgets.behaviour.keep_alive_sentence import KeepAliveSentence
from wsinspector.widgets.behaviour.message_sentence import MessageSentence
from wsinspector.widgets.behaviour.opening_sentence import OpeningSentence
from wsinspector.widgets.behaviour.ping_sentence import PingSentence
from wsinspector.widgets.behaviour.presence_sentence import PresenceSentence
from wsinspector.widgets.behaviour.sentence_line import SentenceLine
from wsinspector.widgets.behaviour.violation_sentence import ViolationSentence
from wsinspector.widgets.controls.chip import Chip
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel


class BehaviourSentence(QWidget):
    """A few sentences, one for each occasion, and the presets that fill in all of them.

    The first is about a Close; rare ones are folded away as long as they say what is usual.

    Attributes:
        presets: behaviours that have a name.
        more: unfolds the rare ones.

    Args:
        role: whose behaviour.
    """

    changed = Signal(object)
    """The person chose another :class:`Behaviour`."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._behaviour = usual_behaviour(role)
        self._full = False
        self.presets = BehaviourPresets(role)
        self._lines: dict[str, SentenceLine[Any]] = {"close": CloseSentence(role)}
        if role is Role.SERVER:
            self._lines["message"] = MessageSentence(role)
        self._always = set(self._lines)
        self.more = LinkButton("")
        self._odd = Chip(self.tr("odd"))
        self._note = TintedLabel(tint=Tint.VIOLATION, scale=0.92)
        self._lay_out()
        self._note.hide()
        for name in self._always:
            self._listen_to(name)
        self.more.clicked.connect(lambda: self.set_full(not self._full))
        self.presets.chosen.connect(self.choose)
        self._show()

    @property
    def behaviour(self) -> Behaviour:
        """What is chosen."""
        return self._behaviour

    @property
    def full(self) -> bool:
        """Whether the rare sentences are unfolded."""
        return self._full

    @property
    def summary(self) -> str:
        """What is chosen, in a few words."""
        return behaviour_summary(self._behaviour, self._role)

    @property
    def oddity(self) -> str:
        """What of it is against the standard, with the section; empty where nothing is."""
        return "\n".join(oddities(self._behaviour, self._role))

    def line(self, name: str) -> SentenceLine[Any]:
        """The sentence about a part of the behaviour, by the name of that part.

        Raises:
            KeyError: a behaviour has no such part.
        """
        self._make_rare()
        return self._lines[name]

    def set_behaviour(self, behaviour: Behaviour) -> None:
        """Show this behaviour; not announced by ``changed``."""
        if behaviour != self._behaviour:
            self._behaviour = behaviour
            self._show()

    def choose(self, behaviour: Behaviour) -> None:
        """Act so from now on, as the person wishes; announced by ``changed``."""
        if behaviour != self._behaviour:
            self.set_behaviour(behaviour)
            self.changed.emit(behaviour)

    def be(self, presence: Presence) -> None:
        """Be there, stop reading or vanish, as the person wishes; announced by ``changed``."""
        self.choose(replace(self._behaviour, presence=presence))

    def set_full(self, full: bool) -> None:
        """Unfold the rare sentences, or fold away those that say what is usual."""
        self._full = full
        self._show_lines()

    def tell(self, problem: str) -> None:
        """Say what went wrong with the presets; nothing when it is empty."""
        self._note.say(f"▲ {problem}" if problem else "")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.presets)
        top.addWidget(self._odd)
        top.addStretch(1)
        top.addWidget(self.more)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self._rows.addLayout(top)
        self._rows.addWidget(self._note)
        for line in self._lines.values():
            self._rows.addWidget(line)

    def _make_rare(self) -> None:
        """All at once and only when needed: most windows never show them."""
        if len(self._lines) > len(self._always):
            return
        made: dict[str, SentenceLine[Any]] = {
            "ping": PingSentence(self),
            "violation": ViolationSentence(self),
            "keep_alive": KeepAliveSentence(self),
            "accept_faulty": OpeningSentence(self._role, self),
            "presence": PresenceSentence(self),
        }
        if "message" not in self._lines:
            made = {"message": MessageSentence(self._role, self), **made}
        for name, line in made.items():
            self._lines[name] = line
            line.set_part(getattr(self._behaviour, name))
            line.hide()
            self._rows.addWidget(line)
            self._listen_to(name)

    def _listen_to(self, name: str) -> None:
        self._lines[name].changed.connect(lambda part: self._take(name, part))

    def _show(self) -> None:
        for name, line in self._lines.items():
            line.set_part(getattr(self._behaviour, name))
        self._show_consequences()

    def _show_consequences(self) -> None:
        self.presets.show_behaviour(self._behaviour)
        oddity = self.oddity
        self._odd.setVisible(bool(oddity))
        self._odd.setToolTip(oddity)
        self._odd.setAccessibleDescription(oddity)
        self._show_lines()

    def _show_lines(self) -> None:
        usual = usual_behaviour(self._role)
        rare = {one.name for one in fields(Behaviour)} - self._always
        if self._full or any(getattr(self._behaviour, x) != getattr(usual, x) for x in rare):
            self._make_rare()
        for name, line in self._lines.items():
            line.set_full(self._full)
            line.setVisible(self._full or name in self._always or not line.is_plain)
        self.more.setText(self.tr("less") if self._full else self.tr("more…"))
        self.more.setAccessibleName(
            self.tr("Fewer sentences") if self._full else self.tr("All sentences")
        )
        self.more.setToolTip(
            self.tr("Pings, violations, keep-alive, the opening handshake, stop reading, vanish")
        )
        self.more.updateGeometry()

    def _take(self, name: str, part: object) -> None:
        parts: dict[str, Any] = {name: part}
        chosen = replace(self._behaviour, **parts)
        if chosen != self._behaviour:
            self._behaviour = chosen
            self._show_consequences()
            self.changed.emit(chosen)
