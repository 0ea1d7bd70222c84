from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from wsinspector.app.authority_store import AuthorityStore


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    first = AuthorityStore(folder)
    assert not folder.exists(), "nobody has asked for it"
    assert first.authority is first.authority
    assert AuthorityStore(folder).authority.certificate == first.authority.certificate


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such rights")
def test_nobody_else_can_read_the_key(tmp_path: Path) -> None:
    _ = AuthorityStore(tmp_path).authority
    key = tmp_path / "authority-key.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert b"PRIVATE KEY" in key.read_bytes()
    assert b"PRIVATE" not in (tmp_path / "authority.pem").read_bytes()


@pytest.mark.parametrize("damage", ["authority.pem", "authority-key.pem"])
def test_one_that_is_damaged_is_replaced(tmp_path: Path, damage: str) -> None:
    before = AuthorityStore(tmp_path).authority
    (tmp_path / damage).write_text("hello")
    after = AuthorityStore(tmp_path).authority
    assert after.certificate != before.certificate
    assert AuthorityStore(tmp_path).authority.certificate == after.certificate


def test_where_nothing_can_be_written_it_lasts_as_long_as_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = AuthorityStore(tmp_path / "file" / "folder")
    assert store.authority is store.authority
    assert AuthorityStore().authority.certificate != store.authority.certificate
