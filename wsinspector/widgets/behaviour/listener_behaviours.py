"""How the server acts: by default, and on single connections that have a behaviour of their own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.phases import Role
from wsinspector.widgets.behaviour.behaviour_oddities import oddities
from wsinspector.widgets.behaviour.behaviour_sentence import BehaviourSentence
from wsinspector.widgets.behaviour.built_in_behaviours import usual_behaviour
from wsinspector.widgets.controls.flow_layout import FlowLayout
from wsinspector.widgets.controls.link_button import LinkButton
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel


class ListenerBehaviours(QWidget):
    """A choice of whose behaviour it is, and the sentences of that behaviour.

    Attributes:
        scope: whose.
        sentence: the behaviour.
        follow_button: lets the target follow the default again.
    """

    default_changed = Signal(object)
    """The :class:`Behaviour` of connections that have none of their own."""
    own_changed = Signal(object)
    """The :class:`Behaviour` of the target alone."""
    follow_requested = Signal()
    """The target is to follow the default again."""
    shown = Signal()
    """Another behaviour is shown, or some connection acts otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._default = usual_behaviour(Role.SERVER)
        self._own: dict[int, Behaviour] = {}  # by end, of those that do not follow the default
        self._end: int | None = None
        self._number: int | None = None
        self._is_over = False
        self._wants_one = False
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("Whose behaviour this is"))
        self.scope.setToolTip(
            self.tr(
                "The default is for new connections and those that follow it. One connection can "
                "be given a behaviour of its own, also while it is open."
            )
        )
        self.scope.addItem(self.tr("for new connections"))
        self.sentence = BehaviourSentence(Role.SERVER)
        self._note = TintedLabel(tint=Tint.DIM, scale=0.92)
        self.follow_button = LinkButton(self.tr("Follow the default again"))
        row = FlowLayout(spacing=8, line_spacing=4)
        row.addWidget(self.scope)
        row.addWidget(self.follow_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._note)
        layout.addSpacing(4)
        layout.addWidget(self.sentence)
        self.scope.activated.connect(self._choose_scope)
        self.sentence.changed.connect(self._take)
        self.follow_button.clicked.connect(self.follow)
        self._show()

    @property
    def default(self) -> Behaviour:
        """How connections act that have no behaviour of their own."""
        return self._default

    @property
    def summary(self) -> str:
        """What is shown, in a few words, and for whom."""
        if not self.is_for_one:
            return self.sentence.summary
        if self._is_over:
            return self.tr("#{number} is over").format(number=self._number)
        has_own = self._end in self._own
        template = (
            self.tr("#{number}: {what}") if has_own else self.tr("#{number}, default: {what}")
        )
        return template.format(number=self._number, what=self.sentence.summary)

    @property
    def is_for_one(self) -> bool:
        """Whether the behaviour of the target alone is shown."""
        return self.scope.currentIndex() == 1

    @property
    def target_behaviour(self) -> Behaviour:
        """How the target acts; without one, the default."""
        return self._default if self._end is None else self.behaviour_of(self._end)

    def behaviour_of(self, end: int) -> Behaviour:
        """How a server end acts."""
        return self._own.get(end, self._default)

    def oddity_of(self, end: int) -> str:
        """What a server end does against the standard, in words; empty for nothing."""
        return "\n".join(oddities(self.behaviour_of(end), Role.SERVER))

    def set_default(self, behaviour: Behaviour) -> None:
        """How connections act that have no behaviour of their own; not announced."""
        self._default = behaviour
        self._show()

    def set_target(self, number: int | None, end: int | None) -> None:
        """Offer to speak of one connection alone.

        Args:
            number: its number; None for none.
            end: its end at the server.
        """
        self._end, self._number = end, number
        if self.scope.count() > 1:
            self.scope.removeItem(1)
        if number is not None:
            self.scope.addItem(self.tr("for #{number} alone").format(number=number))
            if self._wants_one:
                self.scope.setCurrentIndex(1)
        self._show()

    def set_over(self, over: bool) -> None:
        """Whether the target is over, so that nothing can be asked of it any more."""
        if over and self._end is not None:
            self._own.pop(self._end, None)
        if over != self._is_over:
            self._is_over = over
            self._show()

    def speak_of_one(self) -> None:
        """Show the behaviour of the target alone, if there is one."""
        if self.scope.count() > 1:
            self.scope.setCurrentIndex(1)
            self._choose_scope()

    def follow(self) -> None:
        """Let the target follow the default again."""
        if self._end is not None and self._own.pop(self._end, None) is not None:
            self.follow_requested.emit()
            self._show()

    def _choose_scope(self) -> None:
        self._wants_one = self.is_for_one
        self._show()

    def _take(self, behaviour: Behaviour) -> None:
        if self.is_for_one and self._end is not None:
            self._own[self._end] = behaviour
            self.own_changed.emit(behaviour)
        else:
            self._default = behaviour
            self.default_changed.emit(behaviour)
        self._show()

    def _show(self) -> None:
        has_own = self._end is not None and self._end in self._own
        self.sentence.set_behaviour(self.target_behaviour if self.is_for_one else self._default)
        self.follow_button.setVisible(self.is_for_one and has_own)
        self.sentence.setEnabled(not (self.is_for_one and self._is_over))
        if self.is_for_one and self._is_over:
            note = self.tr("This connection is over: it cannot act any more.")
        elif not self.is_for_one:
            note = self.tr("Also for open ones that have no behaviour of their own.")
        elif has_own:
            note = self.tr("Its own: changes of the default do not reach it.")
        else:
            note = self.tr("Follows the default. A change here is for this connection alone.")
        self._note.setText(note)
        self.shown.emit()
