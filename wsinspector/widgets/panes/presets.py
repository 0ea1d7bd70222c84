"""Addresses that well-known tutorials use."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class Preset(NamedTuple):
    """An address of a tutorial.

    Attributes:
        port: its TCP port.
        path: its path; empty for any.
        name: what it is, translated.
    """

    port: int
    path: str
    name: str

    @property
    def url(self) -> str:
        """The address for a client on this machine."""
        return f"ws://127.0.0.1:{self.port}{self.path or '/'}"


def presets() -> tuple[Preset, ...]:
    """The addresses of the three tutorials that are rebuilt among the tests."""

    def tr(source: str) -> str:
        return QCoreApplication.translate("Preset", source)

    return (
        Preset(8000, "", tr("raw Node server")),
        Preset(9998, "/echo", tr("echo tutorial")),
        Preset(8080, "", tr("Node ws chat")),
    )
