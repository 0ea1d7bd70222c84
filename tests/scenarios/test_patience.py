from __future__ import annotations

from wsinspector.scenarios.catalogue import built_in
from wsinspector.scenarios.patience import patient
from wsinspector.settings import CLOSE_REPLY_MS, HANDSHAKE_MS, TCP_END_MS, Settings


def _patience(name: str) -> list[int]:
    settings = Settings()
    assert not settings.load(patient(built_in().find(name)).own.settings)
    return [settings.get(one) for one in (HANDSHAKE_MS, CLOSE_REPLY_MS, TCP_END_MS)]


def test_whatever_the_script_does_is_waited_for() -> None:
    assert _patience("b03") == [3_600_000] * 3


def test_what_it_never_does_is_missed_in_time() -> None:
    ordinary = [one.default for one in (HANDSHAKE_MS, CLOSE_REPLY_MS, TCP_END_MS)]
    assert _patience("c01") == ordinary
    assert _patience("s01")[2] == ordinary[2]
