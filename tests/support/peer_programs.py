"""Finds the programs that tests talk to. A missing one skips the test by name; in CI it fails it.

``packaging/launch.py test`` sets them up.
"""

from __future__ import annotations

import functools
import os
import platform
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

PEERS = Path(__file__).resolve().parent.parent / "peers"
# The first Node whose WebSocket client works without a flag.
_OLDEST_NODE = 22


def node24() -> Path:
    """A Node with a built-in WebSocket: the pinned one, else the system's if it is recent."""
    return _node() or _missing("Node 22 or newer")


def node_modules() -> Path:
    """The folder with the Node package ``ws``; for NODE_PATH, or as the parent of scripts."""
    folder = PEERS / "node_modules"
    return folder if (folder / "ws" / "package.json").is_file() else _missing("Node package ws")


def chromium() -> Path:
    """A browser that understands ``--headless`` and the DevTools protocol."""
    return _program("chromium", "chromium-browser", "google-chrome")


def tshark() -> Path:
    """Wireshark on the command line."""
    return _program("tshark")


def xvfb() -> Path:
    """An X server without a screen."""
    return _program("Xvfb")


def xdotool() -> Path:
    """Types and clicks on an X server."""
    return _program("xdotool")


def openbox() -> Path:
    """A window manager for the X server without a screen."""
    return _program("openbox")


def certutil() -> Path:
    """Tells a browser which authorities to trust."""
    return _program("certutil")


def curl() -> Path:
    """An HTTP client that can be told each field."""
    return _program("curl")


def cjk_fonts() -> None:
    """Nothing, if Chinese text is drawn with a font; without one it is drawn as boxes."""
    listing = _program("fc-list")
    fonts = subprocess.run([listing, ":lang=zh"], capture_output=True, check=False).stdout
    if not fonts.strip():
        _missing("a font with Chinese characters")


def _program(*names: str) -> Path:
    """The first of some programs that is on the PATH."""
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else _missing(names[0])


@functools.cache
def _node() -> Path | None:
    """The pinned Node of this machine's kind, else one on the PATH that is recent enough."""
    machine = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64"}.get(platform.machine(), "")
    system = {"Linux": "linux", "Windows": "win"}.get(platform.system(), "")
    name = "node.exe" if system == "win" else "node"
    pinned = PEERS / "node_modules" / f"node-{system}-{machine}" / "bin" / name
    if pinned.is_file():
        return pinned
    found = shutil.which("node")
    if found is None:
        return None
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    major = version.stdout.strip().removeprefix("v").split(".")[0]
    return Path(found) if major.isdecimal() and int(major) >= _OLDEST_NODE else None


def _missing(what: str) -> NoReturn:
    """Skip the running test, or fail it in continuous integration, where nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is not here, and CI must have it", pytrace=False)
    pytest.skip(f"{what} is not here; packaging/launch.py test says how to get it")
