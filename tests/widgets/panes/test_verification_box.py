from __future__ import annotations

import pytest

from wsinspector.widgets.panes.verification_box import VerificationBox


@pytest.fixture
def box(qtbot) -> VerificationBox:
    box = VerificationBox()
    qtbot.addWidget(box)
    return box


@pytest.mark.parametrize(
    "url, shown",
    [("wss://a/", True), (" WSS:x", True), ("ws://a/", False), ("", False), ("wssx://a", False)],
)
def test_it_is_there_for_encrypted_addresses_alone(
    box: VerificationBox, url: str, shown: bool
) -> None:
    box.set_url(url)
    assert box.isHidden() is not shown


def test_no_verification_is_marked(box: VerificationBox) -> None:
    assert box.verify == "system"
    assert box.mark.isHidden()
    box.set_choice("none", "")
    assert not box.mark.isHidden()
    assert box.ca_file.isHidden()


def test_a_file_counts_only_where_it_is_chosen(box: VerificationBox) -> None:
    box.set_choice("file", "/ca.pem")
    assert not box.ca_file.isHidden()
    assert box.authorities == "/ca.pem"
    box.set_choice("system", "/ca.pem")
    assert box.authorities == ""
    box.set_choice("what?", "")
    assert box.verify == "system"
