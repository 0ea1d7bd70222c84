"""What the tools cannot hold: where files lie, what loads without Qt, and how Qt is used."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "wsinspector"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted(f for f in (ROOT / "tests").rglob("*.py") if "node_modules" not in f.parts)
LAUNCHER = sorted((ROOT / "packaging" / "launcher").glob("*.py"))

QT_FREE = [
    "setting",
    "settings",
    "rule_texts",
    "verdict_texts",
    "texts",
    "protocol",
    "journal",
    "verdicts",
    "formats",
    "engine",
    "scenarios",
    "cli",
]
_LONGEST_FILE = 350
_TABLES = {
    "rule_texts.py",
    "settings.py",
    "texts.py",
    "verdict_texts.py",
}  # one table is one thing, however many rows it has
_SAYS_NOTHING = {"base", "common", "helpers", "misc", "util", "utils"}

_IMPORT_ALL = """
import importlib, pkgutil, sys

blocked, names = sys.argv[1].split(","), sys.argv[2].split(",")

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if any(name == module or name.startswith(module + ".") for module in blocked):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocker())
for name in names:
    module = importlib.import_module(f"wsinspector.{name}")
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), f"wsinspector.{name}."):
        importlib.import_module(found.name)
print(*sorted(name for name in sys.modules if name.startswith("wsinspector.")))
"""


def _module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _test_of(module: Path, package: Path, tests: Path) -> Path:
    name = module.stem.strip("_")
    return tests / module.relative_to(package).parent / f"test_{name}.py"


def _import_all(names: list[str], blocked: list[str]) -> list[str]:
    command = [sys.executable, "-c", _IMPORT_ALL, ",".join(blocked), ",".join(names)]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert loaded.returncode == 0, loaded.stderr
    return loaded.stdout.split()


def _calls(files: list[Path]) -> Iterator[tuple[str, str]]:
    """Where a call stands, and what is called, as ``a.b.c``; ``?`` is any expression."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func) if _is_dotted(node.func) else _last_name(node.func)
                yield f"{file.relative_to(ROOT)}:{node.lineno}", called


def _is_dotted(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) or (
        isinstance(node, ast.Attribute) and _is_dotted(node.value)
    )


def _last_name(node: ast.expr) -> str:
    return f"?.{node.attr}" if isinstance(node, ast.Attribute) else "?"


# ------------------------------------------------------------------------------------------ files


def test_every_module_has_a_test_of_its_name() -> None:
    expected = [
        _test_of(module, PACKAGE, ROOT / "tests")
        for module in MODULES
        if module.name != "__init__.py"
    ]
    expected += [
        _test_of(module, ROOT / "packaging", ROOT / "tests" / "packaging")
        for module in [ROOT / "packaging" / "launch.py", *LAUNCHER]
        if module.name not in {"__init__.py", "problem.py"}
    ]
    missing = [str(test.relative_to(ROOT)) for test in expected if not test.is_file()]
    assert not missing


def test_no_file_holds_two_things() -> None:
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines())
        for file in [*MODULES, *LAUNCHER]
        if file.name not in _TABLES
    }
    assert not {file: lines for file, lines in lengths.items() if lines > _LONGEST_FILE}


def test_every_file_name_says_something() -> None:
    assert not [str(file) for file in MODULES if file.stem in _SAYS_NOTHING]


def test_packages_hold_nothing_but_what_they_say() -> None:
    for file in PACKAGE.glob("*/__init__.py"):
        body = ast.parse(file.read_text(encoding="utf-8")).body
        code = [n for n in body if not isinstance(n, ast.Expr | ast.Import | ast.ImportFrom)]
        assert not code, file


# ----------------------------------------------------------------------------------------- layers


def test_import_contracts_hold() -> None:
    lint = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"
    run = subprocess.run(
        [sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_everything_below_models_works_without_qt() -> None:
    loaded = _import_all(QT_FREE, ["PySide6", "shiboken6", "qasync"])
    expected = [
        _module_name(file)
        for file in MODULES
        if file.relative_to(PACKAGE).with_suffix("").parts[0] in QT_FREE
    ]
    assert set(expected) <= set(loaded)


def test_models_work_without_widgets() -> None:
    blocked = [f"PySide6.{name}" for name in ("QtWidgets", "QtSvg", "QtSvgWidgets", "QtNetwork")]
    assert "wsinspector.models" in _import_all(["models"], blocked)


def test_a_blocked_module_is_noticed() -> None:
    with pytest.raises(AssertionError, match="ast is blocked"):
        _import_all(["engine", "settings", "protocol"], ["ast", "enum", "typing", "collections"])


def test_pure_layers_use_only_the_pure_parts_of_websockets() -> None:
    parts = ("datastructures", "exceptions", "extensions", "headers", "speedups", "typing", "utils")
    allowed = tuple(f"websockets.{part}" for part in parts)
    for file in MODULES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                if name.split(".")[0] == "websockets":
                    assert name.startswith(allowed), f"{file}: {name}"


# --------------------------------------------------------------------------------- Qt and asyncio


def test_pyside_keeps_its_references_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one at every call that returns nothing, and aborts."""
    from PySide6.QtCore import QObject

    thing, before = QObject(), sys.getrefcount(None)
    for _ in range(200):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 100


def test_no_nested_event_loops() -> None:
    """A nested Qt loop inside a coroutine stops every other connection."""
    nested = {"exec", "exec_", "processEvents", "waitForReadyRead", "waitForConnected"}
    found = [f"{at} {call}" for at, call in _calls(MODULES) if call.split(".")[-1] in nested]
    # The first paint comes before there is any other loop.
    first_paint = "wsinspector/app/application.py"
    nested_calls = [call for call in found if not call.endswith(" exec")]
    assert [call.split(":")[0] for call in nested_calls] == [first_paint]


def test_widgets_are_known_by_name_not_by_looking_around() -> None:
    """A walk gives Qt's own widgets to the binding, which drags ours along when they end."""
    walks = {"nextInFocusChain", "previousInFocusChain"}
    around = [f"{name}: {call}" for name, call in _calls(MODULES) if call.split(".")[-1] in walks]
    assert not around


def test_tests_do_not_wait_for_time_to_pass() -> None:
    banned = {"time.sleep", "qtbot.wait", "QTest.qWait", "QTest.qSleep"}
    assert not [f"{at} {call}" for at, call in _calls(TESTS) if call in banned]


def test_tests_put_no_mocks_on_qt() -> None:
    """A Mock in the place of a Qt method ends in a segmentation fault; functions do not."""
    mocks = {"Mock", "MagicMock", "mock.Mock", "mock.MagicMock", "mock.patch", "mock.patch.object"}
    assert not [f"{at} {call}" for at, call in _calls(TESTS) if call in mocks]


# ------------------------------------------------------------------------------------------ names


def _classes() -> Iterator[tuple[str, ast.ClassDef, type]]:
    """Every class at the top of a module: where it stands, its text, and itself."""
    for file in MODULES:
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                ours = getattr(importlib.import_module(_module_name(file)), node.name)
                yield f"{file.relative_to(ROOT)}: {node.name}", node, ours


def _methods(node: ast.ClassDef) -> list[str]:
    functions = (n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return [function.name for function in functions]


def _overrides_a_stranger(ours: type, method: str) -> bool:
    """Whether a class from elsewhere, such as Qt's, has a method of this name."""
    strangers = (c for c in inspect.getmro(ours) if not c.__module__.startswith("wsinspector"))
    return any(hasattr(stranger, method) for stranger in strangers)


def _is_camel_case(name: str) -> bool:
    return any(letter.isupper() for letter in name)


def test_camel_case_is_for_overrides_only_and_they_come_last() -> None:
    wrong = []
    for where, node, ours in _classes():
        methods = _methods(node)
        first = next((i for i, name in enumerate(methods) if _is_camel_case(name)), len(methods))
        wrong += [
            f"{where}.{name}" for name in methods[first:] if not _overrides_a_stranger(ours, name)
        ]
    assert not wrong


def test_every_public_method_says_what_it_is() -> None:
    silent = [
        f"{where}.{name}"
        for where, node, ours in _classes()
        for name in _methods(node)
        if not name.startswith("_")
        and not node.name.startswith("_")
        and not _overrides_a_stranger(ours, name)
        and not inspect.getdoc(inspect.getattr_static(ours, name))
        and not any(inspect.getdoc(getattr(c, name, None)) for c in inspect.getmro(ours))
    ]
    assert not silent


# ----------------------------------------------------------------------------------- dependencies


def test_pinned_versions_are_in_the_promised_ranges() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = (ROOT / "packaging" / "requirements" / "run.txt").read_text().splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    for python in ("3.11", "3.12", "3.13"):
        here = {"python_version": python}
        pinned = {
            pin.name.replace("_", "-").lower(): str(pin.specifier).removeprefix("==")
            for pin in pins
            if pin.marker is None or pin.marker.evaluate(here)
        }
        for promise in map(Requirement, project["dependencies"]):
            if promise.marker is None or promise.marker.evaluate(here):
                assert promise.specifier.contains(pinned[promise.name.lower()]), (python, promise)


def test_no_lock_file_names_a_registry() -> None:
    lock = (ROOT / "tests" / "peers" / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert "://" not in lock
