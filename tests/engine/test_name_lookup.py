"""Name lookups that keep nobody waiting."""

from __future__ import annotations

import asyncio
import socket
import threading

import pytest

from wsinspector.engine.name_lookup import Found, as_pair, look_up, system_lookup


async def test_localhost_is_found():
    found = await look_up("localhost", 80, 5)
    assert ("127.0.0.1", 80) in [as_pair(address) for _, address in found]


async def test_an_invalid_name_is_not_found():
    with pytest.raises(socket.gaierror):
        await look_up("nobody.invalid", 80, 5)


async def test_a_name_that_cannot_be_one_is_not_found_either():
    with pytest.raises(OSError, match="label"):
        await look_up("a" * 64 + ".example", 80, 5)


async def test_a_silent_name_server_costs_only_our_patience():
    release = threading.Event()

    def silent(host: str, port: int) -> Found:
        release.wait(5)
        return []

    try:
        with pytest.raises(TimeoutError):
            await look_up("h", 80, 0.01, silent)
    finally:
        release.set()


async def test_a_lookup_can_be_given_up():
    release = threading.Event()

    def silent(host: str, port: int) -> Found:
        release.wait(5)
        return []

    task = asyncio.get_running_loop().create_task(look_up("h", 80, 5, silent))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    release.set()


def test_each_address_is_found_once():
    found = system_lookup("127.0.0.1", 80)
    assert found == [(socket.AF_INET, ("127.0.0.1", 80))]
