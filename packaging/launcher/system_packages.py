"""What only the system's package manager can install: named for the user, or installed as root."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from typing import TYPE_CHECKING

from launcher.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence


def apt_is_here() -> bool:
    """Whether this is Debian, Ubuntu or one of their children."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    return bool(family & {"debian", "ubuntu"}) and shutil.which("apt-get") is not None


def may_install() -> bool:
    """Whether this process may install packages itself."""
    return apt_is_here() and os.geteuid() == 0


def install_command(packages: Sequence[str]) -> str:
    """The command that a person types to install Debian packages."""
    return f"sudo apt-get install {' '.join(packages)}"


def require(packages: Sequence[str], why: str) -> None:
    """Install Debian packages if this is root, else say what is to be done.

    Args:
        packages: Names of Debian packages; an empty list does nothing.
        why: What is missing, as the beginning of a sentence.

    Raises:
        Problem: They are not installed, and this process may not or could not do it.
    """
    if not packages:
        return
    if not may_install():
        advice = f"install it with: {install_command(packages)}"
        if not apt_is_here():
            advice = f"install what Debian calls {', '.join(packages)}"
        message = f"{why}; {advice}"
        raise Problem(message)
    print(
        f"{why}; installing {', '.join(packages)} (apt-get, this can take a while)...", flush=True
    )
    _apt_get("update")
    _apt_get("install", "--yes", "--no-install-recommends", *packages)


def _apt_get(*arguments: str) -> None:
    """Run apt-get without questions, and show what it said only if it failed."""
    ended = subprocess.run(
        ["apt-get", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if ended.returncode:
        last_words = "\n".join(ended.stdout.splitlines()[-15:])
        message = f"apt-get {' '.join(arguments)} failed:\n{last_words}"
        raise Problem(message)
