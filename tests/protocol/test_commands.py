"""Every command is known to whoever carries them out."""

from __future__ import annotations

import inspect
from dataclasses import is_dataclass
from typing import get_args

from wsinspector.engine import link
from wsinspector.protocol import commands


def test_every_command_is_carried_out_by_a_link():
    defined = {
        kind
        for _, kind in inspect.getmembers(commands, is_dataclass)
        if kind.__module__ == commands.__name__
    }
    assert set(get_args(commands.Command)) == defined
    source = inspect.getsource(link.Link._carry_out)
    assert [kind.__name__ for kind in defined if f"{kind.__name__}()" not in source] == []
