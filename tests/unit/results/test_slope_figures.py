"""The slope of the share reached over the risk strata."""

from __future__ import annotations

import pytest
from tiny_project import Cells, figure, finding, tiny_evaluation

from selfeval.disclosure import Policy, Release, release
from selfeval.model import State

STRATA = ("stratum_low", "stratum_medium", "stratum_high", "stratum_complex")


def reached(*ends: int | State, size: int = 100) -> list[Cells]:
    return [{"group": group, "end": end, "target_group": size} for group, end in zip(STRATA, ends, strict=True)]


def test_ten_points_more_in_each_stratum_make_a_slope_of_forty() -> None:
    """Shares 10, 20, 30 and 40 % of equal strata lie on a line from 5 to 45 %."""
    result = tiny_evaluation(patients=reached(10, 20, 30, 40))
    slope = figure(result, "equity.slope", group="stratum")
    ends = [figure(result, "equity.slope_end", end, "stratum").value for end in ("bottom", "top")]
    assert (slope.value, *ends) == pytest.approx((0.4, 0.05, 0.45))
    assert slope.low is not None
    assert slope.high is not None
    assert slope.low < 0.4 < slope.high
    assert finding(result, "equity.slope_verdict", group="stratum") == "improved"


@pytest.mark.parametrize("state", [State.UNKNOWN, State.EMPTY, State.NOT_APPLICABLE])
def test_one_stratum_missing_leaves_no_slope(state: State) -> None:
    """A missing stratum is not taken for an empty one, and its reason is kept."""
    result = tiny_evaluation(patients=reached(10, state, 30, 40))
    slope = figure(result, "equity.slope", group="stratum")
    assert (slope.value, slope.state) == (None, state)


def test_a_hidden_stratum_hides_the_slope() -> None:
    """From the slope and three shares the fourth could be worked out."""
    result = release(tiny_evaluation(patients=reached(3, 20, 30, 40)), Policy(Release.PUBLIC))
    names = [("equity.slope", ""), ("equity.slope_end", "bottom"), ("equity.slope_end", "top")]
    assert {result.figure(name, end, "stratum").state for name, end in names} == {State.HIDDEN}
    assert result.finding("equity.slope_verdict", group="stratum") == "hidden"
