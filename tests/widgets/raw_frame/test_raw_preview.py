from __future__ import annotations

import pytest

from wsinspector.protocol.faults import Fault
from wsinspector.protocol.frames.raw_judge import Judged
from wsinspector.texts import text
from wsinspector.widgets.frame.byte_legend import ByteField
from wsinspector.widgets.frame.hex_view import Mark
from wsinspector.widgets.raw_frame.raw_preview import RawPreview


@pytest.fixture
def preview(qtbot) -> RawPreview:
    preview = RawPreview()
    qtbot.addWidget(preview)
    return preview


def test_bytes_their_fields_and_nothing_against_them(preview: RawPreview) -> None:
    mark = Mark(0, 2, "selection")
    preview.show_bytes(b"\x89\x00", [ByteField("header", "", mark)], [])
    assert preview.bytes.data == b"\x89\x00"
    assert preview.bytes.marks == (mark,)
    assert preview.legend.text == "0–1 header"
    assert preview.rules.text == "✓ breaks no rule"


def test_faults_name_their_frame_where_there_are_several(preview: RawPreview) -> None:
    fault = Fault("mask-missing", text("fault.mask-missing"))
    preview.show_bytes(b"\x89\x00", [], [Judged(1, fault)])
    assert preview.rules.text.startswith("▲ A frame")
    preview.show_bytes(b"\x89\x00" * 2, [], [Judged(2, fault)])
    assert preview.rules.text.startswith("▲ Frame 2: A frame")


def test_a_problem_leaves_no_bytes(preview: RawPreview) -> None:
    preview.show_bytes(b"\x89\x00", [], [])
    preview.show_problem("no")
    assert preview.rules.text == "▲ no"
    assert preview.bytes.data == b""
    assert preview.bytes.isHidden()


def test_nothing_is_no_praise(preview: RawPreview) -> None:
    preview.show_bytes(b"", [], [])
    assert preview.rules.text == ""


def test_it_is_as_high_as_its_rows_up_to_a_bound(preview: RawPreview) -> None:
    heights = []
    for size in (1, 40, 200, 10_000):
        preview.show_bytes(bytes(size), [], [])
        heights.append(preview.bytes.height())
    assert heights[0] < heights[1] <= heights[2] == heights[3]
