"""Items flow like words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QSizePolicy, QSpinBox, QVBoxLayout, QWidget
from shiboken6 import delete, invalidate

from wsinspector.widgets.controls.flow_layout import FlowLayout


class _Word(QWidget):
    def __init__(self, width: int, height: int = 20) -> None:
        super().__init__()
        self._size = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(10, 10)


def _sentence(qtbot, *words: _Word) -> tuple[QWidget, FlowLayout]:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget, spacing=10, line_spacing=5)
    for word in words:
        layout.addWidget(word)
    return widget, layout


def test_a_line_that_is_full_is_broken(qtbot) -> None:
    words = [_Word(50), _Word(40), _Word(60)]
    _, layout = _sentence(qtbot, *words)
    assert layout.heightForWidth(170) == 20
    assert layout.heightForWidth(169) == 45
    layout.setGeometry(QRect(0, 0, 105, 100))
    places = [word.geometry() for word in words]
    assert places == [QRect(0, 0, 50, 20), QRect(60, 0, 40, 20), QRect(0, 25, 60, 20)]


def test_lower_items_stand_in_the_middle_of_their_line(qtbot) -> None:
    words = [_Word(30, 20), _Word(30, 30)]
    _, layout = _sentence(qtbot, *words)
    layout.setGeometry(QRect(0, 0, 200, 100))
    assert (words[0].y(), words[1].y()) == (5, 0)


def test_what_is_too_wide_is_narrowed_and_stays_inside(qtbot) -> None:
    words = [_Word(300)]
    _, layout = _sentence(qtbot, *words)
    layout.setGeometry(QRect(0, 0, 120, 100))
    assert words[0].width() == 120
    assert layout.minimumSize() == QSize(10, 10)


def test_hidden_items_take_no_room(qtbot) -> None:
    words = [_Word(50), _Word(40), _Word(60)]
    _, layout = _sentence(qtbot, *words)
    words[1].setVisible(False)
    layout.setGeometry(QRect(0, 0, 120, 100))
    assert words[2].geometry() == QRect(60, 0, 60, 20)


def test_what_is_asked_for_anew_is_measured_anew(qtbot) -> None:
    words = [_Word(50), _Word(40)]
    _, layout = _sentence(qtbot, *words)
    assert layout.heightForWidth(100) == 20
    words[1].setMinimumWidth(60)
    assert layout.heightForWidth(100) == 45


def test_limits_and_policies_are_kept_as_other_layouts_keep_them(qtbot) -> None:
    words = [_Word(50), _Word(40), _Word(60)]
    _, layout = _sentence(qtbot, *words)
    words[0].setFixedSize(30, 12)
    words[1].setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    words[2].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    assert layout.minimumSize() == QSize(40, 12)
    layout.setGeometry(QRect(0, 0, 200, 100))
    assert [word.size() for word in words] == [QSize(30, 12), QSize(40, 20), QSize(0, 20)]


def test_what_is_deleted_or_taken_elsewhere_leaves_no_gap(qtbot) -> None:
    words = [_Word(50), _Word(40), _Word(60)]
    widget, layout = _sentence(qtbot, *words)
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    delete(words[0])
    words[1].setParent(elsewhere)
    layout.setGeometry(QRect(0, 0, 200, 100))
    assert words[2].x() == 0
    assert layout.count() == 1
    widget.grab()


def test_it_outlives_what_the_binding_forgets(qtbot) -> None:
    """What Qt made, the binding gives up together with what it was found by."""
    widget = QWidget()
    qtbot.addWidget(widget)
    outer = QVBoxLayout(widget)
    flow = FlowLayout()
    for _ in range(4):
        flow.addWidget(QSpinBox())
    outer.addLayout(flow)
    widget.show()
    invalidate(outer)
    widget.resize(90, 200)
    widget.grab()
    assert flow.heightForWidth(90) > flow.heightForWidth(2000)
