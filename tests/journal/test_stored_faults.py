from __future__ import annotations

from wsinspector.journal.stored_faults import stored_faults
from wsinspector.protocol.faults import Severity


def test_the_heavy_ones_come_first_and_what_is_none_is_passed_over():
    light = ["a", "observation", ["fault.req-origin-missing", {}]]
    heavy = ["b", "violation", ["fault.req-host-missing", {}]]
    odd = ["c", "awful", ["fault.req-host-missing", {}]]
    found = stored_faults([light, odd, "x", ["d", "violation", ["unknown", {}]], heavy])
    assert [(severity, rule) for severity, rule, _ in found] == [
        (Severity.VIOLATION, "b"),
        (Severity.OBSERVATION, "a"),
    ]
    assert stored_faults(None) == []
