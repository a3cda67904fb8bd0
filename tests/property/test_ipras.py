"""What must hold for the IPRAS of any panel."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfeval.statistics.ipras import interpercentile_range

steady = settings(deadline=None, derandomize=True, max_examples=100)
panels = st.lists(st.integers(1, 9), min_size=1, max_size=40)


@steady
@given(panels)
def test_the_range_lies_within_the_ratings(ratings: list[int]) -> None:
    found = interpercentile_range(ratings)
    assert min(ratings) <= found.percentile_30 <= found.centre <= found.percentile_70 <= max(ratings)
    assert found.width >= 0
    assert 2.35 <= found.adjusted <= 2.35 + 1.5 * 4


@steady
@given(panels, st.randoms(use_true_random=False))
def test_the_order_of_the_ratings_does_not_matter(ratings: list[int], random: object) -> None:
    mixed = list(ratings)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert interpercentile_range(mixed) == interpercentile_range(ratings)


@steady
@given(panels)
def test_the_mirrored_panel_is_as_divided(ratings: list[int]) -> None:
    found, mirror = interpercentile_range(ratings), interpercentile_range([10 - rating for rating in ratings])
    assert (mirror.width, mirror.asymmetry) == pytest.approx((found.width, found.asymmetry))


@steady
@given(panels)
def test_a_scale_drawn_out_gives_the_same_answer_drawn_out(ratings: list[int]) -> None:
    """1 to 9 in steps of 1 and 0 to 16 in steps of 2 are one scale."""
    found = interpercentile_range(ratings)
    wide = interpercentile_range([2 * rating - 2 for rating in ratings], 0, 16)
    assert (wide.width, wide.adjusted) == pytest.approx((2 * found.width, 2 * found.adjusted))
    assert wide.disagreement == found.disagreement


@steady
@given(st.integers(0, 5), st.integers(1, 30))
def test_a_panel_of_one_mind_does_not_disagree(rating: int, n: int) -> None:
    found = interpercentile_range([rating] * n, 0, 5)
    assert (found.width, found.percentile_30, found.disagreement) == (0, rating, False)
