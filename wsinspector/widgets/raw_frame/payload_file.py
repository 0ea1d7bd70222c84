"""Reads a file that is to be sent."""

from __future__ import annotations

from pathlib import Path

from wsinspector.texts import Text, text


def read_payload(path: str, limit: int) -> bytes | Text:
    """The content of a file, or why there is none.

    Args:
        path: where it is; a leading ``~`` is the home folder.
        limit: bytes of the largest file that is read.
    """
    if not path:
        return text("payload-file.none")
    try:
        file = Path(path).expanduser()
        if not file.is_file():  # reading a device or a pipe might never end
            file.stat()
            return text("payload-file.unreadable", path=path, error="not a file")
        with file.open("rb") as opened:
            data = opened.read(limit + 1)
    except (OSError, RuntimeError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        return text("payload-file.unreadable", path=path, error=said)
    if len(data) > limit:
        return text("payload-file.too-large", path=path, limit=limit)
    return data
