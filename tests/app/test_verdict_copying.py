"""The verdict of the connection that is looked at, on the clipboard."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from tests.support.inspector_window import InspectorWindow


async def test_the_verdict_is_read_followed_and_copied(inspector: InspectorWindow) -> None:
    controllers = inspector.controllers
    copy = controllers.actions["verdict.copy-text"]
    assert not copy.isEnabled()
    await inspector.connect(inspector.address)
    await inspector.until_open()
    inspector.send_close(1000, "bye")
    await inspector.until_over()
    page = controllers.panels.verdict.page
    await controllers.until(lambda: "as it should be" in page.sentence.text())
    copy.trigger()
    assert "as it should be" in QGuiApplication.clipboard().text()
    controllers.actions["verdict.copy-markdown"].trigger()
    assert QGuiApplication.clipboard().text().startswith("### WebSocket connection #1")
    # A fact leads to its row, also when the filter hides it.
    controllers.panels.timeline.filter_bar.focus_text()
    fact = next(line for line in page.fact_lines() if "sent a Close with 1000" in line.text)
    fact.links.row_wanted.emit(fact.links.rows[0])
    journal = controllers.workbench.journal
    assert controllers.moment == journal.rows.entries[fact.links.rows[0]]


async def test_a_connection_of_the_table_is_shown_alone(inspector: InspectorWindow) -> None:
    controllers = inspector.controllers
    for _ in range(2):
        await inspector.connect(inspector.address)
        await inspector.until_open()
        inspector.send_close(1000)
        await inspector.until_over()
    controllers.actions["view.connections"].trigger()
    table = controllers.panels.outcomes.table
    assert table is not None
    await controllers.until(lambda: table.model().rowCount() == 2)
    table.selectRow(0)
    assert controllers.panels.rows.filter.connection == 1
    assert controllers.panels.verdicts.connection == 1
    controllers.panels.timeline.show_only(None)
    await controllers.until(lambda: controllers.panels.verdicts.connection == 2)
