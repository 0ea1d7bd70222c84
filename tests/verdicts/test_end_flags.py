from __future__ import annotations

import pytest

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged


@pytest.mark.parametrize(
    "code, flag",
    [
        (1001, "going-away"),
        (1012, "service-restart"),
        (1013, "try-later"),
        (1014, "bad-gateway"),
        (3000, "app-code"),
        (4999, "app-code"),
    ],
)
def test_what_the_code_of_a_clean_end_adds(code: int, flag: str) -> None:
    talk = Story().talk().connect().close(SERVER, code).close(CLIENT, code)
    assert judged(talk.fin(SERVER).fin(CLIENT).over()).flags == {flag}


def test_messages_after_the_own_close_are_discarded() -> None:
    talk = Story().talk().connect().close(CLIENT).wait(1).text(SERVER, "late")
    talk.close(SERVER).fin(SERVER).fin(CLIENT).over()
    assert judged(talk).flags == {"data-discarded"}
