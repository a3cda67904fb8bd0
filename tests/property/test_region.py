"""What holds for every region: totals are conserved, codes of any year mean the same, nothing hidden is shown."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from selfeval.guide import read_guide
from selfeval.region.choice import choose_region
from selfeval.region.column_map import shipped_maps
from selfeval.region.indicator import Reading, release_indicator
from selfeval.territory import (
    Level,
    carry_codes,
    ground_of,
    income_years,
    municipalities,
    population_years,
    region_income,
    region_population,
    surroundings,
    unit_of,
)

OLD = [found.nis for found in municipalities(2018)]
NEW = [found.nis for found in municipalities(2019)]
regions = st.lists(st.sampled_from(NEW), min_size=1, max_size=25, unique=True)


@settings(max_examples=40, deadline=None)
@given(regions, st.sampled_from(population_years()))
def test_a_region_and_the_rest_are_the_country(codes, year):
    """In every year, on today's ground: nobody is lost and nobody counts twice."""
    rest = [code for code in NEW if code not in codes]
    whole = region_population(NEW, year).total
    assert region_population(codes, year).total + (region_population(rest, year).total if rest else 0) == whole


@settings(max_examples=40, deadline=None)
@given(regions, st.sampled_from(income_years()))
def test_the_income_of_a_region_and_the_rest_is_the_country_s(codes, year):
    """Declarations and residents to the last one."""
    rest = [code for code in NEW if code not in codes]
    parts = [region_income(some, year) for some in (codes, rest) if some]
    whole = region_income(OLD, year)
    assert sum(part.declarations for part in parts) == whole.declarations
    assert sum(part.residents for part in parts) == whole.residents


@settings(max_examples=60, deadline=None)
@given(regions, st.randoms(use_true_random=False))
def test_codes_of_any_year_give_the_same_region(codes, random):
    """Today's codes, those of 2018, and any mixture of both."""
    older = carry_codes(codes, 2018).codes
    mixed = list({*codes, *older})
    random.shuffle(mixed)
    guide = read_guide()
    found = {choose_region(",".join(some), "", guide).codes for some in (codes, older, mixed)}
    assert found == {tuple(sorted(codes))} == {ground_of(older)}


@settings(max_examples=40, deadline=None)
@given(regions)
def test_what_lies_around_a_region_holds_it(codes):
    """Arrondissement within province within country, and each unit whole."""
    near, wider, all_of_it = (set(area.codes) for area in surroundings(codes))
    assert set(codes) <= near <= wider <= all_of_it == set(NEW)
    for area, level in zip(surroundings(codes), (Level.ARRONDISSEMENT, Level.PROVINCE), strict=False):
        assert {unit_of(found, level) for found in municipalities(2019) if found.nis in area.codes} == set(area.units)


counts = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=150, deadline=None)
@given(st.lists(counts, min_size=4, max_size=9), st.integers(1, 3), st.integers(4, 8))
def test_no_small_count_is_shown_or_left_alone(pairs, inner, smallest):
    """Neither with nor without the trait, for a municipality or an area; none is the only hidden one of an area."""
    codes = NEW[: len(pairs)]
    areas = {"region": codes[: inner + 1], "country": codes}
    reading = Reading(shipped_maps()[-1], "x", "", dict(zip(codes, pairs, strict=True)), ())
    found = release_indicator(reading, areas, smallest)
    for part, whole in [*found.shown.values(), *((one.numerator, one.denominator) for one in found.totals.values())]:
        assert not _small(part, whole, smallest)
    small = {code for code, (part, whole) in reading.counts.items() if _small(part, whole, smallest)}
    assert small <= found.hidden
    for code, name in product(small, found.totals):
        assert code not in areas[name] or len(found.hidden & set(areas[name])) > 1


def _small(part, whole, smallest):
    return any(0 < count < smallest for count in (part, whole - part, whole))
