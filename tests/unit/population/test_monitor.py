"""Figures, comparison and funnel of tiny populations, worked out by hand."""

from __future__ import annotations

from math import nan, sqrt

import numpy as np
import pytest
from person_years import indicator, person_table

from selfeval.errors import RequestError
from selfeval.population.cube import BANDS, Cube
from selfeval.population.indicators import PERSONS, Break, Condition, Kind, Population, Term
from selfeval.population.monitor.comparison import Beside, Estimate, beside, break_places, trend
from selfeval.population.monitor.figures import Parts, crude, standardised
from selfeval.population.monitor.funnel import draw_limits
from selfeval.population.monitor.gathering import gather_monitor
from selfeval.population.monitor.records import monitor_records
from selfeval.population.tally import columns_to_read, tally_cube
from selfeval.statistics.verdict import Verdict

VISITS, YEARS = Term("sum", ("emergency_visits",)), Term("person_years")
SEEN = Term("persons", (), (Condition(("gp_contacts",), 1),))
SHARE, RATE = indicator(Kind.SHARE, SEEN, PERSONS), indicator(Kind.RATE, VISITS, YEARS)
MEAN = indicator(Kind.MEAN, VISITS, PERSONS)
RATIO = indicator(Kind.RATIO, VISITS, Term("sum", ("gp_contacts",)))


def parts(numerator, denominator, squares=None, persons=None, cross=None, below=None):
    def filled(values):
        return np.asarray(numerator if values is None else values, dtype=float)

    whole = np.asarray(denominator, dtype=float)
    return Parts(
        filled(persons or denominator), filled(numerator), whole, filled(squares), filled(cross), filled(below)
    )


def of(estimates):
    return [float(one) for one in (estimates.value, estimates.low, estimates.high)]


def test_a_share_has_wilsons_interval():
    """81 of 263 persons: Newcombe 1998, Stat Med 17:857-872, table I, method 3: 0.2553 to 0.3662."""
    found = of(crude(SHARE, parts([40, 41], [100, 163])))
    assert found == pytest.approx([81 / 263, 0.2553, 0.3662], abs=5e-5)


def test_a_mean_has_students_interval_from_its_squares():
    """1, 2, 3, 4, 5: mean 3, standard deviation sqrt(2.5), t(4) = 2.776445."""
    half = 2.776445 * sqrt(2.5) / sqrt(5)
    assert of(crude(MEAN, parts([15], [5], [55]))) == pytest.approx([3, 3 - half, 3 + half], rel=1e-6)


def test_a_rate_of_repeated_events_is_less_sure_than_one_of_single_events():
    """Sixteen events of four persons, four each, stretch the interval twice: the squares are four times the events."""
    single, repeated = (of(crude(RATE, parts([16], [10], [squares]))) for squares in (16, 64))
    assert single[0] == repeated[0] == 1.6
    assert repeated[2] - 1.6 == pytest.approx(2 * (single[2] - 1.6), rel=1e-9)


def test_a_rate_below_ten_events_has_a_value_without_interval():
    """Nine events are told; how sure they are is not."""
    value, low, high = of(crude(RATE, parts([9], [10], [9])))
    assert value == 0.9
    assert np.isnan([low, high]).all()


def test_a_ratio_of_the_same_sums_has_no_uncertainty():
    """x = y for everyone gives 1 with an interval of length 0, whatever the persons."""
    found = of(crude(RATIO, parts([20], [20], [50], [10], [50], [50])))
    assert found == pytest.approx([1, 1, 1])


def test_everyone_alike_is_standardised_to_itself():
    """A share of one half in each band stays one half whatever the age structure."""
    half = parts([5.0 * at for at in range(1, 19)], [10.0 * at for at in range(1, 19)])
    (found,) = standardised(SHARE, [half])
    assert float(found.value) == pytest.approx(0.5, rel=1e-12)


def test_a_standardised_share_weighs_bands_as_the_standard_population_does():
    """From 75: bands of 4,000, 2,500 and 2,500 of 100,000; shares 0.5, 0.2 and 0.1 make (2000 + 500 + 250) / 9000."""
    old = indicator(Kind.SHARE, SEEN, PERSONS, Population(from_age=75))
    (found,) = standardised(old, [parts([50, 20, 10], [100, 100, 100])])
    assert float(found.value) == pytest.approx((4000 * 0.5 + 2500 * 0.2 + 2500 * 0.1) / 9000, rel=1e-12)


def test_a_band_without_persons_is_joined_for_both_sides():
    """From 75 nobody is 80 to 84 on one side: the other side is told over the same two bands."""
    old = indicator(Kind.MEAN, VISITS, PERSONS, Population(from_age=5))
    whole = parts([20.0] * 17, [10.0] * 17, [60.0] * 17)
    gap = parts([20.0, 0.0, *[20.0] * 15], [10.0, 0.0, *[10.0] * 15], [60.0, 0.0, *[60.0] * 15])
    one, other = standardised(old, [gap, whole])
    assert float(one.value) == pytest.approx(2.0)
    assert float(other.value) == pytest.approx(2.0)


def test_too_many_bands_without_persons_are_not_standardised():
    """A group of old people only is not told as if it were of all ages."""
    none = [0.0] * 14
    (found,) = standardised(SHARE, [parts([*none, 5, 5, 5, 5], [*none, 10, 10, 10, 10])])
    assert np.isnan(float(found.value))


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ((10, 9, 11), (8, 7.9, 8.1), Beside.HIGHER),
        ((8, 7.9, 8.1), (10, 9, 11), Beside.LOWER),
        ((10, 9, 11), (9.5, 9, 10), Beside.CANNOT_TELL),
        ((nan, nan, nan), (9.5, 9, 10), None),
        ((10, nan, nan), (9.5, 9, 10), None),
    ],
)
def test_a_figure_beside_another(one, other, said):
    """Only a difference that excludes 0 is told; without an interval nothing is."""
    assert beside(Estimate(*one), Estimate(*other)) == said


def test_a_series_starts_anew_at_a_break_and_after_a_gap():
    """2020 and the year after a missing one begin a stretch; a break before the second year splits nothing."""
    breaks = [Break(2020, "pandemic"), Break(2010, "definition")]
    assert break_places([2016, 2017, 2019, 2020, 2021], breaks) == (2, 3)


def estimates(*values):
    return [Estimate(value, value - 0.1, value + 0.1) for value in values]


@pytest.mark.parametrize(
    ("values", "breaks", "low_is_good", "said"),
    [
        ((5, 5, 7), [], True, Verdict.WORSE),
        ((5, 5, 7), [], False, Verdict.IMPROVED),
        ((5, 5, 7), [], None, Verdict.NO_JUDGEMENT),
        ((5, 7, 7.05), [], True, Verdict.CANNOT_TELL),
        ((5, 5, 7), [Break(2019, "definition")], True, Verdict.CANNOT_TELL),
        ((5, 7, 7), [Break(2019, "definition")], True, Verdict.CANNOT_TELL),
    ],
)
def test_the_latest_year_against_the_one_before_in_its_stretch(values, breaks, low_is_good, said):
    """A jump at a break is no change; a change is better or worse only where one way is."""
    assert trend([2017, 2018, 2019], estimates(*values), breaks, low_is_good) == said


def test_ten_years_are_held_against_a_control_chart():
    """A rise that one year before would call sure is within the usual swings of ten; one far beyond them is not."""
    years, usual = list(range(2005, 2016)), [5, 6, 5, 6, 5, 6, 5, 6, 5, 6]
    assert trend(years, estimates(*usual, 5), [], True) is Verdict.CANNOT_TELL
    assert trend(years, estimates(*usual, 12), [], True) is Verdict.WORSE


def test_a_year_that_is_not_known_is_not_judged():
    """Nothing is said of the latest year when it has no figure, whatever those before it."""
    series = [*estimates(5, 7), Estimate(nan, nan, nan)]
    assert trend([2017, 2018, 2019], series, [], True) is Verdict.CANNOT_TELL


def test_a_funnel_expects_what_all_have_at_the_same_age():
    """Six regions alike at each age lie on 1 whatever their ages; fewer than five give no funnel."""
    bands = np.array([[100.0, 10.0], [10.0, 100.0], [50.0, 50.0], [80.0, 20.0], [20.0, 80.0], [60.0, 40.0]])
    events = bands * [0.2, 0.8]
    alike = Parts(bands, events, bands, events, events, events)
    names = tuple("abcdef")
    found = draw_limits(SHARE, names, alike)
    assert [spot.value for spot in found.spots] == pytest.approx([1.0] * 6)
    assert {spot.position for spot in found.spots} == {"inside"}
    assert not found.widened
    assert draw_limits(SHARE, names[:4], alike.each(lambda sums: sums[:4])) is None


def region_rows(region: str, seen: int, persons: int, year: int = 2019) -> list[dict[str, object]]:
    ages = [at % len(BANDS) * 5 for at in range(persons)]
    return [{"region": region, "year": year, "age": age, "gp_contacts": int(at < seen)} for at, age in enumerate(ages)]


def cube_of(rows: list[dict[str, object]]) -> Cube:
    table = person_table(rows)
    columns = columns_to_read((SHARE,), table.column_names)
    return tally_cube(table.select(columns).to_batches(), (SHARE,), columns)


def test_a_count_of_one_to_four_persons_is_shown_nowhere():
    """Three persons of region_01 saw a GP: its figures, its standard and its verdict are gone; the others stay."""
    cube = cube_of([*region_rows("region_01", 3, 60), *region_rows("region_02", 40, 90)])
    (found,) = gather_monitor(cube, (SHARE,), "region_01").readings
    assert found.here[2019, ""].reason == "small"
    assert found.standard[2019].value is None
    assert (found.beside, found.trend) == (None, None)
    assert found.others[2019].cases == 40
    rows = [row for row in monitor_records(gather_monitor(cube, (SHARE,), "region_01")) if row["numerator"] is not None]
    assert {row["numerator"] for row in rows} == {40}


def test_the_region_stands_beside_all_others_or_the_chosen_ones():
    """45 of 90 against 80 of 180 of two others, or against 20 of 90 of one of them, where it is higher."""
    rows = [*region_rows("region_01", 45, 90), *region_rows("region_02", 60, 90), *region_rows("region_03", 20, 90)]
    cube = cube_of(rows)
    (all_others,) = gather_monitor(cube, (SHARE,), "region_01").readings
    assert (all_others.others[2019].cases, all_others.others[2019].persons) == (80, 180)
    assert all_others.beside is Beside.CANNOT_TELL
    (chosen,) = gather_monitor(cube, (SHARE,), "region_01", ["region_03"]).readings
    assert chosen.others[2019].cases == 20
    assert chosen.beside is Beside.HIGHER


def test_a_region_that_is_not_there_is_named_with_those_that_are():
    """So is one to compare with."""
    cube = cube_of([*region_rows("region_01", 45, 90), *region_rows("region_02", 60, 90)])
    for region, compared in (("region_09", []), ("region_01", ["region_09"])):
        with pytest.raises(RequestError) as found:
            gather_monitor(cube, (SHARE,), region, compared)
        assert found.value.details["accepted"] == "region_01, region_02"
