from __future__ import annotations

import pytest

from wsinspector.models.redirect_offer import RedirectOffer


def test_it_is_a_value() -> None:
    assert RedirectOffer("ws://h/") == RedirectOffer("ws://h/")
    assert RedirectOffer().why_not is None
    with pytest.raises(AttributeError):
        RedirectOffer().url = "ws://h/"  # type: ignore[misc]
