"""Keeps what is needed to decrypt TLS connections later, if the person wants that."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wsinspector.journal.tls_capture import TlsCapture
from wsinspector.protocol.facts import note
from wsinspector.settings import KEEP_TLS, TLS_CAPTURE_BYTES
from wsinspector.texts import text

if TYPE_CHECKING:
    import ssl

    from wsinspector.engine.clock import Clock
    from wsinspector.journal.journal import Journal
    from wsinspector.settings import Settings

Tap = Callable[[bool, bytes], None]
"""Told of all bytes on the wire: whether they were sent, and the bytes."""


class TlsRecorder:
    """Keeps the ciphertext and the secrets of the connections that begin while it is asked to.

    The secrets are lines of the key log format that NSS has begun and most analysers read.

    Attributes:
        capture: the ciphertext.

    Args:
        journal: where it is said that no more can be kept.
        clock: stamps the bytes.
        settings: whether anything is kept, and how much.
    """

    def __init__(self, journal: Journal, clock: Clock, settings: Settings) -> None:
        self.capture = TlsCapture(settings.get(TLS_CAPTURE_BYTES))
        self._journal = journal
        self._clock = clock
        self._settings = settings
        self._keys: Path | None = None

    @property
    def is_on(self) -> bool:
        """Whether connections that begin now are kept."""
        return self._settings.get(KEEP_TLS)

    @property
    def has_keys(self) -> bool:
        """Whether secrets were kept."""
        return self._keys is not None and self._keys.stat().st_size > 0

    @property
    def key_log(self) -> bytes:
        """The secrets so far; empty if there are none."""
        return b"" if self._keys is None else self._keys.read_bytes()

    def prepare(self, context: ssl.SSLContext) -> None:
        """Let the connections of a context tell their secrets, or keep them to themselves."""
        if self.is_on:
            context.keylog_filename = str(self._key_file())
        elif context.keylog_filename is not None:
            context.keylog_filename = os.devnull

    def tap(self, end: int) -> Tap | None:
        """What is to be told of the bytes of an end; None if they are not kept."""
        if not self.is_on:
            return None
        said = False

        def keep(sent: bool, data: bytes) -> None:
            nonlocal said
            now = self._clock.monotonic_ns()
            if not self.capture.keep(end, now, sent, data) and not said:
                said = True
                limit = self._settings.get(TLS_CAPTURE_BYTES)
                self._journal.append(end, now, note(text("tls.capture-full", limit=limit)))

        return keep

    def forget_keys(self) -> None:
        """Remove the file that the library writes the secrets to."""
        if self._keys is not None:
            self._keys.unlink(missing_ok=True)
            self._keys = None

    def _key_file(self) -> Path:
        """The library writes to files only; mkstemp makes one that nobody else can read."""
        if self._keys is None:
            handle, name = tempfile.mkstemp(prefix="wsinspector-", suffix=".keys")
            os.close(handle)
            self._keys = Path(name)
        return self._keys
