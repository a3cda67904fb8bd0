"""What must hold for the slope over a few ranked groups."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfeval.statistics import slope_of_shares
from selfeval.statistics.arrays.inequality import slope_index

steady = settings(deadline=None, derandomize=True, max_examples=80)
Groups = list[tuple[int, int]]


@st.composite
def groups(draw: st.DrawFn, fewest: int = 3) -> Groups:
    sizes = draw(st.lists(st.integers(1, 5000), min_size=fewest, max_size=9))
    return [(draw(st.integers(0, size)), size) for size in sizes]


@steady
@given(groups())
def test_the_interval_holds_the_slope(found: Groups) -> None:
    """The limits lie on both sides of the slope, which is the line's top less its bottom."""
    slope = slope_of_shares(found)
    assert slope.interval.low <= slope.slope <= slope.interval.high
    assert slope.slope == pytest.approx(slope.top - slope.bottom, abs=1e-12)


@steady
@given(groups())
def test_the_row_walked_backwards_has_the_opposite_slope(found: Groups) -> None:
    """Turning the order round turns slope and limits round."""
    forth, back = slope_of_shares(found), slope_of_shares(found[::-1])
    turned = (-back.slope, -back.interval.high, -back.interval.low)
    assert (forth.slope, forth.interval.low, forth.interval.high) == pytest.approx(turned, abs=1e-12)


@steady
@given(groups(), st.integers(2, 20))
def test_more_people_make_the_interval_narrower(found: Groups, times: int) -> None:
    """The same shares among more people have the same slope and closer limits."""
    few, many = slope_of_shares(found), slope_of_shares([(times * a, times * n) for a, n in found])
    assert many.slope == pytest.approx(few.slope, abs=1e-12)
    assert many.interval.high - many.interval.low < few.interval.high - few.interval.low


@steady
@given(groups(fewest=5))
def test_it_equals_the_index_for_many_areas(found: Groups) -> None:
    """From five groups on the vectorised twin gives the same line."""
    slope = slope_of_shares(found)
    index = slope_index([a / n for a, n in found], [n for _, n in found])
    assert (slope.slope, slope.bottom) == pytest.approx((float(index.slope), float(index.intercept)), abs=1e-9)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_fewer_than_three_groups_are_refused(number: int) -> None:
    """Two groups have a difference, not a slope."""
    with pytest.raises(ValueError, match=f"at least 3 ordered groups are expected, found {number}"):
        slope_of_shares([(10, 100)] * number)
