"""Effect estimates against published figures: teen employment, Medicaid, shared savings.

mpdta: Callaway and Sant'Anna's county data, with the estimates their package prints. Medicaid: the expansion of 2014 in
the panel of states of the course "Advanced difference-in-differences" (Mixtape Sessions). Axene Health Partners on
minimum savings rates; 42 CFR 425.604; Gesundes Kinzigtal (optimedis.de). Origins: the SOURCE.md beside the data.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from selfeval.population.effect import peers
from selfeval.population.effect.cells import Cells
from selfeval.population.effect.savings import Saving, minimum_rate
from selfeval.population.effect.weights import (
    cohort_weights,
    event_weights,
    group_event_weights,
    group_time_weights,
    project,
)

DATA = Path(__file__).parents[1] / "fixtures"
# ATT(g, t) by cohort for t = 2004 to 2007; before the start against the year before, from the start on against g - 1.
PUBLISHED = {
    2004: (-0.0105, -0.0704, -0.1373, -0.1008),
    2006: (0.0065, -0.0028, -0.0046, -0.0412),
    2007: (0.0305, -0.0027, -0.0311, -0.0261),
}
GROUP_TIME = [(cohort, 2004 + at, att) for cohort, row in PUBLISHED.items() for at, att in enumerate(row)]


def cells_from(frame: pd.DataFrame, unit: str, outcome: str) -> Cells:
    """One unit a cell: no persons within."""
    table = frame.pivot_table(index=unit, columns="year", values=outcome)
    names, years = tuple(map(str, table.index)), tuple(int(year) for year in table.columns)
    mean = table.to_numpy(float)
    return Cells(names, years, np.ones_like(mean), mean, np.zeros_like(mean))


@pytest.fixture(scope="module")
def employment() -> tuple[Cells, np.ndarray]:
    frame = pd.read_csv(DATA / "mpdta.csv")
    starts = frame.groupby("countyreal")["first.treat"].first().to_numpy(float)
    return cells_from(frame, "countyreal", "lemp"), starts


@pytest.fixture(scope="module")
def medicaid() -> tuple[Cells, np.ndarray]:
    """Years before 2016, without the states that expanded in 2015; later ones count as never."""
    frame = pd.read_csv(DATA / "ehec_data.csv")
    frame = frame[(frame["year"] < 2016) & (frame["yexp2"] != 2015)]
    assert len(frame) == 344
    starts = (frame.groupby("stfips")["yexp2"].first() == 2014).to_numpy() * 2014.0
    return cells_from(frame, "stfips", "dins"), starts


@pytest.mark.parametrize(("cohort", "year", "att"), GROUP_TIME)
def test_the_effect_of_each_cohort_and_year_is_the_published_one(employment, cohort, year, att):
    """All twelve ATT(g, t); before the start the published ones are steps from year to year, ours stand on one base."""
    cells, starts = employment

    def against_base(when: int) -> float:
        found = cohort_weights(cells.size, starts, cells.years, cohort, when)
        return float((found * cells.mean).sum())

    found = against_base(year) if year >= cohort else against_base(year) - against_base(year - 1)
    assert found == pytest.approx(att, abs=5e-5)


def test_the_mean_effect_of_all_cohorts_is_the_published_one(employment):
    cells, starts = employment
    weights = group_time_weights(cells.size, starts, cells.years)
    assert float((weights * cells.mean).sum()) == pytest.approx(-0.0400, abs=5e-5)


def test_the_effects_by_years_since_the_start_are_the_published_ones(employment):
    cells, starts = employment
    found = group_event_weights(cells.size, starts, cells.years)
    dynamic = [float((found[span] * cells.mean).sum()) for span in range(4)]
    assert dynamic == pytest.approx([-0.0199, -0.0510, -0.1373, -0.1008], abs=5e-5)


def test_the_library_gives_the_published_estimate_and_standard_error(employment):
    cells, starts = employment
    found = peers.callaway_santanna(cells, starts)
    assert (found.value, found.error) == pytest.approx((-0.0400, 0.0120), abs=5e-5)


@pytest.mark.parametrize(
    ("year", "effect", "error"),
    [(2008, -0.005285, 0.008654), (2014, 0.046447, 0.009152), (2015, 0.069206, 0.010350)],
)
def test_the_event_study_of_medicaid_is_the_published_one(medicaid, year, effect, error):
    """The coefficient from our weights, its error clustered by state from the library."""
    cells, starts = medicaid
    weights = event_weights(project(cells.persons), starts, cells.years)[year]
    assert float((weights * cells.mean).sum()) == pytest.approx(effect, abs=5e-7)
    found = peers.event_study(cells, starts)[year]
    assert (found.value, found.error) == pytest.approx((effect, error), abs=5e-7)


def test_axene_a_saving_below_the_minimum_rate_shares_nothing():
    """Target 500.00 a member and month, actual 495.50, 125,000 member-months: 0.9 % against a minimum of 1 %."""
    saving = Saving(500.0, 495.5, 125_000, 0.01)
    assert (saving.per_unit, saving.rate) == pytest.approx((4.5, 0.009))
    assert saving.total * 0.5 == pytest.approx(281_250)
    assert not saving.credited
    assert saving.shared(0.5) == 0


@pytest.mark.parametrize(("actual", "shared"), [(495.00, 312_500.0), (495.01, 0.0)])
def test_axene_a_saving_on_the_minimum_rate_counts(actual, shared):
    assert Saving(500.0, actual, 125_000, 0.01).shared(0.5) == pytest.approx(shared)


@pytest.mark.parametrize(("persons", "rate"), [(5_000, 0.039), (60_000, 0.020), (250_000, 0.020)])
def test_the_us_programme_asks_3_9_percent_of_small_and_2_percent_of_large_groups(persons, rate):
    assert minimum_rate(persons) == pytest.approx(rate)


def test_the_us_programme_has_no_rate_for_fewer_than_five_thousand():
    assert minimum_rate(4_999) is None
    assert not Saving(500.0, 100.0, 1_000, None).credited


@pytest.mark.parametrize(
    ("expected", "saved", "members", "each", "rate"),
    [(75.5e6, 5.5e6, 33_000, 170, 0.07284768), (4.6e6 / 0.07, 4.6e6, 31_000, 146, 0.07)],
)
def test_kinzigtal_comes_out_within_the_rounding_of_its_figures(expected, saved, members, each, rate):
    """2013 and 2012: published figures are rounded, so 3 %."""
    saving = Saving(expected / members, (expected - saved) / members, members, None)
    assert saving.per_unit == pytest.approx(each, rel=0.03)
    assert saving.rate == pytest.approx(rate, rel=0.03)
    assert saving.total == pytest.approx(saved, rel=0.03)
