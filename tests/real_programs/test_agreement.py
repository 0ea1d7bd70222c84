"""What the clients of other people really report, beside what their profiles predict.

Scenarios with long waits are met by ``pytest -m slow`` alone; ``agreement.md`` has the whole table.
"""

from __future__ import annotations

import pytest

from tests.support.agreement import (
    Prediction,
    disagreements,
    is_comparable,
    predictions,
    puts_up_with,
)
from tests.support.survey import CLIENTS, survey

_QUICK_S = 1.0


@pytest.fixture(scope="module")
def predicted() -> list[Prediction]:
    """All of them, which takes a second."""
    return list(predictions().values())


def _asked(client: str, predicted: list[Prediction], *, quick: bool) -> list[Prediction]:
    return [
        one
        for one in predicted
        if (one.seconds < _QUICK_S) is quick
        and is_comparable(client, one.scenario)
        and not puts_up_with(client, one.scenario)
        and one.scenario.short_id not in _STUCK.get(client, ())
    ]


_STUCK = {
    "chromium": ("h13", "h17"),
    "undici": ("c01", "c09", "s01", "h17"),
    "websockets": ("h13", "s01", "h21", "h17"),
    "aiohttp": ("h17", "h21"),
    "ws": ("h17",),
    "websocket-client": ("h13", "h17", "h21"),
}
"""Where a client waits for minutes or for ever, or has no such call."""


@pytest.mark.limit(20)
@pytest.mark.parametrize("client", CLIENTS)
async def test_clients_report_what_is_predicted(client: str, predicted: list[Prediction]) -> None:
    asked = _asked(client, predicted, quick=True)
    said = await survey(client, [one.scenario for one in asked], 12)
    print(f"{client}: {len(said)} of {len(asked)} have reported")
    assert not disagreements(client, said, asked)
    assert len(asked) > 60


@pytest.mark.slow
@pytest.mark.timeout(150)
@pytest.mark.limit(130)
@pytest.mark.parametrize("client", CLIENTS)
async def test_clients_with_patience_too(client: str, predicted: list[Prediction]) -> None:
    asked = _asked(client, predicted, quick=False)
    said = await survey(client, [one.scenario for one in asked], 100)
    assert not disagreements(client, said, asked)
