"""A group's scores on one scale, and the words of a refusal, worked by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from selfeval.instruments.summary import Summary, summarise

# t with two degrees of freedom that leaves 2.5 % above it, as in every table.
T2, Z = 4.30265272991, 1.959963984540054


def wilson(x: int, n: int) -> tuple[float, float]:
    h = Z**2 / (2 * n)
    reach = Z * sqrt(x / n * (1 - x / n) / n + (Z / (2 * n)) ** 2)
    return (x / n + h - reach) / (1 + 2 * h), (x / n + h + reach) / (1 + 2 * h)


def limits_of(found: Summary) -> tuple[float, float]:
    assert found.interval is not None
    return found.interval.low, found.interval.high


def test_three_scores_of_four_respondents_of_ten_invited() -> None:
    """1, 2 and 5: mean 8/3, s = sqrt(13/3), the interval cut at the scale; a third at either end; response 3 of 10."""
    found = summarise([1, None, 2, 5], (1, 5), invited=10)
    assert (found.n, found.respondents, found.invited, found.response) == (3, 4, 10, 0.3)
    assert (found.mean, found.standard_deviation) == pytest.approx((8 / 3, sqrt(13 / 3)))
    assert (found.floor, found.ceiling) == pytest.approx((1 / 3, 1 / 3))
    assert limits_of(found) == (1, 5)
    assert found.response_interval is not None
    assert (found.response_interval.low, found.response_interval.high) == pytest.approx(wilson(3, 10))


def test_without_limits_the_interval_is_not_cut_and_no_end_is_known() -> None:
    """The same three scores: 8/3 and t x sqrt(13/9) either way; nobody is said to be invited."""
    found = summarise([1, 2, 5], None)
    half = T2 * sqrt(13 / 9)
    assert limits_of(found) == pytest.approx((8 / 3 - half, 8 / 3 + half))
    assert (found.floor, found.ceiling, found.invited, found.response, found.response_interval) == (None,) * 5


def test_two_scores_and_another_confidence() -> None:
    """1 and 3 at 50 %, where t with one degree of freedom is 1: from 1 to 3; everybody invited answered."""
    found = summarise([1, 3], None, invited=2, confidence=0.5)
    assert limits_of(found) == pytest.approx((1, 3))
    assert found.response == 1
    assert found.response_interval is not None
    assert found.response_interval.low == pytest.approx(1 / (1 + 0.6744897502**2 / 2))


@pytest.mark.parametrize(
    ("scores", "invited", "words"),
    [
        ([1, 2, None], 2, "at least 3 invited are expected, found 2"),
        ([1, 6, 7], None, "scores from 1 to 5 are expected, found 6"),
    ],
)
def test_a_refusal_says_what_is_expected_and_no_more(
    scores: list[float | None], invited: int | None, words: str
) -> None:
    """The whole message, with the first score at fault."""
    with pytest.raises(ValueError, match=f"^{words}$"):
        summarise(scores, (1, 5), invited)
