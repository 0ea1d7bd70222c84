"""Programs from elsewhere that the tests talk to: Node packages, a browser, an analyser, fonts.

Locally a missing one is named, and its tests are skipped by name. In continuous integration as
root on Debian or Ubuntu it is installed; a test whose program is missing there fails.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from launcher import system_packages
from launcher.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

# Program and Debian package.
PROGRAMS = {
    "fc-list": "fontconfig",
    "chromium": "chromium",
    "tshark": "tshark",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "npm": "npm",
    "certutil": "libnss3-tools",
    "curl": "curl",
}
_CJK_FONTS = "fonts-noto-cjk"


def set_up(root: Path, *, install: bool) -> None:
    """Set up what can be, and name what is missing.

    Args:
        root: The checkout's top folder.
        install: Whether system packages are to be installed, if this process may.
    """
    packages = missing_packages()
    if packages and install and system_packages.may_install():
        system_packages.require(packages, "The tests talk to programs that are missing here")
    elif packages:
        print(
            f"Not here: {', '.join(packages)}. Tests that need them are skipped; "
            f"{system_packages.install_command(packages)} brings them.",
            flush=True,
        )
    if shutil.which("npm"):
        try:
            install_node_packages(root / "tests" / "peers")
        except Problem as problem:
            print(f"{problem} Tests that need Node are skipped.", flush=True)


def missing_packages() -> list[str]:
    """Debian packages of the programs that are missing."""
    packages = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    return packages if _has_cjk_fonts() else [*packages, _CJK_FONTS]


def install_node_packages(folder: Path) -> None:
    """Install exactly what a lock file names, unless that was done before.

    Args:
        folder: Where ``package-lock.json`` lies.

    Raises:
        Problem: npm failed.
    """
    lock = (folder / "package-lock.json").read_bytes()
    stamp = folder / "node_modules" / ".wsinspector-lock.json"
    if stamp.exists() and stamp.read_bytes() == lock:
        return
    print("Installing Node packages into tests/peers...", flush=True)
    npm = shutil.which("npm") or "npm"
    ended = subprocess.run(
        [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if ended.returncode:
        message = f"npm failed:\n{ended.stdout}"
        raise Problem(message)
    stamp.write_bytes(lock)


def _has_cjk_fonts() -> bool:
    """Whether Chinese text would be drawn with a font, not as boxes."""
    if not sys.platform.startswith("linux"):
        return True
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
    return bool(listed.stdout.strip())
