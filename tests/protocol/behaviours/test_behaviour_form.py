"""Behaviours as plain data: whole, readable, and refused by name where they do not fit."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsinspector.protocol.behaviours.behaviour import (
    Behaviour,
    CloseReply,
    KeepAlive,
    MessageReply,
    OnClose,
    OnMessage,
    OnPing,
    OnViolation,
    PingReply,
    Presence,
    TcpDuty,
    ViolationReply,
)
from wsinspector.protocol.behaviours.behaviour_form import RANGES, FormError, from_form, to_form
from wsinspector.texts import render


def _number(name: str) -> st.SearchStrategy[int]:
    return st.integers(*RANGES[name])


_BEHAVIOURS = st.builds(
    Behaviour,
    close=st.builds(
        OnClose,
        reply=st.sampled_from(CloseReply),
        code=st.none() | _number("code"),
        reason=st.binary(max_size=9),
        raw=st.binary(max_size=9),
        delay=_number("delay"),
        messages_first=_number("messages_first"),
        ping_first=st.booleans(),
        times=_number("times"),
        tcp=st.sampled_from(TcpDuty),
    ),
    ping=st.builds(OnPing, st.sampled_from(PingReply), _number("delay"), _number("skip")),
    violation=st.builds(OnViolation, st.sampled_from(ViolationReply), _number("code")),
    message=st.builds(
        OnMessage, st.sampled_from(MessageReply), st.binary(max_size=9), st.booleans()
    ),
    keep_alive=st.builds(KeepAlive, _number("interval"), _number("timeout")),
    presence=st.sampled_from(Presence),
    accept_faulty=st.booleans(),
)


@given(_BEHAVIOURS)
def test_nothing_is_lost_on_the_way_through_json(behaviour: Behaviour) -> None:
    assert from_form(json.loads(json.dumps(to_form(behaviour)))) == behaviour


def test_only_what_differs_is_told() -> None:
    assert to_form(Behaviour()) == {}
    close = OnClose(CloseReply.OWN, None, "再见".encode(), b"\xff", tcp=TcpDuty.LEAVE)
    assert to_form(Behaviour(close, presence=Presence.VANISHED)) == {
        "close": {
            "reply": "own",
            "code": None,
            "reason": "再见",
            "raw": {"hex": "ff"},
            "tcp": "leave",
        },
        "presence": "vanished",
    }


@pytest.mark.parametrize(
    "form, said",
    [
        ([], "behaviour must be an object with fields."),
        ({"close": "never"}, "close must be an object with fields."),
        ({"closing": {}}, "The field closing of a behaviour is not known."),
        ({"close": {"repyl": "never"}}, "The field close.repyl of a behaviour is not known."),
        ({"close": {"reply": "nevr"}}, "close.reply cannot be “nevr”; possible are: echo,"),
        ({"close": {"reply": 1}}, "close.reply cannot be “1”"),
        ({"close": {"code": 65536}}, "close.code must be a whole number from 0 to 65535."),
        ({"close": {"delay": -1}}, "close.delay must be a whole number from 0 to"),
        ({"close": {"delay": True}}, "close.delay must be a whole number"),
        ({"close": {"delay": 1.5}}, "close.delay must be a whole number"),
        ({"close": {"times": 3}}, "close.times must be a whole number from 1 to 2."),
        ({"violation": {"code": None}}, "violation.code must be a whole number"),
        ({"close": {"ping_first": 1}}, "close.ping_first must be true or false."),
        ({"accept_faulty": "yes"}, "accept_faulty must be true or false."),
        ({"close": {"raw": {"hex": "8"}}}, "close.raw must be text, or bytes"),
        ({"close": {"raw": {"hex": "88", "x": 1}}}, "close.raw must be text, or bytes"),
        ({"close": {"raw": [136]}}, "close.raw must be text, or bytes"),
        ({"presence": None}, "presence cannot be “None”"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(form: object, said: str) -> None:
    with pytest.raises(FormError) as refused:
        from_form(form)
    assert render(refused.value.text).startswith(said)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["close", "ping", "reply", "code", "raw", "hex", "presence"]), inner
            )
        ),
    )
)
def test_nothing_else_is_raised_whatever_is_read(form: object) -> None:
    with contextlib.suppress(FormError):
        assert isinstance(from_form(form), Behaviour)
