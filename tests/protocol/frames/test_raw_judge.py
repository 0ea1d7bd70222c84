"""Which rules composed bytes break: the samples of each rule."""

from __future__ import annotations

import pytest

from wsinspector.protocol.frames.raw_judge import JUDGED_FRAMES, RawJudge
from wsinspector.protocol.phases import Role
from wsinspector.texts import render


def rules(wire: str | bytes, role: str = "server", **known: bool) -> list[str]:
    data = bytes.fromhex(wire) if isinstance(wire, str) else wire
    found = RawJudge(Role(role), **known).judge(data)
    assert all(render(one.fault.text) for one in found)
    return [one.fault.rule for one in found]


@pytest.mark.parametrize(
    "wire, rule",
    [
        ("c1 05 48 65 6c 6c 6f", "frame-rsv-without-extension"),
        ("a2 01 78", "frame-rsv-without-extension"),
        ("83 01 78", "frame-opcode-reserved"),
        ("8b 00", "frame-opcode-reserved"),
        ("81 7e 00 05 48 65 6c 6c 6f", "frame-length-not-minimal"),
        ("89 7e 00 7e" + " 00" * 126, "control-too-long"),
        ("09 01 78", "control-fragmented"),
        ("81 85 37 fa 21 3d 7f 9f 4d 51 58", "mask-present"),
        ("81 01 ff", "text-invalid-utf8"),
        ("81 02 e2 82", "text-truncated-utf8"),
        ("01 01 61 81 01 62", "message-interleaved"),
        ("81 00 80 01 78", "continuation-without-start"),
        ("80 01 78", "continuation-without-start"),
        ("01 01 61", "message-never-finished"),
        ("88 01 03", "close-body-one-byte"),
        ("88 02 03 e7", "close-code-below-1000"),
        ("88 02 03 ed", "close-code-never-on-wire"),
        ("88 04 03 e8 ff fe", "close-reason-invalid-utf8"),
        ("88 7e 00 7e 03 e8" + " 61" * 124, "close-body-too-long"),
        ("88 02 03 e8 81 04 6c 61 74 65", "data-after-close"),
        ("88 02 03 e8 88 02 03 e9", "close-duplicate"),
        ("88 02 03 e8 89 00", "control-after-close"),
        ("82 05 61", "frame-truncated"),
        ("82", "frame-truncated"),
    ],
)
def test_each_rule_alone(wire, rule):
    assert rules(wire) == [rule]


@pytest.mark.parametrize(
    "wire",
    ["81 05 48 65 6c 6c 6f", "88 02 03 e8", "89 00", "01 02 e2 82 80 01 ac", "01 00 89 00 80 00"],
)
def test_nothing_is_said_of_what_is_right(wire):
    assert rules(wire) == []


def test_a_length_with_its_top_bit_set_is_also_unfinished():
    assert rules("82 7f 80 00 00 00 00 00 00 00") == ["frame-length-msb-set", "frame-truncated"]


def test_a_client_has_to_mask_and_not_by_zero_or_twice_by_the_same():
    assert rules("81 00", "client") == ["mask-missing"]
    assert rules("81 80 00 00 00 00", "client") == ["mask-key-zero"]
    twice = "89 80 37 fa 21 3d" * 2
    assert rules(twice, "client") == ["mask-key-reused"]
    assert rules("89 80 37 fa 21 3d", "client") == []


def test_compression_that_is_agreed():
    hello = "c1 07 f2 48 cd c9 c9 07 00"
    assert rules(hello, compressed=True) == []
    assert rules("c9 01 78", compressed=True) == ["pmd-rsv1-on-control"]
    assert rules("41 03 f2 48 cd c0 04 c9 c9 07 00", compressed=True) == [
        "pmd-rsv1-on-continuation"
    ]
    assert rules("a1 01 78", compressed=True) == ["frame-rsv-without-extension"]


def test_what_was_sent_before_counts():
    assert rules("81 00", after_close=True) == ["data-after-close"]


def test_every_fault_names_its_frame():
    found = RawJudge(Role.SERVER).judge(bytes.fromhex("89 00 8b 00 81 01 ff"))
    assert [(one.frame, one.fault.rule) for one in found] == [
        (2, "frame-opcode-reserved"),
        (3, "text-invalid-utf8"),
    ]


def test_a_flood_is_not_judged_to_its_end():
    found = RawJudge(Role.SERVER).judge(b"\x89\x00" * (JUDGED_FRAMES + 1))
    assert [one.fault.text.id for one in found] == ["raw-judge.many"]
    assert RawJudge(Role.SERVER).judge(b"\x89\x00" * JUDGED_FRAMES) == []


def test_a_continuation_of_an_unknown_message_may_be_anything():
    assert rules("80 01 ff") == ["continuation-without-start"]
    assert rules("00 01 ff 80 01 ff") == ["continuation-without-start"]


@pytest.mark.parametrize(
    "in_message, wire, rules",
    [
        (True, "81 00", ["message-interleaved"]),
        (True, "80 00", []),
        (True, "00 00", ["message-never-finished"]),
        (False, "80 00", ["continuation-without-start"]),
        (False, "81 00", []),
        (None, "81 00", []),
    ],
)
def test_what_is_known_of_an_open_message_is_taken_into_account(in_message, wire, rules):
    found = RawJudge(Role.SERVER, in_message=in_message).judge(bytes.fromhex(wire))
    assert [one.fault.rule for one in found] == rules
