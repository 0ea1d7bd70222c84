"""Ends that compress, and a peer written by others to compress with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import (
    ClientPerMessageDeflateFactory,
    ServerPerMessageDeflateFactory,
)
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.server import ServerProtocol
from websockets.uri import parse_uri

from tests.support.chunking import chunks_of
from tests.support.playbook import KEY, REQUEST, received, written
from wsinspector.protocol.behaviours.behaviour import Behaviour
from wsinspector.protocol.commands import RecordFrames
from wsinspector.protocol.deflate.deflate_terms import BROWSER_OFFER, DeflateTerms
from wsinspector.protocol.endpoint import Endpoint
from wsinspector.protocol.exchange import Connected
from wsinspector.protocol.limits import Limits
from wsinspector.protocol.opening.opening_request import OpeningRequest
from wsinspector.protocol.opening.server_answer import ServerPolicy
from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wsinspector.protocol.commands import Command

ANY_TERMS = DeflateTerms()


def deflating(
    role: Role | str,
    terms: DeflateTerms = ANY_TERMS,
    *,
    behaviour: Behaviour | None = None,
    limits: Limits | None = None,
) -> Endpoint:
    """An end that offers or accepts permessage-deflate, before anything happened."""
    role = Role(role)
    opening = (
        OpeningRequest(REQUEST.host, REQUEST.resource, REQUEST.key, deflate=terms)
        if role is Role.CLIENT
        else ServerPolicy(deflate=terms)
    )
    return Endpoint(
        role, opening, behaviour or Behaviour(), limits or Limits(), lambda count: KEY[:count]
    )


def open_deflating(
    role: Role | str,
    client: DeflateTerms = BROWSER_OFFER,
    server: DeflateTerms = ANY_TERMS,
    *,
    behaviour: Behaviour | None = None,
    limits: Limits | None = None,
) -> Endpoint:
    """One of two ends of ours that have agreed on permessage-deflate."""
    ends = {
        one: deflating(one, terms, behaviour=behaviour, limits=limits)
        for one, terms in ((Role.CLIENT, client), (Role.SERVER, server))
    }
    request = written(ends[Role.CLIENT].handle(Connected()))
    ends[Role.SERVER].handle(Connected())
    answer = written(ends[Role.SERVER].handle(received(request)))
    ends[Role.CLIENT].handle(received(answer))
    return ends[Role(role)]


def inflated(commands: Iterable[Command]) -> list[bytes | None]:
    """What each recorded frame decompresses to."""
    return [
        command.inflated.get(at)
        for command in commands
        if isinstance(command, RecordFrames)
        for at in range(len(command.frames))
    ]


class Stranger:
    """The sans-I/O end of Python ``websockets``, joined with an end of ours.

    Args:
        ours: our end, before anything happened.
        terms: what the stranger offers or accepts.
        cuts: where what arrives at our end is cut.
    """

    def __init__(self, ours: Endpoint, terms: DeflateTerms, cuts: list[int]) -> None:
        self.ours = ours
        self.said: list[Command] = []
        self.messages: list[tuple[int, bytes]] = []
        self._cuts = cuts
        self._fragments: list[bytes] = []
        self._opcode = 0
        four = (
            terms.server_no_context_takeover,
            terms.client_no_context_takeover,
            terms.server_max_window_bits,
        )
        bits = terms.client_max_window_bits
        self.protocol: ServerProtocol | ClientProtocol
        if ours.role is Role.CLIENT:
            accepts = ServerPerMessageDeflateFactory(*four, None if bits is True else bits)
            self.protocol = ServerProtocol(extensions=[accepts], max_size=None)
            self._hear(ours.handle(Connected()))
        else:
            offers = ClientPerMessageDeflateFactory(*four, bits)
            uri = parse_uri("ws://example.test/chat")
            self.protocol = ClientProtocol(uri, extensions=[offers], max_size=None)
            ours.handle(Connected())
            self.protocol.send_request(self.protocol.connect())
            self.speak()

    def speak(self) -> None:
        """Let our end have what the stranger wrote."""
        data = b"".join(self.protocol.data_to_send())
        for chunk in chunks_of(data, self._cuts):
            self._hear(self.ours.handle(received(chunk)))

    def _hear(self, commands: list[Command]) -> None:
        self.said += commands
        data = written(commands)
        if not data:
            return
        self.protocol.receive_data(data)
        for event in self.protocol.events_received():
            if isinstance(event, Request):
                assert isinstance(self.protocol, ServerProtocol)
                self.protocol.send_response(self.protocol.accept(event))
                self.speak()
            elif isinstance(event, Frame):
                self._take(event)

    def _take(self, frame: Frame) -> None:
        self._opcode = int(frame.opcode) or self._opcode
        self._fragments.append(bytes(frame.data))
        if frame.fin:
            self.messages.append((self._opcode, b"".join(self._fragments)))
            self._fragments = []
