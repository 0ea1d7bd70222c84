from __future__ import annotations

from argparse import ArgumentParser

import pytest

from wsinspector.cli.request_options import add_request_options, request_plan
from wsinspector.protocol.opening.request_plan import RequestPlan


def read(*words: str) -> RequestPlan:
    parser = ArgumentParser()
    add_request_options(parser)
    return request_plan(parser.parse_args(words))


def test_without_options_it_is_the_correct_request() -> None:
    assert read() == RequestPlan()


@pytest.mark.parametrize(
    "words, plan",
    [
        (["--no-header", "host", "--no-header", "Upgrade:"], {"without": ["Host", "Upgrade"]}),
        (["--host-header", "x"], {"setting": [("Host", "x")]}),
        (["--key", "x"], {"setting": [("Sec-WebSocket-Key", "x")]}),
        (["--no-header", "Host", "--header", "Host: 主"], {"move": ("Host", "主")}),
        (
            ["--subprotocol", "a b", "--subprotocol", "a b"],
            {"add": ("Sec-WebSocket-Protocol", "a b, a b")},
        ),
        (["--origin", "null"], {"add": ("Origin", "null")}),
        (["--cookie", "a=1", "--cookie", "b=2"], {"add": ("Cookie", "a=1; b=2")}),
        (["--auth", "u:p:q"], {"add": ("Authorization", "Basic dTpwOnE=")}),
        (["--bearer", "t"], {"add": ("Authorization", "Bearer t")}),
        (["--header", "Host: two"], {"add": ("Host", "two")}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_each_option_does(words, plan) -> None:
    expected = RequestPlan()
    for name in plan.get("without", ()):
        expected = expected.without(name)
    for pair in plan.get("setting", ()):
        expected = expected.setting(*pair)
    if "move" in plan:
        expected = expected.without(plan["move"][0]).adding(plan["move"])
    if "add" in plan:
        expected = expected.adding(plan["add"])
    assert read(*words) == expected


def test_they_stand_in_the_order_of_the_help() -> None:
    plan = read("--header", "X: 1", "--bearer", "t", "--cookie", "c=d", "--origin", "o")
    assert [field.name for field in plan.fields[6:]] == ["Origin", "Cookie", "Authorization", "X"]
