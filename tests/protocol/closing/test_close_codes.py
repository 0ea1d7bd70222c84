"""The registered codes, the ranges around them, and where an illegal one may come from."""

from __future__ import annotations

import pytest

from wsinspector.protocol.closing.close_codes import (
    REGISTERED,
    Sender,
    close_code,
    hint_for,
    is_sent_by,
    name_of,
    receiver_accepts,
)
from wsinspector.protocol.phases import Role
from wsinspector.texts import render


def test_the_table_holds_the_registered_codes_in_order():
    assert list(REGISTERED) == [*range(1000, 1016), 3000, 3003, 3008]


@pytest.mark.parametrize("row", REGISTERED.values(), ids=lambda row: str(row.code))
def test_each_row_is_complete(row):
    assert close_code(row.code) is row
    assert render(name_of(row.code)) == row.name
    assert row.reference
    assert render(row.meaning).endswith(".")
    assert render(row.causes).endswith(".")


@pytest.mark.parametrize(
    "code, name",
    [
        (0, "Not used (below 1000)"),
        (999, "Not used (below 1000)"),
        (1006, "Abnormal Closure"),
        (1016, "Unassigned"),
        (2999, "Unassigned"),
        (3001, "For libraries, unregistered"),
        (3999, "For libraries, unregistered"),
        (4000, "Private use"),
        (4999, "Private use"),
        (5000, "Not used (above 4999)"),
        (65535, "Not used (above 4999)"),
    ],
)
def test_every_number_has_a_name(code, name):
    assert render(name_of(code)) == name


def test_what_a_receiver_takes():
    taken = {code for code in range(65536) if receiver_accepts(code)}
    registered = {*range(1000, 1015)} - {1004, 1005, 1006}
    assert taken == registered | {*range(3000, 5000)}


@pytest.mark.parametrize(
    "code, hint",
    [
        (404, "404 looks like an HTTP status"),
        (599, "599 looks like an HTTP status"),
        (25209, 'the letters "by"'),
        (8224, 'the letters "  "'),
        (59395, "it is 1000"),
        (0xE903, "it is 1001"),
        (0xA00F, "it is 4000"),
    ],
)
def test_an_illegal_code_that_tells_its_origin(code, hint):
    found = hint_for(code)
    assert found is not None
    assert hint in render(found)


@pytest.mark.parametrize("code", [0, 99, 600, 1000, 1004, 1006, 2000, 3500, 4660, 5000, 65535])
def test_no_hint_where_nothing_fits(code):
    assert hint_for(code) is None


@pytest.mark.parametrize(
    "code, client, server",
    [(1000, True, True), (1010, True, False), (1012, False, True), (1005, False, False)],
)
def test_who_sends(code, client, server):
    assert is_sent_by(code, Role.CLIENT) is client
    assert is_sent_by(code, Role.SERVER) is server


def test_the_codes_that_nobody_sends():
    nobody = {row.code for row in REGISTERED.values() if row.sender is Sender.NOBODY}
    assert nobody == {1004, 1005, 1006, 1015}
