from __future__ import annotations

from xml.etree import ElementTree as ET

from wsinspector.formats.junit import Case, junit_document


def test_a_table_with_a_failure() -> None:
    cases = [Case("A & B", "one", 0.5), Case("<C>", 'two "2"', 1.25, "ending: a\x00, not <b>")]
    suite = ET.fromstring(junit_document("scenarios", cases))
    assert suite.attrib == {"name": "scenarios", "tests": "2", "failures": "1", "time": "1.750"}
    one, two = suite
    assert one.attrib == {"classname": "A & B", "name": "one", "time": "0.500"}
    assert len(one) == 0
    assert two.attrib["name"] == 'two "2"'
    assert two[0].tag == "failure"
    assert two[0].text == "ending: a\N{REPLACEMENT CHARACTER}, not <b>"


def test_nothing_at_all() -> None:
    assert len(ET.fromstring(junit_document("scenarios", []))) == 0
