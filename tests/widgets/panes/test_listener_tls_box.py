from __future__ import annotations

import pytest

from wsinspector.widgets.panes.listener_tls_box import ListenerTlsBox


@pytest.fixture
def box(qtbot) -> ListenerTlsBox:
    box = ListenerTlsBox()
    qtbot.addWidget(box)
    box.show()
    return box


def test_only_the_switch_is_there_until_it_is_on(box: ListenerTlsBox) -> None:
    assert not box.secure
    assert box.switch.isVisible()
    assert not box.source.isVisible()
    assert not box.export.isVisible()
    box.switch.click()
    assert box.secure
    assert box.source.isVisible()
    assert box.export.isVisible()
    assert not box.certificate_file.isVisible()


def test_own_files_take_the_place_of_the_authority(box: ListenerTlsBox) -> None:
    box.set_choice(True, "/a.pem", "/b.pem")
    assert (box.certificate, box.key, box.is_issued) == ("/a.pem", "/b.pem", False)
    assert box.key_file.isVisible()
    assert not box.export.isVisible()
    box.source.setCurrentIndex(0)
    assert (box.certificate, box.key, box.is_issued) == ("", "", True)


def test_while_listening_only_the_export_is_left(box: ListenerTlsBox, qtbot) -> None:
    box.set_choice(True, "", "")
    box.set_listening(True)
    assert not box.switch.isVisible()
    assert not box.source.isVisible()
    with qtbot.waitSignal(box.export_requested):
        box.export.click()
    box.set_choice(False, "", "")
    box.set_listening(True)
    assert box.isHidden()
    box.set_listening(False)
    assert box.switch.isVisible()
