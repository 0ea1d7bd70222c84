"""Plays two closing handshakes in the real window and says what both ends saw.

It proves of an installed or frozen program that its parts are all there and fit together.
"""

from __future__ import annotations

import asyncio
import faulthandler
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wsinspector.app.application import run
from wsinspector.app.settings_store import SettingsStore
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Role
from wsinspector.settings import LISTENER_AT_START, LISTENER_HOST, LISTENER_PORT

if TYPE_CHECKING:
    from wsinspector.app.controllers import Controllers
    from wsinspector.widgets.panes.close_panel import ClosePanel

Say = Callable[[str], None]
"""Writes whole lines; must not fail where nobody reads them."""

_PATIENCE_S = 10.0
_STUCK_S = 20.0


class Seen(NamedTuple):
    """What the API of one end reported of the end of a connection."""

    code: object
    reason: object
    clean: object


class Closing(NamedTuple):
    """A closing handshake as both ends saw it.

    Attributes:
        begun_by: who sent the first Close; None where nobody did.
        seen: what each end's API reported.
    """

    begun_by: Role | None
    seen: dict[Role, Seen]

    def __str__(self) -> str:
        ends = [
            f"{role} saw {seen.code} “{seen.reason}” {'clean' if seen.clean else 'not clean'}"
            for role, seen in sorted(self.seen.items())
        ]
        return "; ".join([f"begun by {self.begun_by or 'nobody'}", *ends])


class _Part(NamedTuple):
    """One closing handshake to be played, and so what both ends must have seen."""

    begun_by: Role
    code: int
    reason: str

    @property
    def expected(self) -> Closing:
        seen = Seen(self.code, self.reason, True)
        return Closing(self.begun_by, {Role.CLIENT: seen, Role.SERVER: seen})


_PARTS = (_Part(Role.CLIENT, 1000, "再见"), _Part(Role.SERVER, 3999, "bye"))


def selftest(say: Say, arguments: Sequence[str] = ()) -> int:
    """Play all parts and say a line of each; returns 0 if all was right, else 1.

    Args:
        say: gets the lines.
        arguments: what Qt is to know of the command line.
    """
    faulthandler.dump_traceback_later(_STUCK_S, exit=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings = SettingsStore(Path(folder)).settings
            settings.set(LISTENER_AT_START, True)
            settings.set(LISTENER_HOST, "127.0.0.1")
            settings.set(LISTENER_PORT, 0)
            return run(arguments, lambda window: play(window, say), Path(folder))
    finally:
        faulthandler.cancel_dump_traceback_later()


async def play(controllers: Controllers, say: Say) -> int:
    """Play all parts in this window and say how it was; returns 0 if all was right, else 1."""
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await controllers.until(lambda: controllers.server.is_listening)
            right = [await _play_part(controllers, part, say) for part in _PARTS]
    except TimeoutError:
        say(f"FAILED: not done within {_PATIENCE_S:.0f} s, after:\n")
        _say_rows(controllers, say)
        return 1
    return 0 if all(right) else 1


def closing_of(journal: Journal, connection: int) -> Closing:
    """Read from the journal how a connection was closed."""
    begun_by: Role | None = None
    seen: dict[Role, Seen] = {}
    ends = journal.connection(connection).ends
    for number in range(len(journal)):
        entry = journal.entry(number)
        if entry.end not in ends:
            continue
        if entry.kind is Kind.CLOSE and entry.sent and begun_by is None:
            begun_by = entry.end_kind.role
        details = journal.details(number)
        if entry.kind is Kind.API and details["event"] == "close" and entry.end_kind.role:
            report = Seen(details["code"], details["reason"], details["wasClean"])
            seen[entry.end_kind.role] = report
    return Closing(begun_by, seen)


async def _play_part(controllers: Controllers, part: _Part, say: Say) -> bool:
    """Connect and close with the window's own buttons; says and returns whether it was right."""
    pane, server = controllers.panels.clients.current, controllers.panels.server
    await controllers.until(lambda: pane.connect_button.isEnabled() and not pane.is_connected)
    pane.connect_button.click()
    panel = pane.close_panel if part.begun_by is Role.CLIENT else server.close_panel
    await controllers.until(lambda: _is_open(controllers) and panel.button.isEnabled())
    connection = controllers.clients.current.client.connection_id
    _press_close(panel, part)
    # The client may be over before the server has seen it.
    await controllers.until(lambda: not controllers.workbench.server.links)
    await controllers.until(lambda: not controllers.clients.current.client.is_live)
    closing = closing_of(controllers.workbench.journal, connection or 0)
    right = closing == part.expected
    say(f"{part.begun_by}-begun: {'ok' if right else 'WRONG'}: {closing}\n")
    if not right:
        say(f"    expected: {part.expected}\n")
    return right


def _is_open(controllers: Controllers) -> bool:
    client, server = controllers.clients.current.view, controllers.server.view
    return bool(client and server and client.can_send_message and server.can_send_message)


def _press_close(panel: ClosePanel, part: _Part) -> None:
    panel.code_box.set_code(part.code)
    panel.reason.setText(part.reason)
    panel.button.click()


def _say_rows(controllers: Controllers, say: Say) -> None:
    rows = controllers.panels.rows
    for row in range(rows.rowCount()):
        say(f"    {rows.row_as_text(row)}\n")
