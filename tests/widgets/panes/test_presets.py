"""The addresses of the tutorials."""

from __future__ import annotations

from wsinspector.widgets.panes.presets import presets


def test_the_three_tutorials(qapp) -> None:
    assert [preset.url for preset in presets()] == [
        "ws://127.0.0.1:8000/",
        "ws://127.0.0.1:9998/echo",
        "ws://127.0.0.1:8080/",
    ]
    assert all(preset.name for preset in presets())
