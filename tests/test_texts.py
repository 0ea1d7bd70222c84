"""The one table of what the lower layers say."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from wsinspector.texts import TEMPLATES, ExplainedError, Text, render, text

PACKAGE = Path(__file__).resolve().parent.parent / "wsinspector"


def _strings() -> tuple[set[str], set[str]]:
    """String literals of the package, and the parts before the first field of its f-strings."""
    whole, begun = set(), set()
    for file in PACKAGE.rglob("*.py"):
        if file.name in {"rule_texts.py", "texts.py", "verdict_texts.py"}:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    return whole, {start for start in begun if start.endswith((".", "-"))}


def _calls() -> list[tuple[str, set[str]]]:
    """Every ``text("id", name=value)`` of the package whose arguments are all written out."""
    found = []
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "text"
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and all(keyword.arg for keyword in node.keywords)
            ):
                names = {str(keyword.arg) for keyword in node.keywords}
                found.append((str(node.args[0].value), names))
    return found


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_values_go_into_the_template() -> None:
    assert render(text("journal.full", bytes=7)).count("7") == 1


def test_values_are_never_templates() -> None:
    said = render(Text("journal.full", {"bytes": "{bytes} {0} %s"}))
    assert "{bytes} {0} %s" in said


def test_another_table_can_be_given() -> None:
    assert render(text("journal.full", bytes=7), lambda _: "{bytes} 바이트") == "7 바이트"


def test_an_unknown_message_is_a_defect() -> None:
    with pytest.raises(KeyError):
        render(text("no-such-message"))


def test_every_message_is_in_the_table_with_its_values() -> None:
    calls = _calls()
    assert calls
    wrong = [
        (message_id, names)
        for message_id, names in calls
        if message_id not in TEMPLATES or not _fields(TEMPLATES[message_id]) <= names
    ]
    assert wrong == []


def test_every_template_is_said_by_somebody() -> None:
    whole, begun = _strings()
    unsaid = [
        message_id
        for message_id in TEMPLATES
        if message_id not in whole
        and not any(message_id.startswith(start) and "." in start for start in begun)
    ]
    assert unsaid == []


def test_parts_are_said_side_by_side() -> None:
    both = Text("side-by-side", {}, (text("journal.full", bytes=1), text("legality.ok")))
    assert render(both) == f"{render(text('journal.full', bytes=1))} · Allowed."
    assert render(both, lambda at: "<{parts}>" if at == "side-by-side" else "x") == "<x · x>"


def test_an_error_has_its_reason_in_words() -> None:
    with pytest.raises(ExplainedError, match=r"legality\.ok") as raised:
        raise ExplainedError(text("legality.ok"))
    assert render(raised.value.text) == "Allowed."
