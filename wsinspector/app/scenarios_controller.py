"""Joins the browser of scenarios with what plays them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QFileDialog

from wsinspector.app.scenario_cards import card_of
from wsinspector.engine.address import AddressError, WsAddress
from wsinspector.models.scenario_card import PlayResult, PlayState
from wsinspector.scenarios.encounter import EncounterError, ScriptedServer, call_server
from wsinspector.scenarios.patience import patient
from wsinspector.scenarios.player import Player
from wsinspector.scenarios.recorded_wire import RecordingTap
from wsinspector.scenarios.scripted_end import no_gate
from wsinspector.scenarios.shelf import Shelf
from wsinspector.scenarios.step_gate import StepGate
from wsinspector.scenarios.step_stories import step_story
from wsinspector.texts import Text, text
from wsinspector.widgets.controls.wording import words
from wsinspector.widgets.scenarios.scenario_browser import ScenarioBrowser
from wsinspector.widgets.scenarios.scenario_words import readable

if TYPE_CHECKING:
    from wsinspector.app.controllers import Controllers
    from wsinspector.scenarios.scenario import Scenario
    from wsinspector.verdicts.judge import Judge

_HOST = "127.0.0.1"
_TITLE_BAR = 36
_READING_S = 4 * 3600.0
"""How long a scenario may take whose steps wait for a person."""


class ScenariosController:
    """Plays one scenario at a time in the session of the window.

    Attributes:
        browser: what is seen.
        shelf: what can be played.

    Args:
        controllers: those of the window.
        folder: where the person's own scenarios are; None for nowhere.
    """

    def __init__(self, controllers: Controllers, folder: Path | None) -> None:
        self.browser = ScenarioBrowser(controllers.window)
        self.shelf = Shelf()
        self._controllers = controllers
        self._bench = controllers.workbench
        self._folders = [] if folder is None else [folder]
        self._playing: asyncio.Task[None] | None = None
        self._loading: asyncio.Task[None] | None = None
        self._result = PlayResult()
        self._name = ""
        self._gate: StepGate | None = None
        self._end: Callable[[], int | None] = lambda: None
        browser = self.browser
        browser.play_wanted.connect(self.play)
        browser.step_wanted.connect(self.play_by_steps)
        browser.next_wanted.connect(self.step)
        browser.cancel_wanted.connect(self.cancel)
        browser.arm_wanted.connect(self.arm)
        browser.aim_wanted.connect(self.aim)
        browser.folder_wanted.connect(self.ask_folder)
        browser.page.connection_wanted.connect(self._show_alone)
        controllers.panels.feed.advanced.connect(self._follow)

    def show(self) -> None:
        """Show the browser, with what is in the folders now."""
        if not self.browser.isVisible():
            window = self._controllers.window
            corner = window.mapToGlobal(QPoint(0, window.menuBar().height()))
            self.browser.move(corner)
            height = window.height() - window.menuBar().height() - _TITLE_BAR
            self.browser.resize(self.browser.width(), height)
        self.browser.show()
        self.browser.list.search.setFocus()
        self.load()

    # -- what there is --------------------------------------------------------------------------

    def load(self) -> None:
        """Read all folders anew."""
        if self._loading is None or self._loading.done():
            self._loading = self._bench.keeper.start("load scenarios", self._load())

    def open_folder(self, folder: Path) -> None:
        """Read the scenarios of one folder more."""
        if folder not in self._folders:
            self._folders.append(folder)
        self.load()

    def ask_folder(self) -> QFileDialog:
        """Ask for a folder; nothing waits for the answer."""
        title = QCoreApplication.translate("Scenario", "Folder with Scenarios")
        dialog = QFileDialog(self.browser, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.open_folder(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    async def _load(self) -> None:
        shelf = Shelf()
        await shelf.load(*self._folders)
        self.shelf = shelf
        cards = [card_of(one, shelf.files.get(one.id)) for one in shelf.scenarios.values()]
        self.browser.show_cards(cards)
        self.browser.show_problems([readable(words(problem)) for problem in shelf.problems])

    # -- playing --------------------------------------------------------------------------------

    @property
    def is_playing(self) -> bool:
        """Whether something is going on."""
        return self._playing is not None

    def play(self, name: str) -> None:
        """Play a scenario."""
        scenario = self.shelf.scenarios[name]
        self._play(Player(scenario, self._bench, no_gate, self._judge()), name)

    def play_by_steps(self, name: str) -> None:
        """Play a scenario, every step of which waits for :meth:`step`."""
        scenario = patient(self.shelf.scenarios[name])
        self._gate = StepGate(self._tell_step)
        player = Player(scenario, self._bench, self._gate, self._judge(), _READING_S)
        self._play(player, name, by_steps=True)

    def arm(self, name: str) -> None:
        """Let a scripted server wait for programs outside, until it is cancelled."""
        scenario = self.shelf.scenarios[name]
        tap = self._tap(scenario)

        def tell_met(problem: Text | None) -> None:
            differences = () if problem is None else (problem,)
            self._tell(replace(self._result, differences=differences, connection=tap.connection))

        async def work() -> PlayResult:
            server = ScriptedServer(scenario, self._bench.keeper, tell_met, tap)
            try:
                address = server.open(_HOST, 0)
                self._tell(replace(self._result, address=address))
                return await asyncio.Future()
            finally:
                await server.close()

        self._start(name, work, lambda: tap.end, PlayResult(PlayState.WAITING))

    def aim(self, name: str, url: str) -> None:
        """Let a scripted client call any server."""
        scenario = self.shelf.scenarios[name]
        tap = self._tap(scenario)

        async def work() -> PlayResult:
            problem = await call_server(scenario, WsAddress.parse(url), tap=tap)
            if problem is None:
                return replace(self._result, state=PlayState.MET)
            return replace(self._result, state=PlayState.DIFFERS, differences=(problem,))

        self._start(name, work, lambda: tap.end, PlayResult(PlayState.PLAYING))

    def step(self) -> None:
        """Do the next step."""
        if self._gate is not None:
            self._gate.step()

    def cancel(self) -> None:
        """End what is going on."""
        if self._playing is not None:
            self._playing.cancel()

    async def stop(self) -> None:
        """End everything, and wait for that."""
        tasks = [task for task in (self._playing, self._loading) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.browser.close()

    def _play(self, player: Player, name: str, *, by_steps: bool = False) -> None:
        async def work() -> PlayResult:
            outcome = await player.play()
            return replace(
                self._result,
                state=PlayState.EXPECTED if outcome.matches else PlayState.DIFFERS,
                differences=outcome.differences,
                connection=self._connection() or self._result.connection,
            )

        self._start(
            name, work, lambda: player.end, PlayResult(PlayState.PLAYING, by_steps=by_steps)
        )

    def _start(
        self,
        name: str,
        work: Callable[[], Coroutine[object, object, PlayResult]],
        end: Callable[[], int | None],
        result: PlayResult,
    ) -> None:
        """Begin to play.

        Args:
            name: id of the scenario.
            work: plays it, and returns what became of it.
            end: an end of it in the journal, as soon as it is known.
            result: how it begins.
        """
        if self._playing is not None:
            return
        self._name, self._end = name, end
        self._controllers.panels.timeline.go_live()
        self._playing = self._bench.keeper.start(f"scenario {name}", self._run(work))
        self._tell(result)

    async def _run(self, work: Callable[[], Coroutine[object, object, PlayResult]]) -> None:
        result = PlayResult(PlayState.CANCELLED)
        try:
            result = await work()
        except (AddressError, EncounterError) as error:
            result = replace(result, state=PlayState.DIFFERS, differences=(error.text,))
        except OSError as error:
            why = text("scenario.no-play", error=error.strerror or str(error))
            result = replace(result, state=PlayState.DIFFERS, differences=(why,))
        finally:
            if self._result.state is PlayState.WAITING and self._result.connection:
                result = replace(self._result, state=PlayState.MET)
            self._playing = None
            self._gate = None
            self._tell(replace(result, connection=self._result.connection, next=None, address=""))

    def _tap(self, scenario: Scenario) -> RecordingTap:
        bench = self._bench
        return RecordingTap(scenario.scripted, bench.journal, bench.clock, scenario.id)

    def _judge(self) -> Judge:
        return self._controllers.panels.verdicts.judge()

    # -- how far it has got ---------------------------------------------------------------------

    def _tell(self, result: PlayResult) -> None:
        self._result = result
        self.browser.show_result(self._name, result)

    def _tell_step(self) -> None:
        waiting = None if self._gate is None else self._gate.next
        if self._playing is not None and waiting is not None:
            self._tell(replace(self._result, next=step_story(*waiting)))

    def _connection(self) -> int:
        end = self._end()
        return 0 if end is None else self._bench.journal.end(end).connection

    def _follow(self, _news: object) -> None:
        """The connection that is being played is shown where one alone is."""
        connection = self._connection() if self._playing is not None else 0
        if connection and connection != self._result.connection:
            self._tell(replace(self._result, connection=connection))
            if self._controllers.panels.rows.filter.connection is not None:
                self._show_alone(connection)

    def _show_alone(self, connection: int) -> None:
        self._controllers.panels.timeline.show_only(connection)
