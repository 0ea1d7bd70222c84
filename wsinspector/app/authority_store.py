"""Keeps the program's own certificate authority, so that a browser has to be told of it once."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from wsinspector.engine.certificate_error import CertificateError

if TYPE_CHECKING:
    from wsinspector.engine.certificates import Authority

_log = logging.getLogger(__name__)


class AuthorityStore:
    """The authority, made when it is first asked for.

    One that cannot be read any more, or is no longer valid, is replaced. Where nothing can be
    written the authority lasts as long as the program runs.

    Args:
        folder: where it is, or will be; None keeps it in memory alone.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._authority: Authority | None = None

    @property
    def authority(self) -> Authority:
        """The authority."""
        if self._authority is None:
            self._authority = self._stored() or self._new()
        return self._authority

    def _stored(self) -> Authority | None:
        from wsinspector.engine.certificates import Authority, read_pem

        if self._folder is None or not _certificate_in(self._folder).exists():
            return None
        try:
            return Authority(
                read_pem(_certificate_in(self._folder)), read_pem(_key_in(self._folder))
            )
        except CertificateError as error:
            _log.info("the stored authority cannot be used: %s", error.text)
            return None

    def _new(self) -> Authority:
        from wsinspector.engine.certificates import Authority

        authority = Authority.generate()
        if self._folder is not None:
            try:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _write_private(_key_in(self._folder), authority.key)
                _certificate_in(self._folder).write_bytes(authority.certificate)
            except OSError as error:
                _log.info("the authority cannot be stored: %s", error)
        return authority


def _certificate_in(folder: Path) -> Path:
    return folder / "authority.pem"


def _key_in(folder: Path) -> Path:
    return folder / "authority-key.pem"


def _write_private(path: Path, data: bytes) -> None:
    """Write a file that nobody else can read, at no moment."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
