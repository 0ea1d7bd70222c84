"""What can be done at the moment, as far as actions ask."""

from __future__ import annotations

from dataclasses import dataclass

from wsinspector.protocol.behaviours.behaviour import Presence


@dataclass(frozen=True, slots=True)
class EndSituation:
    """What can be done at one end.

    Attributes:
        can_send_close: a Close frame could be sent.
        can_end_tcp: there is a TCP connection that could be ended.
        can_send_fin: its own side of that is not ended yet.
        can_notify: TLS could say that it ends.
        can_send_bytes: any bytes could be sent.
        presence: whether it reads and writes, as it was told to.
    """

    can_send_close: bool = False
    can_end_tcp: bool = False
    can_send_fin: bool = False
    can_notify: bool = False
    can_send_bytes: bool = False
    presence: Presence = Presence.NORMAL

    @property
    def can_be_absent(self) -> bool:
        """Whether it could stop reading or vanish, or come back from that."""
        return self.can_end_tcp or self.presence is not Presence.NORMAL


@dataclass(frozen=True, slots=True)
class Situation:
    """What can be done in the window.

    Attributes:
        client: at the client of the tab in front.
        server: at the server end of the connection chosen in the list.
        can_connect: the client in front has no connection.
        can_disconnect: it has one, or is getting one.
        client_tabs: how many tabs there are.
        listening: the embedded server listens.
        starting: it is about to listen or to stop.
        row_selected: a row of the timeline is selected.
        frame_selected: that row is a frame.
        bytes_selected: that row has bytes.
        text_selected: it has a payload, or bytes that are no frame, to be read as text.
        connection_selected: that row belongs to a connection, not to the session.
        looking_back: the indicators show a moment of the past.
        filtered: the timeline hides rows.
        has_verdict: something is known of a connection.
        has_tls_keys: secrets of TLS connections were kept.
    """

    client: EndSituation = EndSituation()
    server: EndSituation = EndSituation()
    can_connect: bool = False
    can_disconnect: bool = False
    client_tabs: int = 1
    listening: bool = False
    starting: bool = False
    row_selected: bool = False
    frame_selected: bool = False
    bytes_selected: bool = False
    text_selected: bool = False
    connection_selected: bool = False
    looking_back: bool = False
    filtered: bool = False
    has_verdict: bool = False
    has_tls_keys: bool = False
