"""The preset menus of all ends on one side, the file of the person's own presets on the other."""

from __future__ import annotations

from collections.abc import Callable

from wsinspector.app.behaviour_preset_store import BehaviourPresetStore, PresetError, Presets
from wsinspector.widgets.behaviour.behaviour_sentence import BehaviourSentence
from wsinspector.widgets.controls.wording import words


class BehaviourPresetsController:
    """Lets every end offer the same presets, and carries out what is asked about them.

    Args:
        store: has the presets.
    """

    def __init__(self, store: BehaviourPresetStore) -> None:
        self._store = store
        self._sentences: list[BehaviourSentence] = []
        self._known: Presets = {}  # the file is read when somebody opens a menu

    def serve(self, sentence: BehaviourSentence) -> None:
        """Offer the presets there from now on, also those that are saved later."""
        self._sentences.append(sentence)
        presets = sentence.presets
        presets.save_requested.connect(
            lambda name: self._do(sentence, lambda: self._store.save(name, sentence.behaviour))
        )
        presets.rename_requested.connect(
            lambda name, to: self._do(sentence, lambda: self._store.rename(name, to))
        )
        presets.remove_requested.connect(
            lambda name: self._do(sentence, lambda: self._store.remove(name))
        )
        presets.opened.connect(lambda: self._do(sentence, self._store.presets))
        presets.set_own(self._known)

    def leave(self, sentence: BehaviourSentence) -> None:
        """Offer nothing there any more: it is about to go."""
        self._sentences.remove(sentence)

    def _do(self, asked_by: BehaviourSentence, act: Callable[[], Presets]) -> None:
        try:
            self._known = act()
        except PresetError as error:
            asked_by.tell(words(error.text))
            return
        asked_by.tell("")
        for sentence in self._sentences:
            sentence.presets.set_own(self._known)
