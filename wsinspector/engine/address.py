"""The address of a WebSocket server as a person types it (RFC 6455 §3)."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote

from wsinspector.texts import ExplainedError, text

_DEFAULT_PORTS = {"ws": 80, "wss": 443}
_ADDRESS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<resource>[^#]*)(?P<fragment>#.*)?",
    re.DOTALL,
)
_HOST_AND_PORT = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>.*))?")
# Unicode letters may stand for themselves; what IDNA or ASCII rules out may not.
_NO_HOST = re.compile(r"[\x00-\x20\x7f\"#%/:<>?@\[\\\]^`{|}]")
_KEPT = "!\"$%&'()*+,-./:;=?@[\\]^_`{|}~<>"


class AddressError(ExplainedError, ValueError):
    """This is no address to connect to."""


@dataclass(frozen=True, slots=True)
class WsAddress:
    """A WebSocket address, taken apart.

    Attributes:
        secure: wss, so TLS comes first.
        host: name in ASCII form (IDNA) or IP address without brackets.
        port: 1 to 65535.
        resource: path and query as they go into the request, beginning with a slash.
    """

    secure: bool
    host: str
    port: int
    resource: str

    @classmethod
    def parse(cls, url: str) -> WsAddress:
        """Take an address apart.

        White space around it is ignored, as browsers do; characters that cannot stand in a request
        are percent-encoded as UTF-8.

        Raises:
            AddressError: it is none.
        """
        url = url.strip()
        if not url:
            raise AddressError(text("address.empty"))
        match = _ADDRESS.fullmatch(url)
        if match is None:
            raise AddressError(text("address.no-scheme"))
        scheme = match["scheme"].lower()
        if scheme not in _DEFAULT_PORTS:
            raise AddressError(text("address.bad-scheme", scheme=scheme))
        if match["fragment"]:
            raise AddressError(text("address.fragment"))
        authority = match["authority"]
        if "@" in authority:
            raise AddressError(text("address.credentials"))
        if authority.count(":") > 1 and "[" not in authority:
            raise AddressError(text("address.bare-ipv6"))
        parts = _HOST_AND_PORT.fullmatch(authority)
        if parts is None:
            raise AddressError(text("address.bad-host", host=authority))
        if not parts["host"]:
            raise AddressError(text("address.no-host"))
        return cls(
            scheme == "wss",
            _host(parts["host"]),
            _port(parts["port"], _DEFAULT_PORTS[scheme]),
            _resource(match["resource"]),
        )

    @property
    def url(self) -> str:
        """The whole address, in the form in which it is used."""
        return f"{'wss' if self.secure else 'ws'}://{self.authority}{self.resource}"

    @property
    def authority(self) -> str:
        """Host and port as in the Host field: without the port if it is the default one."""
        host = f"[{self.host.partition('%')[0]}]" if ":" in self.host else self.host
        if self.port == _DEFAULT_PORTS["wss" if self.secure else "ws"]:
            return host
        return f"{host}:{self.port}"

    @property
    def is_literal(self) -> bool:
        """Whether the host is an IP address, so that there is no name to look up."""
        try:
            ipaddress.ip_address(self.host)
        except ValueError:
            return False
        return True


def _host(host: str) -> str:
    if host.startswith("["):
        literal = host[1:-1].replace("%25", "%", 1)  # before a zone (RFC 6874 §2)
        try:
            return str(ipaddress.IPv6Address(literal))
        except ValueError:
            raise AddressError(text("address.bad-ipv6", host=literal)) from None
    if _NO_HOST.search(host):
        raise AddressError(text("address.bad-host", host=host))
    try:
        # Of a name in ASCII only its labels are judged: none may be empty or too long.
        encoded = host.encode("idna").decode("ascii")
    except UnicodeError:
        raise AddressError(text("address.bad-host", host=host)) from None
    return host.lower() if host.isascii() else encoded


def _port(port: str | None, default: int) -> int:
    if not port:
        return default
    if not (port.isascii() and port.isdigit()) or not 1 <= int(port[:6]) <= 65535:
        raise AddressError(text("address.bad-port", port=port))
    return int(port)


def _resource(resource: str) -> str:
    if not resource.startswith("/"):
        resource = "/" + resource
    return quote(resource, safe=_KEPT)


def served_path(path: str) -> str:
    """A path as it stands in the requests that name it; empty for every path.

    Raises:
        AddressError: no request has such a path.
    """
    if "?" in path or "#" in path:
        raise AddressError(text("address.not-a-path", path=path))
    return _resource(path) if path else ""
