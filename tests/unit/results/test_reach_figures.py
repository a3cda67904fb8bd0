"""The flow of patients, the share reached, the gap between groups, computed by hand beside the program."""

from __future__ import annotations

import pytest
from scipy.stats import norm
from tiny_project import figure, finding, tiny_evaluation

from selfeval.model import State

FLOW = {"start": 400, "inflow": 120, "deceased": 24, "moved": 12, "stopped": 36, "end": 448}
TOTAL = {"group": "total", "target_group": 6000, **FLOW}


def by_hand_wilson(x: int, n: int) -> tuple[float, float]:
    """The roots of (p - x/n)² = z² p (1 - p) / n, Wilson's own equation."""
    z2 = norm.ppf(0.975) ** 2
    a, b, c = 1 + z2 / n, -(2 * x / n + z2 / n), (x / n) ** 2
    root = (b * b - 4 * a * c) ** 0.5
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def by_hand_newcombe(x: int, n: int, y: int, m: int) -> tuple[float, float]:
    (l1, u1), (l2, u2), p, q = by_hand_wilson(x, n), by_hand_wilson(y, m), x / n, y / m
    return p - q - ((p - l1) ** 2 + (u2 - q) ** 2) ** 0.5, p - q + ((u1 - p) ** 2 + (q - l2) ** 2) ** 0.5


def test_outflow_is_the_sum_of_died_moved_and_stopped() -> None:
    result = tiny_evaluation(patients=[TOTAL])
    assert figure(result, "reach.outflow", group="total").value == 24 + 12 + 36
    for column, count in FLOW.items():
        assert figure(result, f"reach.{column}", group="total").value == count


@pytest.mark.parametrize("state", [State.UNKNOWN, State.NOT_APPLICABLE, State.EMPTY])
def test_an_outflow_with_a_part_missing_is_missing_for_the_same_reason(state: State) -> None:
    result = tiny_evaluation(patients=[{**TOTAL, "moved": state}])
    outflow = figure(result, "reach.outflow", group="total")
    assert (outflow.value, outflow.state) == (None, state)


def test_the_share_reached_is_end_by_target_group_with_wilsons_limits() -> None:
    share = figure(tiny_evaluation(patients=[TOTAL]), "reach.share", group="total")
    assert (share.numerator, share.denominator) == (448, 6000)
    assert share.value == pytest.approx(0.0746667, abs=1e-7)
    assert (share.low, share.high) == pytest.approx(by_hand_wilson(448, 6000), abs=1e-12)


def test_nobody_reached_is_a_share_of_zero_and_not_a_missing_one() -> None:
    share = figure(tiny_evaluation(patients=[{**TOTAL, "end": 0}]), "reach.share", group="total")
    assert (share.value, share.state, share.low) == (0.0, State.KNOWN, 0.0)


@pytest.mark.parametrize(("target", "end"), [(0, 0), (40, 41)])
def test_a_share_of_nothing_or_of_more_than_all_is_not_computed(target: int, end: int) -> None:
    share = figure(
        tiny_evaluation(patients=[{**TOTAL, "target_group": target, "end": end}]), "reach.share", group="total"
    )
    assert (share.value, share.state) == (None, State.UNKNOWN)


def test_the_equity_gap_compares_a_group_with_the_rest_and_not_with_all() -> None:
    women = {"group": "female", "target_group": 3500, "end": 300}
    result = tiny_evaluation(patients=[TOTAL, women])
    gap = figure(result, "equity.gap", group="female")
    assert gap.value == pytest.approx(300 / 3500 - 148 / 2500, abs=1e-12)
    assert (gap.low, gap.high) == pytest.approx(by_hand_newcombe(300, 3500, 148, 2500), abs=1e-12)
    assert gap.low > 0
    assert finding(result, "equity.verdict", group="female") == "same"


def test_a_gap_of_more_than_five_points_is_said_to_be_higher_or_lower_and_a_doubtful_one_cannot_be_told() -> None:
    total = {"group": "total", "target_group": 2000, "end": 600}
    more = {"group": "reimbursement_yes", "target_group": 1000, "end": 400}
    less = {"group": "reimbursement_no", "target_group": 1000, "end": 200}
    few = {"group": "male", "target_group": 12, "end": 5}
    result = tiny_evaluation(patients=[total, more, less, few])
    words = {g: finding(result, "equity.verdict", group=g) for g in ("reimbursement_yes", "reimbursement_no", "male")}
    assert words == {"reimbursement_yes": "improved", "reimbursement_no": "worse", "male": "cannot_tell"}


def test_a_gap_of_a_group_without_a_share_keeps_its_reason_and_cannot_be_told() -> None:
    women = {"group": "female", "target_group": State.UNKNOWN, "end": 300}
    result = tiny_evaluation(patients=[TOTAL, women])
    assert figure(result, "equity.gap", group="female").state is State.UNKNOWN
    assert finding(result, "equity.verdict", group="female") == "cannot_tell"


def test_the_project_s_own_target_is_compared_with_those_included_at_the_end() -> None:
    result = tiny_evaluation(form={"inclusion_target": 560}, patients=[TOTAL])
    assert figure(result, "reach.of_inclusion_target").value == pytest.approx(0.8)


def test_each_year_has_its_own_figures_and_later_years_are_left_out() -> None:
    rows = [TOTAL, {**TOTAL, "year": 2021, "end": 400}, {**TOTAL, "year": 2023, "end": 999}]
    result = tiny_evaluation(patients=rows)
    ends = {key.year: found.value for key, found in result.figures.items() if key.measure == "reach.end"}
    assert ends == {2022: 448, 2021: 400}


@pytest.mark.parametrize(
    ("written", "state", "value"),
    [
        (0, State.KNOWN, 0),
        (State.NOT_APPLICABLE, State.NOT_APPLICABLE, None),
        (State.UNKNOWN, State.UNKNOWN, None),
        (State.EMPTY, State.EMPTY, None),
    ],
)
def test_zero_not_applicable_unknown_and_empty_stay_apart(
    written: int | State, state: State, value: int | None
) -> None:
    found = figure(tiny_evaluation(patients=[{**TOTAL, "inflow": written}]), "reach.inflow", group="total")
    assert (found.state, found.value) == (state, value)


def test_the_population_of_the_region_is_that_of_its_municipalities_and_the_target_group_a_share_of_it() -> None:
    result = tiny_evaluation(
        form={"target_group_size": 1000}, municipalities=[{"municipality": "44013"}, {"municipality": "44034"}]
    )
    totals = [f for key, f in result.figures.items() if key.measure == "region.population" and not key.subject]
    parts = sum(f.value or 0 for key, f in result.figures.items() if key.measure == "region.population" and key.subject)
    assert len(totals) == 1
    assert totals[0].value == parts
    share = figure(result, "region.target_group_share")
    assert share.value == pytest.approx(1000 / (totals[0].value or 1))
