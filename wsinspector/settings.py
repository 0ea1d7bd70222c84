"""Every setting of the program, in one typed table, and the values a person has chosen.

Nothing here knows a file or a window: the application stores what :meth:`Settings.to_dict` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from wsinspector.setting import Setting, SettingError, T, Value
from wsinspector.texts import Text, text

_KIB = 1024
_MIB = 1024 * _KIB

# -- the embedded server ------------------------------------------------------------------------

LISTENER_HOST = Setting(
    "listener",
    "host",
    "localhost",
    "The address on which the embedded server listens; localhost means this machine alone, by "
    "IPv4 and IPv6.",
)
LISTENER_PORT = Setting(
    "listener",
    "port",
    8765,
    "The port on which the embedded server listens; 0 lets the system choose one.",
    minimum=0,
    maximum=65535,
)
LISTENER_PATH = Setting(
    "listener",
    "path",
    "",
    "The only path that the embedded server serves; empty serves every path.",
)
LISTENER_SUBPROTOCOLS = Setting(
    "listener",
    "subprotocols",
    "",
    "The subprotocols that the embedded server supports, with commas between them; the first one "
    "that a client offers is chosen.",
)
LISTENER_ORIGINS = Setting(
    "listener",
    "allow-origins",
    "",
    "The only Origins that the embedded server lets in, with commas between them; none stands for "
    "a request without Origin, and an empty list lets in all.",
)
LISTENER_HOSTS = Setting(
    "listener",
    "allow-hosts",
    "",
    "The only values of Host that the embedded server lets in, with commas between them; one "
    "without a port holds for every port, and an empty list lets in all.",
)
LISTENER_ECHO = Setting(
    "listener", "echo", True, "Whether the embedded server sends every message back."
)
LISTENER_AT_START = Setting(
    "listener", "at-start", True, "Whether the embedded server listens from the program's start on."
)
LISTENER_TLS = Setting(
    "listener",
    "tls",
    False,
    "Whether the embedded server speaks TLS, so that its address is wss://.",
)
LISTENER_CERTIFICATE = Setting(
    "listener",
    "certificate",
    "",
    "File with the certificate of the embedded server in PEM form; empty lets the program's own "
    "authority issue one.",
)
LISTENER_KEY = Setting(
    "listener",
    "key",
    "",
    "File with the private key of that certificate in PEM form; empty if it is in the same file.",
)
MAX_CONNECTIONS = Setting(
    "listener",
    "max-connections",
    512,
    "How many connections the embedded server has at a time; further ones are refused with HTTP "
    "status 503, or reset where very many come at once.",
    minimum=1,
    maximum=10_000,
)
REPORT_BYTES = Setting(
    "listener",
    "report-bytes",
    256 * _KIB,
    "Largest report of what its own API said that the embedded server takes from a page or a "
    "program; a larger one is refused with HTTP status 413.",
    minimum=1024,
    maximum=16 * _MIB,
)
LISTED_CONNECTIONS = Setting(
    "listener",
    "listed-connections",
    1000,
    "How many connections the list of the embedded server shows; the oldest that are over leave "
    "it first.",
    minimum=10,
    maximum=100_000,
)

# -- clients ------------------------------------------------------------------------------------

CLIENT_ADDRESS = Setting(
    "client",
    "address",
    "",
    "The address with which a new client begins; empty means that of the embedded server.",
)

CLIENT_VERIFY = Setting(
    "client",
    "verify",
    "system",
    "Whom a new client believes that a wss:// server is who it says: the authorities of the system "
    "and of this program, those of a file, or anybody at all.",
    choices=("system", "file", "none"),
)
CLIENT_CA_FILE = Setting(
    "client",
    "ca-file",
    "",
    "File with the certificates of the authorities that a new client trusts, in PEM form.",
)
CLIENT_FOLLOW_REDIRECTS = Setting(
    "client",
    "follow-redirects",
    0,
    "How many redirects in a row a client follows, each with a connection of its own; never from "
    "wss:// to ws://, and Authorization and Cookie go to no other server.",
    minimum=0,
    maximum=20,
)

# -- permessage-deflate ---------------------------------------------------------------------------

_UNNAMED = "unnamed"
_WINDOWS = tuple(map(str, range(8, 16)))
_OWN_WINDOWS = _WINDOWS[1:]
"""zlib compresses with a window of 9 bits at least."""


def _deflate(group: str, key: str, default: T, what: str, *choices: str) -> Setting[T]:
    return Setting(group, f"deflate{key}", default, what, choices=choices)


CLIENT_DEFLATE = _deflate(
    "client", "", True, "Whether clients offer to compress messages (permessage-deflate, RFC 7692)."
)
CLIENT_DEFLATE_SERVER_TAKEOVER = _deflate(
    "client",
    "-server-no-context-takeover",
    False,
    "Whether clients ask the server to compress every message by itself.",
)
CLIENT_DEFLATE_CLIENT_TAKEOVER = _deflate(
    "client",
    "-client-no-context-takeover",
    False,
    "Whether clients say that they compress every message by itself.",
)
CLIENT_DEFLATE_SERVER_WINDOW = _deflate(
    "client",
    "-server-max-window-bits",
    _UNNAMED,
    "The largest window, in bits, that clients ask the server to compress with.",
    _UNNAMED,
    *_WINDOWS,
)
CLIENT_DEFLATE_CLIENT_WINDOW = _deflate(
    "client",
    "-client-max-window-bits",
    "any",
    "The largest window, in bits, that clients compress with; any lets the server choose one, and "
    "without the name it has no say.",
    _UNNAMED,
    "any",
    *_OWN_WINDOWS,
)
LISTENER_DEFLATE = _deflate(
    "listener",
    "",
    True,
    "Whether the embedded server compresses messages (permessage-deflate, RFC 7692) where a client "
    "offers it.",
)
LISTENER_DEFLATE_SERVER_TAKEOVER = _deflate(
    "listener",
    "-server-no-context-takeover",
    False,
    "Whether the embedded server compresses every message by itself, even unasked.",
)
LISTENER_DEFLATE_CLIENT_TAKEOVER = _deflate(
    "listener",
    "-client-no-context-takeover",
    False,
    "Whether the embedded server asks clients to compress every message by itself.",
)
LISTENER_DEFLATE_SERVER_WINDOW = _deflate(
    "listener",
    "-server-max-window-bits",
    _UNNAMED,
    "The largest window, in bits, that the embedded server compresses with.",
    _UNNAMED,
    *_OWN_WINDOWS,
)
LISTENER_DEFLATE_CLIENT_WINDOW = _deflate(
    "listener",
    "-client-max-window-bits",
    _UNNAMED,
    "The largest window, in bits, that the embedded server asks clients to compress with; only a "
    "client that offers it can be asked.",
    _UNNAMED,
    *_WINDOWS,
)

# -- limits -------------------------------------------------------------------------------------

MESSAGE_BYTES = Setting(
    "limits",
    "message-bytes",
    16 * _MIB,
    "The largest message that is taken; above it the connection is failed with code 1009.",
    minimum=125,
    maximum=1024 * _MIB,
    unit="bytes",
)
HEAD_BYTES = Setting(
    "limits",
    "head-bytes",
    64 * _KIB,
    "The largest head of an opening handshake that is taken.",
    minimum=_KIB,
    maximum=16 * _MIB,
    unit="bytes",
)
QUEUE_BYTES = Setting(
    "limits",
    "queue-bytes",
    4 * _MIB,
    "From how many bytes in its send queue on an end stops reading, until three quarters of them "
    "are gone.",
    minimum=16 * _KIB,
    maximum=1024 * _MIB,
    unit="bytes",
)
PAYLOAD_FILE_BYTES = Setting(
    "limits",
    "payload-file-bytes",
    16 * _MIB,
    "The largest file that a composed frame can have as its payload; also how much a queue of "
    "composed frames holds.",
    minimum=1,
    maximum=1024 * _MIB,
    unit="bytes",
)
JOURNAL_BYTES = Setting(
    "limits",
    "journal-bytes",
    2048 * _MIB,
    "How many bytes of payload are kept in memory; later payloads are recorded by their length "
    "alone.",
    minimum=_MIB,
    maximum=1024 * 1024 * _MIB,
    unit="bytes",
)

# -- recording ----------------------------------------------------------------------------------

KEEP_TLS = Setting(
    "recording",
    "tls",
    False,
    "Keep the ciphertext and the secrets of TLS connections, so that they can be exported and "
    "decrypted; whoever gets them can read all that was said.",
)
TLS_CAPTURE_BYTES = Setting(
    "limits",
    "tls-capture-bytes",
    256 * _MIB,
    "How many bytes of ciphertext are kept in memory, if any is.",
    minimum=_MIB,
    maximum=1024 * 1024 * _MIB,
    unit="bytes",
)

# -- patience -----------------------------------------------------------------------------------

_HOUR = 3_600_000


def _patience(key: str, default: int, what: str) -> Setting[int]:
    return Setting("patience", key, default, what, minimum=1, maximum=_HOUR, unit="ms")


LOOKUP_MS = _patience("lookup", 10_000, "How long a client waits for the lookup of a name.")
CONNECT_MS = _patience(
    "connect", 10_000, "How long a client waits for TCP to connect to one address."
)
HANDSHAKE_MS = _patience(
    "handshake", 10_000, "How long an end waits for the peer's part of the opening handshake."
)
CLOSE_REPLY_MS = _patience(
    "close-reply", 10_000, "How long an end that has sent a Close waits for the peer's Close."
)
TCP_END_MS = _patience(
    "tcp-end", 2_000, "How long an end waits for the peer to end TCP when all else is done."
)
STOP_MS = _patience(
    "stop",
    1_000,
    "How long the embedded server, when it is stopped, waits for its connections to close.",
)

# -- appearance ---------------------------------------------------------------------------------

COLOUR_SCHEME = Setting(
    "appearance",
    "colour-scheme",
    "system",
    "Light, dark, or as the system has it.",
    choices=("system", "light", "dark"),
)

SETTINGS: tuple[Setting[Any], ...] = (
    LISTENER_HOST,
    LISTENER_PORT,
    LISTENER_PATH,
    LISTENER_SUBPROTOCOLS,
    LISTENER_ORIGINS,
    LISTENER_HOSTS,
    LISTENER_ECHO,
    LISTENER_AT_START,
    LISTENER_TLS,
    LISTENER_CERTIFICATE,
    LISTENER_KEY,
    MAX_CONNECTIONS,
    REPORT_BYTES,
    LISTED_CONNECTIONS,
    CLIENT_ADDRESS,
    CLIENT_VERIFY,
    CLIENT_CA_FILE,
    CLIENT_FOLLOW_REDIRECTS,
    CLIENT_DEFLATE,
    CLIENT_DEFLATE_SERVER_TAKEOVER,
    CLIENT_DEFLATE_CLIENT_TAKEOVER,
    CLIENT_DEFLATE_SERVER_WINDOW,
    CLIENT_DEFLATE_CLIENT_WINDOW,
    LISTENER_DEFLATE,
    LISTENER_DEFLATE_SERVER_TAKEOVER,
    LISTENER_DEFLATE_CLIENT_TAKEOVER,
    LISTENER_DEFLATE_SERVER_WINDOW,
    LISTENER_DEFLATE_CLIENT_WINDOW,
    MESSAGE_BYTES,
    HEAD_BYTES,
    QUEUE_BYTES,
    PAYLOAD_FILE_BYTES,
    JOURNAL_BYTES,
    KEEP_TLS,
    TLS_CAPTURE_BYTES,
    LOOKUP_MS,
    CONNECT_MS,
    HANDSHAKE_MS,
    CLOSE_REPLY_MS,
    TCP_END_MS,
    STOP_MS,
    COLOUR_SCHEME,
)
"""The table: every setting there is, in the order in which groups and keys are shown."""

_BY_NAME = {(setting.group, setting.key): setting for setting in SETTINGS}

Listener = Callable[[Setting[Any]], None]


class Settings:
    """The values in force: what was chosen, else the default."""

    def __init__(self) -> None:
        self._values: dict[Setting[Any], Value] = {}
        self._unknown: dict[str, dict[str, object]] = {}
        self._listeners: list[Listener] = []

    def get(self, setting: Setting[T]) -> T:
        """The value in force."""
        return cast("T", self._values.get(setting, setting.default))

    def set(self, setting: Setting[T], value: T) -> None:
        """Choose a value.

        Raises:
            SettingError: it does not fit; nothing has changed.
        """
        checked = setting.check(value)
        before = self.get(setting)
        self._values[setting] = checked
        if checked != before:
            self._announce(setting)

    def reset(self, setting: Setting[Any]) -> None:
        """Go back to the default."""
        before = self.get(setting)
        self._values.pop(setting, None)
        if before != setting.default:
            self._announce(setting)

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every setting whose value in force has changed.

        Returns:
            A function that ends this.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def load(self, stored: Mapping[str, object]) -> list[Text]:
        """Take stored values, of which nothing is trusted.

        A value that does not fit is left out, so the default holds; a key that is not known is
        kept for :meth:`to_dict`, because a newer version may have written it.

        Args:
            stored: group to key to value, as :meth:`to_dict` gave it.

        Returns:
            What was wrong, one sentence each.
        """
        messages: list[Text] = []
        for group, values in stored.items():
            if not isinstance(values, Mapping):
                messages.append(text("setting.bad-group", group=str(group)))
                continue
            for key, value in values.items():
                message = self._load_one(str(group), str(key), value)
                if message is not None:
                    messages.append(message)
        return messages

    def to_dict(self) -> dict[str, dict[str, object]]:
        """What was chosen, as group to key to value; what was not chosen is not in it."""
        stored = {group: dict(values) for group, values in self._unknown.items()}
        for setting in SETTINGS:
            if setting in self._values:
                stored.setdefault(setting.group, {})[setting.key] = self._values[setting]
        return stored

    def _load_one(self, group: str, key: str, value: object) -> Text | None:
        setting = _BY_NAME.get((group, key))
        if setting is None:
            self._unknown.setdefault(group, {})[key] = value
            return text("setting.unknown", setting=f"{group}.{key}")
        try:
            self.set(setting, cast("Any", value))
        except SettingError as error:
            return error.text
        return None

    def _announce(self, setting: Setting[Any]) -> None:
        for listener in tuple(self._listeners):
            listener(setting)
