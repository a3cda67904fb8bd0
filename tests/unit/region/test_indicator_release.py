"""Small counts of municipalities are not shown, and cannot be worked out from the totals of areas."""

from __future__ import annotations

import pytest

from selfeval.region.indicator import read_indicator, release_indicator

AREAS = {"region": ["34022", "34013", "34023"], "arrondissement": ["34022", "34013", "34023", "34027", "34041"]}


def released(write_file, *rows, smallest=5):
    return release_indicator(read_indicator(write_file("nis,teller,noemer", *rows)), AREAS, smallest)


def test_what_is_large_is_shown_whole(write_file):
    """Every municipality and both totals."""
    found = released(write_file, "34022,50,100", "34013,40,100", "34023,30,100", "34027,20,100", "34041,10,100")
    assert (len(found.shown), found.hidden) == (5, frozenset())
    assert (found.totals["region"].numerator, found.totals["arrondissement"].denominator) == (120, 500)


@pytest.mark.parametrize("row", ["34023,3,100", "34023,98,100", "34023,0,4"])
def test_a_small_count_takes_another_with_it(write_file, row):
    """Few with, few without, or few people: the total less the others would give it away."""
    found = released(write_file, "34022,50,100", "34013,40,100", row, "34027,20,100", "34041,10,100")
    assert "34023" in found.hidden
    assert len(found.hidden & set(AREAS["region"])) >= 2


def test_one_hidden_in_each_of_two_nested_areas_is_not_found_by_difference(write_file):
    """The arrondissement less the region must not leave one hidden municipality alone."""
    found = released(write_file, "34022,50,100", "34013,40,100", "34023,3,100", "34027,2,100", "34041,10,100")
    outside = set(AREAS["arrondissement"]) - set(AREAS["region"])
    assert len(found.hidden & outside) != 1
    assert len(found.hidden & set(AREAS["region"])) != 1


def test_a_region_with_few_cases_has_no_total(write_file):
    """Three people over all municipalities together stay hidden."""
    found = released(write_file, "34022,1,100", "34013,1,100", "34023,1,100", "34027,20,100", "34041,10,100")
    assert "region" not in found.totals
    assert set(AREAS["region"]) <= found.hidden
