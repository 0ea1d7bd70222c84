"""The seam for encryption, without encryption."""

from __future__ import annotations

from wsinspector.engine.stage import PlainStage, Stage
from wsinspector.protocol.exchange import BytesReceived, Connected, EofReceived


def test_a_plain_stage_passes_everything_on():
    stage: Stage = PlainStage()
    assert list(stage.start()) == [Connected()]
    assert list(stage.receive(b"in")) == [BytesReceived(b"in")]
    assert stage.send(b"out") == b"out"
    assert list(stage.end_sending()) == []
    assert list(stage.receive_eof()) == [EofReceived()]
