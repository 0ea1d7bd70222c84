"""A line for bytes."""

from __future__ import annotations

from wsinspector.widgets.controls.hex_field import HexField


def test_it_reads_and_writes_hexadecimal(qtbot):
    field = HexField("Bytes")
    qtbot.addWidget(field)
    assert (field.data, field.problem) == (b"", "")
    field.setText("81 0")
    assert field.data is None
    assert field.problem.startswith("Bytes: ")
    field.set_data(b"\x81\x00")
    assert field.text() == "81 00"
    field.setText("8100")
    field.set_data(b"\x81\x00")
    assert field.text() == "8100"
