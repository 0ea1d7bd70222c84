from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView

from wsinspector.widgets.verdict.table_header import TableHeader


def test_the_order_is_shown_where_it_is_chosen(qtbot, our_look) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    model = QStandardItemModel(0, 2)
    model.setHorizontalHeaderLabels(["one", "two"])
    table.setModel(model)
    header = TableHeader(table)
    table.setHorizontalHeader(header)
    table.setSortingEnabled(True)
    table.resize(300, 100)
    table.show()
    pictures = []
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        header.setSortIndicator(1, order)
        pictures.append(header.grab().toImage())
    assert pictures[0] != pictures[1]
