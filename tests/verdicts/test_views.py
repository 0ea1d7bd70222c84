from __future__ import annotations

from tests.support.journals import CLIENT, SERVER, Story
from tests.support.judged import judged
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase


def test_the_end_that_is_not_in_view_is_inferred() -> None:
    talk = Story().talk(SERVER).connect().close(CLIENT, 4000, "bye").wait(1).close(SERVER, 4001)
    verdict = judged(talk.fin(SERVER).fin(CLIENT).over())
    client = verdict.ends[CLIENT]
    assert not client.in_view
    assert client.reported is None
    assert client.predicted["chromium"] == (4001, "", True, False)


def test_what_a_client_makes_of_a_frame_that_only_its_sender_is_in_view_of() -> None:
    talk = Story().talk(SERVER).connect().frame(SERVER, Kind.RESERVED_3, b"x").wait(1)
    talk.fin(CLIENT).fin(SERVER).over(Phase.CLOSED_UNCLEAN)
    assert judged(talk).ends[CLIENT].predicted["letter"] == (1006, "", False, True)


def test_a_reset_by_the_server_reaches_the_client() -> None:
    talk = Story().talk(SERVER).connect().rst(SERVER).over(Phase.CLOSED_UNCLEAN)
    predicted = judged(talk).ends[CLIENT].predicted
    assert predicted["letter"] == predicted["firefox"] == (1006, "", False, True)
    assert predicted["chromium"] == (1006, "", False, False)
