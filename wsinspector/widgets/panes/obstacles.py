"""Why something cannot be done at an end, in words; empty where it can."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wsinspector.models.end_view import EndView
from wsinspector.protocol.phases import Phase, ReadyState


def _tr(source: str) -> str:
    return QCoreApplication.translate("Obstacle", source)


def to_anything(view: EndView | None) -> str:
    """Why nothing at all can be done at an end, whatever its state."""
    return to_tcp_end(view) if view is not None and view.has_vanished else ""


def to_message(view: EndView | None) -> str:
    """Why no text or binary message can be sent."""
    if view is not None and view.can_send_message:
        return ""
    if view is not None and view.can_send_frame:
        return _tr("Messages can be sent in OPEN only; this end is %1.").replace(
            "%1", view.ready.name
        )
    return to_frame(view)


def to_frame(view: EndView | None) -> str:
    """Why no Close, Ping or Pong can be sent."""
    if view is not None and view.can_send_frame:
        return ""
    if away := to_anything(view):
        return away
    if view is not None and view.ours and view.phase is Phase.CONNECTING_ABORTED:
        return _tr("The connection was given up before it was open.")
    if view is not None and view.ours and view.ready is ReadyState.CONNECTING:
        return _tr("The opening handshake is not complete: no frame can be sent yet.")
    return to_notify(view) if view is not None and view.notified else to_fin(view)


def to_bytes(view: EndView | None) -> str:
    """Why no bytes of any kind can be sent."""
    if view is not None and view.can_send_bytes:
        return ""
    if away := to_anything(view):
        return away
    if view is not None and view.ours and view.is_given_up:
        return _tr("The connection was given up before it was open.")
    if view is not None and view.ours and view.phase is Phase.CONNECTING_TLS:
        return _tr("TLS is not connected yet.")
    return to_notify(view) if view is not None and view.notified else to_fin(view)


def to_notify(view: EndView | None) -> str:
    """Why TLS cannot say that this end's stream is over."""
    if view is not None and view.can_notify:
        return ""
    if view is not None and view.can_send_fin and view.notified:
        return _tr("This end has sent its close_notify: it can send nothing more.")
    if view is not None and view.can_send_fin:
        return _tr("There is no TLS on this connection.")
    return to_fin(view)


def to_fin(view: EndView | None) -> str:
    """Why this side of TCP cannot be ended."""
    if view is not None and view.can_end_tcp and view.fin_sent:
        return _tr("This end has sent its FIN: it can send nothing more.")
    return to_tcp_end(view)


def to_tcp_end(view: EndView | None) -> str:
    """Why TCP can be neither closed nor reset."""
    if view is None:
        return _tr("There is no connection.")
    if view.can_end_tcp:
        return ""
    if view.has_vanished:
        return _tr("This end has vanished: it does nothing until it is back (see Behaviour).")
    if not view.ours:
        return _tr("This end is not ours: it can only be watched.")
    if view.ready is ReadyState.CONNECTING:
        return _tr("TCP is not connected yet.")
    return _tr("The connection is over.")
