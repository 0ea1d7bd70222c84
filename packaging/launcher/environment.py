"""The virtual environment in ``.venv``: made once, filled with pinned packages, kept up to date."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from launcher import system_packages
from launcher.problem import Problem

# What each group installs; the digest of a group covers every file in its list.
GROUPS = {"run": ("run.txt",), "test": ("run.txt", "test.txt")}


class Environment:
    """The virtual environment of one checkout.

    Args:
        root: The checkout's top folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self._requirements = root / "packaging" / "requirements"
        self._stamp = self.folder / "wsinspector-stamp.json"

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        if sys.platform == "win32":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    def prepare(self, group: str) -> None:
        """Make the environment ready for a group of packages; quick if it already is.

        Args:
            group: A key of ``GROUPS``.

        Raises:
            Problem: It cannot be made, or a package cannot be installed.
        """
        if not self._is_usable():
            self._create()
        stamp = self._read_stamp()
        if stamp.get(group) == self._digest(group):
            return
        print(
            "Installing Python packages into .venv (a minute or two the first time)...", flush=True
        )
        self._install(self._requirements / GROUPS[group][-1])
        self._show_checkout()
        # Of a larger group nothing is known now: what it shares may have another version.
        covered = {
            name: self._digest(name) for name in GROUPS if set(GROUPS[name]) <= set(GROUPS[group])
        }
        self._stamp.write_text(json.dumps({**self._identity(), **covered}, indent=1))

    def _is_usable(self) -> bool:
        """Whether the folder holds an environment of this Python, for this checkout."""
        if not self.folder.exists():
            return False
        stamp = self._read_stamp()
        if any(stamp.get(key, value) != value for key, value in self._identity().items()):
            return False
        question = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
        try:
            answer = subprocess.run(
                [self.python, "-c", question], capture_output=True, text=True, check=False
            )
        except OSError:
            return False
        return answer.stdout.strip() == _python_version()

    def _create(self) -> None:
        """Make the folder, throwing away one that does not fit."""
        if (
            importlib.util.find_spec("venv") is None
            or importlib.util.find_spec("ensurepip") is None
        ):
            system_packages.require(
                [f"python{_python_version()}-venv"],
                f"{sys.executable} cannot make virtual environments: ensurepip is missing",
            )
        print(f"Making .venv for Python {_python_version()}...", flush=True)
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(self.folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            message = f"{self.folder} could not be made:\n{made.stdout}{made.stderr}".rstrip()
            raise Problem(message)

    def _install(self, requirements: Path) -> None:
        """Let pip install exactly what a requirements file lists."""
        command = [str(self.python), "-m", "pip", "install", "-qq", "--no-input"]
        # What has no wheel for this machine would be built for minutes, and then fail.
        command += ["--disable-pip-version-check", "--only-binary", ":all:"]
        command += ["--requirement", str(requirements)]
        if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
            message = f"pip could not install {requirements.relative_to(self.root)} (see above)."
            raise Problem(message)

    def _show_checkout(self) -> None:
        """Let the environment import wsinspector from the checkout."""
        question = "import sysconfig; print(sysconfig.get_path('purelib'))"
        packages = subprocess.check_output([self.python, "-c", question], text=True).strip()
        Path(packages, "wsinspector-checkout.pth").write_text(f"{self.root}\n", encoding="utf-8")

    def _identity(self) -> dict[str, str]:
        """What an environment is bound to: scripts in it name its own absolute path."""
        return {"python": _python_version(), "root": str(self.root)}

    def _digest(self, group: str) -> str:
        """What a group's files ask for, in one word."""
        files = (self._requirements / name for name in GROUPS[group])
        return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()

    def _read_stamp(self) -> dict[str, str]:
        """What was installed last; empty if nobody knows."""
        try:
            stamp = json.loads(self._stamp.read_text())
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}


def _python_version() -> str:
    """Major and minor version of the Python that runs this."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"
