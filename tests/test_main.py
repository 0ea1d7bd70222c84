from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wsinspector import __version__
from wsinspector.__main__ import main

_ROOT = Path(__file__).parent.parent


def test_version(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"wsinspector {__version__}\n"


def test_help_names_the_self_test(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "--selftest" in capsys.readouterr().out


def test_neither_takes_qt(home: Path) -> None:
    program = (
        "import sys\nfrom wsinspector.__main__ import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit:\n"
        "    assert not any(name.startswith('PySide6') for name in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=_ROOT, check=True, timeout=20)
