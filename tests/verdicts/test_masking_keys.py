from __future__ import annotations

import random

from wsinspector.verdicts.masking_keys import MaskingKeys


def broken(*keys: bytes) -> list[set[str]]:
    sequence = MaskingKeys()
    return [set() if sequence.is_fresh(key) else sequence.take(key) for key in keys]


def test_random_keys_are_fine() -> None:
    source = random.Random(6455)
    assert not any(broken(*(source.randbytes(4) for _ in range(20_000))))


def test_zero_is_no_key() -> None:
    assert broken(b"\0\0\0\0") == [{"mask-key-zero"}]
    assert broken(b"\0\0\0\0", b"\0\0\0\0")[1] == {"mask-key-zero", "mask-key-reused"}


def test_the_same_key_twice_in_a_row() -> None:
    assert broken(b"7\xfa!=", b"7\xfa!=") == [set(), {"mask-key-reused"}]


def test_one_repetition_among_many_is_chance_and_two_are_not() -> None:
    found = broken(b"aaaa", b"bzzb", b"aaaa", b"qqqr", b"bzzb")
    assert found == [set(), set(), set(), set(), {"mask-key-reused"}]


def test_a_counter_can_be_predicted() -> None:
    keys = [(1000 + 7 * number).to_bytes(4, "big") for number in range(5)]
    assert broken(*keys)[3:] == [{"mask-key-predictable"}] * 2
    assert not any(broken(*keys)[:3])


def test_what_was_proved_a_hundred_times_is_not_looked_at_again() -> None:
    for key in (b"7\xfa!=", b"\0\0\0\0"):
        found = broken(*(key for _ in range(150)))
        assert sum(map(bool, found)) in (100, 101)
        assert not any(found[110:])
    # What is wrong in another way is still found.
    assert broken(*(b"7\xfa!=" for _ in range(150)), b"\0\0\0\0")[-1] == {"mask-key-zero"}
