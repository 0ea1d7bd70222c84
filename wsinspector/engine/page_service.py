"""The page for browsers as the embedded server offers it: its address, its token, its guests."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wsinspector.engine.name_lookup import as_pair
from wsinspector.engine.report_desk import ReportDesk
from wsinspector.protocol.opening.listening_hosts import EVERY_ADDRESS
from wsinspector.protocol.website.site_address import PREFIX
from wsinspector.settings import REPORT_BYTES

if TYPE_CHECKING:
    from wsinspector.engine.clock import Clock
    from wsinspector.engine.listener import Listening
    from wsinspector.journal.journal import Journal
    from wsinspector.protocol.website.site import Site
    from wsinspector.settings import Settings

_TOKEN_BYTES: Final = 16
_DEFAULT_PORTS: Final = {False: 80, True: 443}
_EVERYWHERE: Final = {"", "0.0.0.0", "::", EVERY_ADDRESS}
_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
}
_INDEX: Final = "index.html"
_ABOUT: Final = "listener.json"


class PageService:
    """Offers the page for browsers, and takes reports.

    The token is made once and holds as long as the server lives, so that a page which is open stays
    good when the server is stopped and started again.

    Attributes:
        files: the page's files by name; without any, nothing is served.
        take: records what a page or a program reported.

    Args:
        journal: where reports are recorded.
        clock: stamps them.
        settings: has the largest report.
    """

    def __init__(self, journal: Journal, clock: Clock, settings: Settings) -> None:
        self.files: Mapping[str, bytes] = {}
        self.take = ReportDesk(journal, clock).take
        self._settings = settings
        self._token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._listening: Listening | None = None
        self._site: Site | None = None

    def open(self, listening: Listening) -> Listening:
        """The server listens there; returns the same with the page's address, if there is one."""
        self._listening, self._site = listening, None
        if not self.files:
            return listening
        authority = listening.url.split("/")[2]
        scheme = "https" if listening.secure else "http"
        return replace(listening, page_url=f"{scheme}://{authority}{PREFIX}{self._token}/")

    def site_for(self, transport: asyncio.Transport) -> Site | None:
        """What is served on a connection: nothing to another machine."""
        local = transport.get_extra_info("sockname")
        remote = transport.get_extra_info("peername")
        if not local or not remote or not self.files:
            return None
        here, there = as_pair(local)[0], as_pair(remote)[0]
        if here != there and not ipaddress.ip_address(there.partition("%")[0]).is_loopback:
            return None
        if self._site is None and self._listening is not None:
            self._site = self._make_site(self._listening)
        return self._site

    def _make_site(self, listening: Listening) -> Site:
        # Late, because it takes time, and most servers never have a guest.
        from wsinspector.protocol.website.site import Site, SiteFile

        files = {
            "" if name == _INDEX else name: SiteFile(_TYPES[name.rpartition(".")[2]], data)
            for name, data in self.files.items()
        }
        about = json.dumps({"path": listening.path or "/"}).encode()
        files[_ABOUT] = SiteFile("application/json", about)
        names = _names(listening)
        hosts = {f"{name}:{listening.port}" for name in names}
        if listening.port == _DEFAULT_PORTS[listening.secure]:
            hosts |= names
        limit = self._settings.get(REPORT_BYTES)
        return Site(self._token, frozenset(hosts), listening.secure, files, limit)


def _names(listening: Listening) -> set[str]:
    """What a browser on this machine may call the server; a stranger's name is never among them.

    The name that the person gave to listen on is as good as an address.
    """
    hosts = {"localhost", "127.0.0.1", "::1", listening.host.lower()}
    hosts |= {host.lower() for host, _ in listening.addresses}
    return {f"[{host}]" if ":" in host else host for host in hosts - _EVERYWHERE}
