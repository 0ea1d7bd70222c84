"""How the embedded server answers opening handshakes: the section on one side, it on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.settings import LISTENER_HOSTS, LISTENER_ORIGINS, LISTENER_SUBPROTOCOLS

if TYPE_CHECKING:
    from wsinspector.engine.server import Server
    from wsinspector.protocol.opening.opening_answer import OpeningAnswer
    from wsinspector.setting import Setting
    from wsinspector.settings import Settings
    from wsinspector.widgets.opening.answer_page import AnswerPage


class AnswerController:
    """Carries what is chosen to the server and the settings, at once.

    The answer holds for this run; subprotocols and lists are remembered.

    Args:
        page: what is seen.
        server: what answers.
        settings: the lists.
    """

    def __init__(self, page: AnswerPage, server: Server, settings: Settings) -> None:
        self._server = server
        self._settings = settings
        page.set_answer(server.answer)
        admission = page.admission
        admission.set_lists(
            *(
                settings.get(one)
                for one in (LISTENER_SUBPROTOCOLS, LISTENER_ORIGINS, LISTENER_HOSTS)
            )
        )
        page.answer.changed.connect(self._answer_so)
        for signal, setting in (
            (admission.subprotocols_changed, LISTENER_SUBPROTOCOLS),
            (admission.origins_changed, LISTENER_ORIGINS),
            (admission.hosts_changed, LISTENER_HOSTS),
        ):
            signal.connect(lambda words, one=setting: self._choose(one, words))

    def _answer_so(self, answer: OpeningAnswer) -> None:
        self._server.answer = answer

    def _choose(self, setting: Setting[str], words: str) -> None:
        self._settings.set(setting, words)
