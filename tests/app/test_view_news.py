from __future__ import annotations

from dataclasses import replace

from tests.support.end_views import end_view
from wsinspector.app.view_news import is_news
from wsinspector.protocol.phases import Phase, Role


def test_time_alone_is_no_news() -> None:
    view = end_view(Role.CLIENT, Phase.OPEN)
    assert not is_news(view, replace(view, at_ns=view.at_ns + 1_000))
    assert not is_news(None, None)


def test_everything_else_is() -> None:
    view = end_view(Role.CLIENT, Phase.OPEN)
    assert is_news(None, view)
    assert is_news(view, None)
    assert is_news(view, replace(view, buffered=view.buffered + 1))
    assert is_news(view, replace(view, phase=Phase.CLOSE_SENT))
