from __future__ import annotations

import asyncio

from wsinspector.protocol.phases import Role
from wsinspector.scenarios.step_gate import StepGate
from wsinspector.scenarios.step_words import parse_step
from wsinspector.scenarios.steps import Line


async def test_who_came_first_goes_first() -> None:
    changes: list[str] = []
    gate = StepGate(lambda: changes.append(gate.next[1].words if gate.next else ""))
    fin, rst = (Line(words, parse_step(words)) for words in ("fin", "rst"))
    first = asyncio.ensure_future(gate(Role.SERVER, fin))
    second = asyncio.ensure_future(gate(Role.CLIENT, rst))
    await asyncio.sleep(0)
    assert gate.next == (Role.SERVER, fin)
    gate.step()
    await first
    assert gate.next == (Role.CLIENT, rst)
    second.cancel()
    await asyncio.wait([second])
    assert gate.next is None
    gate.step()
    assert changes == ["fin", "fin", "rst"]
