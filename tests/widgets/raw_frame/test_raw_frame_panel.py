from __future__ import annotations

from tests.support.end_views import end_view
from wsinspector.protocol.exchange import SendBytes
from wsinspector.protocol.phases import Phase, Role
from wsinspector.widgets.raw_frame.raw_frame_composer import RawFrameComposer
from wsinspector.widgets.raw_frame.raw_frame_panel import RawFramePanel


def test_the_composer_is_made_when_it_is_shown(qtbot) -> None:
    panel = RawFramePanel(Role.SERVER)
    qtbot.addWidget(panel)
    panel.limit = 5
    panel.set_view(end_view(Role.SERVER, Phase.OPEN))
    assert panel.findChildren(RawFrameComposer) == []
    panel.show()
    (composer,) = panel.findChildren(RawFrameComposer)
    assert composer is panel.composer
    assert composer.payload.limit == composer.queue.limit == 5
    wishes: list[object] = []
    panel.wish.connect(wishes.append)
    composer.send_button.click()
    assert wishes == [SendBytes.split(b"\x81\x00")]
    panel.set_view(None)
    assert not composer.send_button.isEnabled()
