"""Scenarios are played in the session of the real window."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.scenarios.test_scenario_file import GOOD
from tests.support.inspector_window import InspectorWindow
from wsinspector.app.scenarios_controller import ScenariosController
from wsinspector.engine.workbench import Workbench
from wsinspector.models.scenario_card import PlayState
from wsinspector.protocol.phases import Role
from wsinspector.settings import Settings

_ABRUPT = "s06-fin-without-close"


async def _open(inspector: InspectorWindow) -> ScenariosController:
    inspector.controllers.actions["session.scenarios"].trigger()
    scenarios = inspector.controllers.scenarios
    assert scenarios is not None
    await _until(lambda: bool(scenarios.shelf.scenarios))
    await _until(lambda: bool(scenarios.browser.list.current))
    return scenarios


async def _until(holds) -> None:
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.01)


async def test_a_scenario_fills_timeline_and_verdict(inspector: InspectorWindow) -> None:
    scenarios = await _open(inspector)
    page = scenarios.browser.page
    scenarios.browser.list.select(_ABRUPT)
    scenarios.browser.play_button.click()
    assert scenarios.is_playing
    await _until(lambda: not scenarios.is_playing)
    assert page.state.text() == "✓ Everything was as expected."
    await inspector.shows("server → client: 101 Switching Protocols", "server → client: FIN")
    page.link.click()
    panels = inspector.controllers.panels
    assert panels.rows.filter.connection == 1
    await inspector.controllers.until(lambda: panels.verdict.page is not None)
    assert panels.verdicts.verdict.ending == "abrupt-fin"


async def test_it_goes_step_by_step_and_can_be_cancelled(inspector: InspectorWindow) -> None:
    scenarios = await _open(inspector)
    browser = scenarios.browser
    browser.list.select("b03-server-closes")
    browser.step_button.click()
    await _until(lambda: "reads the request" in browser.page.next.text())
    browser.step_button.click()
    await _until(lambda: "sends close 1000" in browser.page.next.text())
    browser.cancel_button.click()
    await _until(lambda: not scenarios.is_playing)
    assert browser.page.state.text() == "– It was cancelled."
    await _until(lambda: not inspector.controllers.workbench.foreign_connections())
    # All steps, one click each.
    browser.step_button.click()
    while scenarios.is_playing:
        browser.step_button.click()
        await asyncio.sleep(0.01)
    assert browser.page.state.text().startswith("✓")


async def test_own_scenarios_are_played_too(inspector: InspectorWindow, home: Path) -> None:
    own = home / "scenarios"
    own.mkdir()
    (own / "mine.toml").write_text(GOOD)
    (own / "bad.toml").write_text("nonsense")
    scenarios = await _open(inspector)
    assert "mine-1" in scenarios.shelf.scenarios
    assert "bad.toml is no scenario. Line 1" in scenarios.browser.problems.text()
    other = home / "other"
    other.mkdir()
    (other / "two.toml").write_text(GOOD.replace("mine-1", "mine-2"))
    scenarios.open_folder(other)
    await _until(lambda: "mine-2" in scenarios.shelf.scenarios)
    assert "mine-1" in scenarios.shelf.scenarios


async def test_a_window_that_closes_ends_what_is_played(inspector: InspectorWindow) -> None:
    scenarios = await _open(inspector)
    scenarios.play("c01-no-answer")
    await inspector.shows("client: API open")
    await inspector.controllers.stop_scenarios()
    assert not scenarios.is_playing
    assert scenarios.browser.list.tree.isHidden() or not scenarios.browser.isVisible()
    assert scenarios._result.state is PlayState.CANCELLED


async def test_a_scripted_server_waits_for_programs(inspector: InspectorWindow) -> None:
    scenarios = await _open(inspector)
    browser, page = scenarios.browser, scenarios.browser.page
    browser.list.select(_ABRUPT)
    browser.arm_button.click()
    await _until(lambda: page.address.text().startswith("ws://127.0.0.1:"))
    # A program outside: nothing but the scripted end itself is in view.
    outside = Workbench(Settings())
    client = outside.new_client()
    client.connect(page.address.text())
    await client.wait_over()
    await outside.shutdown()
    await _until(lambda: page.link.text() == "Show #1 alone")
    verdicts = inspector.controllers.panels.verdicts
    await _until(lambda: verdicts.verdict is not None and verdicts.verdict.ending == "abrupt-fin")
    assert verdicts.verdict.ends[Role.SERVER].in_view
    # The client of the window is the other end of one and the same connection.
    await inspector.connect(page.address.text())
    await inspector.until_over()
    await _until(lambda: page.link.text() == "Show #2 alone")
    browser.cancel_button.click()
    await _until(lambda: not scenarios.is_playing)
    assert page.state.text().startswith("● ")
    assert page.address.isHidden()


async def test_a_scripted_client_calls_a_server(inspector: InspectorWindow) -> None:
    scenarios = await _open(inspector)
    browser, page = scenarios.browser, scenarios.browser.page
    browser.list.select("k12-fin-without-close")
    browser.target.setText(inspector.address)
    browser.arm_button.click()
    await _until(lambda: not scenarios.is_playing)
    assert page.state.text().startswith("● ")
    await inspector.shows("client → server: FIN")
    assert len(inspector.controllers.workbench.journal.table.connections) == 1
    browser.target.setText("http://nonsense")
    browser.arm_button.click()
    await _until(lambda: not scenarios.is_playing)
    assert page.state.text().startswith("▲")
    assert "ws" in page.differences.text()
