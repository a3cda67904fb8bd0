"""Codes of one year in those of another, against Statbel's list of the changes of 1 January 2019."""

from __future__ import annotations

import pytest

from selfeval.territory import TerritoryError, Translation, municipalities, translate_codes

PACT_2018 = ("55022", "56011", "56087")
PACT_2019 = ("58001", "58002", "58004")


def test_renumbered_municipalities_do_not_vanish() -> None:
    """La Louvière, Binche and Morlanwelz all changed code."""
    assert translate_codes(PACT_2018, 2018, 2019) == Translation(PACT_2019)
    assert translate_codes(PACT_2019, 2021, 2017) == Translation(PACT_2018)


def test_codes_that_did_not_change_stay() -> None:
    assert translate_codes(["62096", "62063"], 2018, 2021) == Translation(("62063", "62096"))


def test_a_region_of_the_same_years_stays_as_it_is() -> None:
    assert translate_codes(PACT_2018, 2012, 2018) == Translation(PACT_2018)


def test_a_whole_merger_adds_nobody() -> None:
    assert translate_codes(["12030", "12034"], 2018, 2019) == Translation(("12041",))


def test_a_part_of_a_merger_names_the_neighbours_drawn_in() -> None:
    assert translate_codes(["12030"], 2018, 2019) == Translation(("12041",), ("12034",))
    assert translate_codes(["44036"], 2018, 2019) == Translation(("44085",), ("44072", "44080"))


def test_a_merged_municipality_goes_back_to_all_its_parts() -> None:
    assert translate_codes(["44085"], 2019, 2018) == Translation(("44036", "44072", "44080"))


def test_all_old_codes_become_all_new_codes_and_back() -> None:
    old = tuple(found.nis for found in municipalities(2018))
    new = tuple(found.nis for found in municipalities(2019))
    assert (len(old), len(new)) == (589, 581)
    assert translate_codes(old, 2018, 2019) == Translation(new)
    assert translate_codes(new, 2019, 2018) == Translation(old)


def test_every_unknown_code_is_named() -> None:
    with pytest.raises(TerritoryError) as refused:
        translate_codes(["99999", "62063", "1234"], 2018, 2019)
    assert refused.value.code == "municipality_codes_unknown"
    assert refused.value.details["found"] == "1234; 99999"


def test_a_code_of_another_year_than_said_is_refused() -> None:
    with pytest.raises(TerritoryError) as refused:
        translate_codes(["58001"], 2018, 2019)
    assert refused.value.code == "municipality_codes_of_other_year"
    assert refused.value.details == {"found": "58001", "year": "2018"}
