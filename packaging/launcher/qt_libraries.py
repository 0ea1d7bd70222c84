"""The system libraries that Qt's wheels expect: found missing before Qt fails over them."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from launcher import system_packages
from launcher.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Debian's package of each library; a library that is not listed is named as it is.
DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libgl1",
    "libGLdispatch.so.0": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg")
_OLDEST_GLIBC = (2, 34)


def platforms_in_use(variables: Mapping[str, str]) -> list[str]:
    """Qt's platform plugins that a window would use, given the environment variables."""
    if chosen := variables.get("QT_QPA_PLATFORM"):
        return [name.split(":")[0] for name in chosen.split(";")]
    displays = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    return [plugin for name, plugin in displays.items() if variables.get(name)] or ["offscreen"]


def require_glibc() -> None:
    """Refuse a system for which PySide6 has no wheels, before pip says so less clearly.

    Raises:
        Problem: This Linux is too old.
    """
    kind, version = platform.libc_ver()
    if kind == "glibc" and tuple(int(part) for part in version.split(".")[:2]) < _OLDEST_GLIBC:
        message = (
            f"PySide6 needs glibc 2.34 or newer (Debian 12, Ubuntu 22.04, RHEL 9), "
            f"and this system has {version}."
        )
        raise Problem(message)


def require_qt(python: Path, plugins: Sequence[str]) -> None:
    """Make sure that Qt loads, with some of its platform plugins.

    Args:
        python: An interpreter with PySide6 installed.
        plugins: Names of platform plugins, such as ``xcb``.

    Raises:
        Problem: A library is missing and could not be installed, or PySide6 does not load.
    """
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return
    files = _files_to_check(python, plugins)
    if libraries := missing_libraries(files):
        packages = sorted({DEBIAN_PACKAGES.get(name, name) for name in libraries})
        why = f"Qt needs system libraries that are missing here ({', '.join(libraries)})"
        system_packages.require(packages, why)
        if still := missing_libraries(files):
            message = f"Qt still misses {', '.join(still)}."
            raise Problem(message)


def missing_libraries(files: Sequence[Path]) -> list[str]:
    """The libraries that some binaries need, directly or not, and that this system lacks."""
    listed = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False)
    lines = (line.split() for line in listed.stdout.splitlines() if line.endswith("=> not found"))
    return sorted({words[0] for words in lines})


def _files_to_check(python: Path, plugins: Sequence[str]) -> list[Path]:
    """The binaries of PySide6's modules and of some platform plugins."""
    question = "from importlib.util import find_spec; print(find_spec('PySide6').origin)"
    try:
        answer = subprocess.check_output([python, "-c", question], text=True)
    except subprocess.CalledProcessError:
        message = "PySide6 is not installed in .venv; remove that folder and try again."
        raise Problem(message) from None
    folder = Path(answer.strip()).parent
    files = [folder / f"{module}.abi3.so" for module in _MODULES]
    files += [folder / "Qt" / "plugins" / "platforms" / f"libq{plugin}.so" for plugin in plugins]
    return [file for file in files if file.exists()]
