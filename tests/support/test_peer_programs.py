from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support import peer_programs


def test_a_missing_program_skips_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="chromium is not here"):
        peer_programs.chromium()


def test_a_missing_program_fails_in_ci(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="tshark is not here"):
        peer_programs.tshark()


def test_the_node_that_is_found_has_a_websocket() -> None:
    command = [str(peer_programs.node24()), "-p", "typeof WebSocket"]
    assert subprocess.check_output(command, text=True).strip() == "function"


def test_ws_is_found_by_node() -> None:
    command = [str(peer_programs.node24()), "-p", "typeof require('ws').WebSocketServer"]
    found = subprocess.check_output(command, text=True, cwd=peer_programs.node_modules())
    assert found.strip() == "function"
