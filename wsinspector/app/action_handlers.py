"""What each action does, by its id in the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from wsinspector.app.about import show_about
from wsinspector.app.clipboard_forms import as_hex, as_text
from wsinspector.app.frame_composing import compose_like
from wsinspector.app.key_log_saving import save_key_log
from wsinspector.app.recording_saving import save_as_scenario, save_as_script
from wsinspector.app.settings_sheet import show_settings
from wsinspector.app.verdict_copying import copy_verdict
from wsinspector.journal.journal import Journal
from wsinspector.protocol.behaviours.behaviour import Presence
from wsinspector.protocol.wishes import EndTcp, TcpEnd
from wsinspector.settings import COLOUR_SCHEME, KEEP_TLS

if TYPE_CHECKING:
    from wsinspector.app.controllers import Controllers

Handlers = dict[str, Callable[[bool], object]]


def action_handlers(controllers: Controllers) -> Handlers:
    """The handlers of all actions; each gets whether a checkable action is now on."""
    window = controllers.window
    return {
        **_session_handlers(controllers),
        **_client_handlers(controllers),
        **_server_handlers(controllers),
        **_timeline_handlers(controllers),
        **_verdict_handlers(controllers),
        **_view_handlers(controllers),
        "help.settings": lambda _: show_settings(controllers.workbench.settings, window),
        "help.about": lambda _: show_about(window),
    }


def _session_handlers(controllers: Controllers) -> Handlers:
    window, status = controllers.window, controllers.panels.status
    workbench = controllers.workbench
    return {
        "session.keep-tls": lambda on: workbench.settings.set(KEEP_TLS, on),
        "session.save-keys": lambda _: save_key_log(window, workbench.recorder, status.tell),
        "session.scenarios": lambda _: controllers.show_scenarios(),
        "session.save-scenario": lambda _: save_as_scenario(controllers),
        "session.save-script": lambda _: save_as_script(controllers),
        "session.quit": lambda _: window.close(),
    }


def _client_handlers(controllers: Controllers) -> Handlers:
    tabs, clients = controllers.panels.clients, controllers.clients
    return {
        "client.connect": lambda _: tabs.current.request_connect(),
        "client.disconnect": lambda _: clients.current.client.disconnect(),
        "client.send-close": lambda _: tabs.current.close_panel.send(),
        "client.end-notify": lambda _: clients.current.wish(EndTcp(TcpEnd.NOTIFY)),
        "client.end-fin": lambda _: clients.current.wish(EndTcp(TcpEnd.FIN)),
        "client.end-close": lambda _: clients.current.wish(EndTcp(TcpEnd.CLOSE)),
        "client.end-rst": lambda _: clients.current.wish(EndTcp(TcpEnd.RST)),
        "client.stop-reading": lambda on: tabs.current.be(_presence(on, Presence.NOT_READING)),
        "client.vanish": lambda on: tabs.current.be(_presence(on, Presence.VANISHED)),
        "client.presets": lambda _: tabs.current.focus_presets(),
        "client.address": lambda _: tabs.current.address.setFocus(),
        "client.message": lambda _: tabs.current.focus_message(),
        "client.request": lambda _: tabs.current.focus_request(),
        "client.raw": lambda _: tabs.current.focus_raw(),
        "client.send-raw": lambda _: tabs.current.raw.composer.send(),
        "client.new-tab": lambda _: tabs.add_client(),
        "client.close-tab": lambda _: tabs.close_client(tabs.current),
        "client.next-tab": lambda _: clients.step(1),
        "client.previous-tab": lambda _: clients.step(-1),
    }


def _server_handlers(controllers: Controllers) -> Handlers:
    pane, server = controllers.panels.server, controllers.server
    return {
        "server.start": lambda _: pane.listener.start(),
        "server.stop": lambda _: server.stop(),
        "server.open-page": lambda _: server.open_page(),
        "server.send-close": lambda _: pane.close_panel.send(),
        "server.end-notify": lambda _: server.wish(EndTcp(TcpEnd.NOTIFY)),
        "server.end-fin": lambda _: server.wish(EndTcp(TcpEnd.FIN)),
        "server.end-close": lambda _: server.wish(EndTcp(TcpEnd.CLOSE)),
        "server.end-rst": lambda _: server.wish(EndTcp(TcpEnd.RST)),
        "server.stop-reading": lambda on: pane.be(_presence(on, Presence.NOT_READING)),
        "server.vanish": lambda on: pane.be(_presence(on, Presence.VANISHED)),
        "server.presets": lambda _: pane.focus_presets(),
        "server.connections": lambda _: pane.connections.setFocus(),
        "server.raw": lambda _: pane.focus_raw(),
        "server.send-raw": lambda _: pane.raw.composer.send(),
        "server.export-authority": lambda _: server.export_authority(),
    }


def _timeline_handlers(controllers: Controllers) -> Handlers:
    timeline, journal = controllers.panels.timeline, controllers.workbench.journal

    def show_only_this(_on: bool) -> None:
        if controllers.moment is not None:
            timeline.show_only(journal.connection_of(controllers.moment) or None)

    def copy(form: Callable[[Journal, int], str | None]) -> None:
        if controllers.moment is None:
            return
        text = form(journal, controllers.moment)
        if text is None:
            lost = QCoreApplication.translate(
                "Action", "The bytes of this row were not kept: the recording was full."
            )
            controllers.panels.status.tell(lost)
        else:
            QGuiApplication.clipboard().setText(text)

    return {
        "timeline.go": lambda _: timeline.focus_rows(),
        "timeline.filter": lambda _: timeline.focus_filter(),
        "timeline.clear-filter": lambda _: timeline.clear_filter(),
        "timeline.only-connection": show_only_this,
        "timeline.all": lambda _: timeline.show_only(None),
        "timeline.states": timeline.show_states,
        "timeline.live": lambda _: timeline.go_live(),
        "timeline.copy-row": lambda _: timeline.copy_rows(),
        "timeline.copy-text": lambda _: copy(as_text),
        "timeline.copy-hex": lambda _: copy(as_hex),
        "timeline.compose": lambda _: compose_like(controllers),
    }


def _verdict_handlers(controllers: Controllers) -> Handlers:
    panels = controllers.panels
    return {
        "verdict.go": lambda _: panels.verdict.focus_facts(),
        "verdict.findings": panels.timeline.show_findings,
        "verdict.copy-text": lambda _: copy_verdict(controllers, markdown=False),
        "verdict.copy-markdown": lambda _: copy_verdict(controllers, markdown=True),
    }


def _view_handlers(controllers: Controllers) -> Handlers:
    panels, settings = controllers.panels, controllers.workbench.settings
    return {
        "view.system": lambda _: settings.set(COLOUR_SCHEME, "system"),
        "view.light": lambda _: settings.set(COLOUR_SCHEME, "light"),
        "view.dark": lambda _: settings.set(COLOUR_SCHEME, "dark"),
        "view.client": lambda on: panels.show("client", on),
        "view.server": lambda on: panels.show("server", on),
        "view.verdict": lambda on: panels.show("verdict", on),
        "view.connections": lambda on: panels.show("connections", on),
        "view.frame": lambda on: panels.show("frame", on),
        "view.reset": lambda _: panels.arrange(),
    }


def _presence(on: bool, presence: Presence) -> Presence:
    return presence if on else Presence.NORMAL
