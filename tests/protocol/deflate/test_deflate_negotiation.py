"""The rules of RFC 7692 §7: what is answered, and all that can be wrong with it, at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import NegotiationError
from websockets.extensions.permessage_deflate import (
    ClientPerMessageDeflateFactory,
    ServerPerMessageDeflateFactory,
)
from websockets.headers import parse_extension

from wsinspector.protocol.deflate.deflate_negotiation import (
    agree_as_client,
    agree_as_server,
    answer_faults,
    offer_faults,
    terms_answered,
    terms_offered,
)
from wsinspector.protocol.deflate.deflate_terms import BROWSER_OFFER, DeflateAgreement, DeflateTerms
from wsinspector.texts import render

PMD = "permessage-deflate"
SCT, CCT = "server_no_context_takeover", "client_no_context_takeover"
SMW, CMW = "server_max_window_bits", "client_max_window_bits"


def test_what_browsers_offer():
    assert BROWSER_OFFER.offer == f"{PMD}; {CMW}"


def test_an_offer_of_everything():
    value = DeflateTerms(True, True, 10, 9).offer
    assert value == f"{PMD}; {SCT}; {CCT}; {SMW}=10; {CMW}=9"
    assert DeflateTerms().offer == PMD


@pytest.mark.parametrize(
    "offer, terms, answer",
    [
        # Nothing special is wanted.
        (PMD, DeflateTerms(), DeflateAgreement(PMD)),
        (f"{PMD}; {CMW}", DeflateTerms(), DeflateAgreement(PMD)),
        (f"{PMD}; {SCT}", DeflateTerms(), DeflateAgreement(f"{PMD}; {SCT}", False)),
        (f"{PMD}; {CCT}", DeflateTerms(), DeflateAgreement(f"{PMD}; {CCT}", True, False)),
        (f"{PMD}; {SMW}=10", DeflateTerms(), DeflateAgreement(f"{PMD}; {SMW}=10", True, True, 10)),
        (
            f'{PMD}; {CMW}="9"',
            DeflateTerms(),
            DeflateAgreement(f"{PMD}; {CMW}=9", True, True, 15, 9),
        ),
        # A window of 8 is kept to.
        (f"{PMD}; {SMW}=8", DeflateTerms(), DeflateAgreement(f"{PMD}; {SMW}=8", True, True, 9)),
        # The server wants something.
        (PMD, DeflateTerms(True), DeflateAgreement(f"{PMD}; {SCT}", False)),
        (PMD, DeflateTerms(False, True), DeflateAgreement(f"{PMD}; {CCT}", True, False)),
        (PMD, DeflateTerms(False, False, 11), DeflateAgreement(f"{PMD}; {SMW}=11", True, True, 11)),
        (
            f"{PMD}; {SMW}=9",
            DeflateTerms(False, False, 11),
            DeflateAgreement(f"{PMD}; {SMW}=9", True, True, 9),
        ),
        (
            f"{PMD}; {CMW}",
            DeflateTerms(False, False, None, 8),
            DeflateAgreement(f"{PMD}; {CMW}=8", True, True, 15, 8),
        ),
        (PMD, DeflateTerms(False, False, None, 8), DeflateAgreement(PMD)),
        # Bad offers are declined, the next one may be taken.
        (f"{PMD}; foo", DeflateTerms(), None),
        (f"{PMD}; {SMW}", DeflateTerms(), None),
        (f"{PMD}; {SMW}=99", DeflateTerms(), None),
        (f"{PMD}; {SMW}=010", DeflateTerms(), None),
        (f"{PMD}; {CMW}=7", DeflateTerms(), None),
        (f"{PMD}; {SCT}=1", DeflateTerms(), None),
        (f"{PMD}; {CCT}; {CCT}", DeflateTerms(), None),
        (f"x-other, {PMD}; {SMW}=16, {PMD}", DeflateTerms(), DeflateAgreement(PMD)),
        ("x-webkit-deflate-frame", DeflateTerms(), None),
    ],
)
def test_what_a_server_answers(offer, terms, answer):
    assert agree_as_server(parse_extension(offer), terms) == answer


@pytest.mark.parametrize(
    "answer, terms, rules",
    [
        (PMD, BROWSER_OFFER, []),
        (f"{PMD}; {SCT}; {CCT}; {SMW}=9; {CMW}=8", BROWSER_OFFER, []),
        (f"{PMD}; {CMW}=9", DeflateTerms(client_max_window_bits=10), []),
        (PMD, None, ["resp-extension-unrequested"]),
        ("foo-ext", BROWSER_OFFER, ["resp-extension-unrequested"]),
        (f"{PMD}, {PMD}", BROWSER_OFFER, ["pmd-rsv1-conflict"]),
        (f"{PMD}; foo", BROWSER_OFFER, ["pmd-param-unknown"]),
        (f"{PMD}; {SCT}; {SCT}", BROWSER_OFFER, ["pmd-param-duplicate"]),
        (f"{PMD}; {SMW}=99", BROWSER_OFFER, ["pmd-param-bad-value"]),
        (f"{PMD}; {SMW}=08", BROWSER_OFFER, ["pmd-param-bad-value"]),
        (f"{PMD}; {SMW}", BROWSER_OFFER, ["pmd-param-bad-value"]),
        (f"{PMD}; {CMW}", BROWSER_OFFER, ["pmd-param-bad-value"]),
        (f"{PMD}; {CCT}=yes", BROWSER_OFFER, ["pmd-param-bad-value"]),
        (f"{PMD}; {CMW}=10", DeflateTerms(), ["pmd-client-bits-unoffered"]),
        (
            f"{PMD}; {CMW}=11",
            DeflateTerms(client_max_window_bits=10),
            ["pmd-param-bad-value"],
        ),
        (PMD, DeflateTerms(server_max_window_bits=10), ["pmd-server-bits-not-honoured"]),
        (
            f"{PMD}; {SMW}=11",
            DeflateTerms(server_max_window_bits=10),
            ["pmd-server-bits-not-honoured"],
        ),
        (PMD, DeflateTerms(True), ["pmd-server-takeover-not-honoured"]),
        (
            f"foo-ext, {PMD}; bar; {SMW}=99; {SMW}=99; {CCT}=1; {CMW}=3, {PMD}",
            DeflateTerms(True, server_max_window_bits=9),
            [
                "resp-extension-unrequested",
                "pmd-rsv1-conflict",
                "pmd-param-unknown",
                "pmd-param-bad-value",
                "pmd-param-duplicate",
                "pmd-param-bad-value",
                "pmd-param-bad-value",
                "pmd-param-bad-value",
                "pmd-server-takeover-not-honoured",
                "pmd-client-bits-unoffered",
                "pmd-server-takeover-not-honoured",
                "pmd-server-bits-not-honoured",
            ],
        ),
    ],
)
def test_every_fault_of_an_answer_at_once(answer, terms, rules):
    found = list(answer_faults(parse_extension(answer), terms))
    assert [fault.rule for fault in found] == rules
    assert all(fault.must_fail for fault in found)
    assert all("{" not in render(fault.text) for fault in found)


def test_the_faults_of_an_offer_decline_it_and_no_more():
    offers = parse_extension(f"{PMD}; foo; {SMW}; {SCT}=1; {SCT}, {PMD}; {CMW}=99, {PMD}; {CMW}")
    found = list(offer_faults(offers))
    assert [fault.rule for fault in found] == [
        "pmd-param-unknown",
        "pmd-param-bad-value",
        "pmd-param-bad-value",
        "pmd-param-duplicate",
        "pmd-param-bad-value",
    ]
    assert not any(fault.must_fail for fault in found)


def test_what_a_client_is_bound_to():
    answer = parse_extension(f"{PMD}; {SCT}; {SMW}=10; {CMW}=8")
    agreed = agree_as_client(answer, BROWSER_OFFER)
    assert agreed == DeflateAgreement(f"{PMD}; {SCT}; {SMW}=10; {CMW}=8", False, True, 10, 9)
    assert agree_as_client([], BROWSER_OFFER) is None


PARAMETERS = st.lists(
    st.sampled_from([(SCT, None), (CCT, None), (CCT, "1"), (SMW, None), (CMW, None), ("foo", None)])
    | st.tuples(st.sampled_from([SMW, CMW]), st.integers(7, 16).map(str)),
    max_size=4,
)
TERMS = st.builds(
    DeflateTerms,
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(9, 15),
    st.none() | st.just(True) | st.integers(9, 15),
)


def _with_nine(parameters, name):
    return [(one, "9" if (one, value) == (name, "8") else value) for one, value in parameters]


@given(PARAMETERS, TERMS)
def test_an_answer_without_faults_is_one_that_others_take(parameters, terms):
    """Apart from a window of 8 bits, which zlib alone cannot do."""
    factory = ClientPerMessageDeflateFactory(
        terms.server_no_context_takeover,
        terms.client_no_context_takeover,
        terms.server_max_window_bits,
        terms.client_max_window_bits,
    )
    try:
        factory.process_response_params(_with_nine(parameters, CMW), [])
        accepted = True
    except NegotiationError:
        accepted = False
    assert (list(answer_faults([(PMD, parameters)], terms)) == []) is accepted
    if accepted:
        assert agree_as_client([(PMD, parameters)], terms) is not None


@given(PARAMETERS, TERMS, TERMS)
def test_an_offer_without_faults_is_one_that_others_take(parameters, ours, theirs):
    bits = theirs.client_max_window_bits
    factory = ServerPerMessageDeflateFactory(
        theirs.server_no_context_takeover,
        theirs.client_no_context_takeover,
        theirs.server_max_window_bits,
        None if bits is True else bits,
    )
    try:
        factory.process_request_params(_with_nine(parameters, SMW), [])
        accepted = True
    except NegotiationError:
        accepted = False
    assert (list(offer_faults([(PMD, parameters)])) == []) is accepted
    assert (agree_as_server([(PMD, parameters)], theirs) is not None) is accepted


@given(TERMS, TERMS)
def test_our_two_ends_always_agree_on_the_same(client, server):
    offers = parse_extension(client.offer)
    assert list(offer_faults(offers)) == []
    agreed = agree_as_server(offers, server)
    assert agreed is not None
    answer = parse_extension(agreed.value)
    assert list(answer_faults(answer, client)) == []
    bound = agree_as_client(answer, client)
    assert bound is not None
    assert bound.value == agreed.value
    assert (bound.server_takeover, bound.server_window) == (
        agreed.server_takeover,
        agreed.server_window,
    )
    # What a client asks of itself, it does; the server need not confirm it.
    assert bound.client_takeover <= agreed.client_takeover
    assert bound.client_window <= agreed.client_window


def test_the_terms_of_every_offer_without_what_is_wrong_with_it():
    offers = parse_extension(
        "foo, permessage-deflate; server_max_window_bits=10; client_max_window_bits=9, "
        "permessage-deflate; client_max_window_bits=7; server_max_window_bits; bar=1, "
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
    )
    assert terms_offered(offers) == (
        DeflateTerms(server_max_window_bits=10, client_max_window_bits=9),
        DeflateTerms(client_max_window_bits=True),
        DeflateTerms(True, True),
    )


def test_an_answer_takes_the_first_offer_that_it_keeps_to():
    first, second = DeflateTerms(server_max_window_bits=10), DeflateTerms()
    plain = parse_extension("permessage-deflate")
    bound = parse_extension("permessage-deflate; server_max_window_bits=9")
    assert terms_answered(plain, (first, second)) is second
    assert terms_answered(bound, (first, second)) is first
    assert terms_answered(plain, (first,)) is first
    assert terms_answered(plain, ()) is None
