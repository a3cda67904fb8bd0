"""Answers and states of health that are no answers: the whole message of each refusal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from selfeval.guide import read_guide
from selfeval.instruments import checked_answers, read_state, score_instrument, utility

FIVE, THREE, PACIC = (read_guide().item("instruments", name) for name in ("eq5d_5l", "eq5d_3l", "pacic"))
EXPECTED = "a whole number from 1 to 5 expected"
WORDS: list[tuple[Callable[[], object], str]] = [
    (
        lambda: utility(FIVE, read_state(THREE, 11111), "belgium"),
        "a state of eq5d_5l is expected, found one of eq5d_3l",
    ),
    (
        lambda: utility(FIVE, read_state(FIVE, "11111"), "france"),
        "eq5d_5l: a value set is expected (belgium, netherlands), found france",
    ),
    (
        lambda: score_instrument(PACIC, [], value_set="belgium"),
        "pacic: a value set is expected (none), found belgium",
    ),
    (lambda: read_state(FIVE, "1111"), "eq5d_5l: 5 levels from 1 to 5 expected, found '1111'"),
    (lambda: checked_answers(PACIC, [[1] * 19]), "pacic: respondent 1: 20 answers expected, found 19"),
    (
        lambda: checked_answers(PACIC, [[1] * 20, [6, "a", *[1] * 18]]),
        f"pacic: respondent 2, item 1: {EXPECTED}, found 6; respondent 2, item 2: {EXPECTED}, found 'a'",
    ),
    (
        lambda: checked_answers(PACIC, [[0] * 20]),
        "pacic: " + "; ".join(f"respondent 1, item {item}: {EXPECTED}, found 0" for item in range(1, 21)),
    ),
]


@pytest.mark.parametrize(("call", "words"), WORDS)
def test_a_refusal_says_what_is_expected_and_no_more(call: Callable[[], object], words: str) -> None:
    """Twenty faults are all told, without a word of more."""
    with pytest.raises(ValueError) as caught:
        call()
    assert str(caught.value) == words


def test_the_response_and_the_confidence_asked_for_reach_every_scale() -> None:
    """Two of four invited, with 3 and with 1 on every item: at 50 % t with one degree of freedom is 1."""
    found = score_instrument(PACIC, [[3] * 20, [1] * 20], invited=4, confidence=0.5)["activation"]
    assert (found.scale, found.summary.response) == ("activation", 0.5)
    assert found.summary.interval is not None
    assert (found.summary.interval.low, found.summary.interval.high) == pytest.approx((1, 3))
