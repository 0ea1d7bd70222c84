from __future__ import annotations

from dataclasses import asdict, fields

from wsinspector.engine.endpoint_limits import limits_of
from wsinspector.protocol.limits import Limits
from wsinspector.settings import (
    CLOSE_REPLY_MS,
    HANDSHAKE_MS,
    HEAD_BYTES,
    MESSAGE_BYTES,
    TCP_END_MS,
    Settings,
)


def test_the_defaults_of_the_settings_are_those_of_the_protocol():
    assert limits_of(Settings()) == Limits()


def test_every_limit_is_a_setting():
    settings = Settings()
    for setting in (MESSAGE_BYTES, HEAD_BYTES, HANDSHAKE_MS, CLOSE_REPLY_MS, TCP_END_MS):
        settings.set(setting, settings.get(setting) + 1)
    changed = asdict(limits_of(settings))
    for field in fields(Limits):
        assert changed[field.name] == field.default + 1
