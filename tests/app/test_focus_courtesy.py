from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from wsinspector.app.focus_courtesy import may_take_focus


def test_only_who_writes_elsewhere_keeps_the_focus(qtbot) -> None:
    window, home = QWidget(), QWidget()
    qtbot.addWidget(window)
    button, field, own = QPushButton(), QLineEdit(), QLineEdit(home)
    layout = QVBoxLayout(window)
    for widget in (button, field, home):
        layout.addWidget(widget)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    for widget, allowed in ((button, True), (field, False), (own, True)):
        widget.setFocus()
        assert widget.hasFocus()
        assert may_take_focus(home) is allowed
    assert not may_take_focus()
