"""The history and the projects as the sources tell them: dates, regions by municipality, sizes, what is not known."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from selfeval.guide import read_guide
from selfeval.territory import municipality, region_population

MILESTONES = list(read_guide().items("milestones"))
PILOTS = {pilot["id"]: pilot for pilot in read_guide().items("pilots")}
# The codes of the pilots are those of this year.
YEAR = 2019


def last_day(date: str) -> str:
    """The last day a date can mean, as far as comparing needs it."""
    return {4: f"{date}-12-31", 7: f"{date}-31", 10: date}[len(date)]


def test_the_history_goes_from_the_conference_of_2010_to_the_decree_of_2024() -> None:
    assert (MILESTONES[0]["id"], MILESTONES[0]["date"]) == ("eu_conference", "2010")
    assert (MILESTONES[-1]["id"], MILESTONES[-1]["date"]) == ("decree_on_programmes", "2024-03-29")


def test_the_events_stand_in_the_order_of_time() -> None:
    """What is known by its year only may stand anywhere in that year."""
    for earlier, later in pairwise(MILESTONES):
        assert earlier["date"] <= last_day(later["date"]), (earlier["id"], later["id"])


@pytest.mark.parametrize(
    ("milestone", "date"),
    [
        ("joint_declaration", "2015-03-30"),
        ("plan_approved", "2015-10-19"),
        ("guide_and_call", "2016-02-02"),
        ("faith_protocol", "2017-04-24"),
        ("decree_on_pilots", "2017-07-31"),
        ("pilots_start", "2018-01-01"),
        ("decree_on_lump_sum", "2019-09-24"),
        ("faith_ends", "2020-06"),
        ("decree_of_prolongation", "2021-05-30"),
        ("end_of_execution", "2022-12-31"),
        ("interfederal_protocol", "2023-11-08"),
    ],
)
def test_an_event_has_the_date_of_its_source(milestone: str, date: str) -> None:
    assert read_guide().item("milestones", milestone)["date"] == date


@pytest.mark.parametrize(
    ("language", "dates"),
    [
        ("nl", ("31 mei 2016", "3 juli 2016")),
        ("fr", ("31 mai 2016", "3 juillet 2016")),
        ("en", ("31 May 2016", "3 July 2016")),
    ],
)
def test_both_dates_of_the_candidates_are_told(language: str, dates: tuple[str, str]) -> None:
    description = read_guide().item("milestones", "candidates_received")["description"][language]
    assert all(date in description for date in dates)


def test_ten_of_the_twelve_projects_are_known_by_name() -> None:
    assert Counter(pilot["part"] for pilot in PILOTS.values()) == {"flanders": 4, "wallonia": 5, "brussels": 1}


def test_every_municipality_of_a_project_exists_in_its_part_of_the_country() -> None:
    for pilot in PILOTS.values():
        for code in pilot["municipalities"]:
            found = municipality(code, YEAR)
            assert found is not None, (pilot["id"], code)
            assert found.region == pilot["part"], (pilot["id"], code)


def test_no_municipality_belongs_to_two_projects() -> None:
    """One project a region, without overlap."""
    counted = Counter(code for pilot in PILOTS.values() for code in pilot["municipalities"])
    assert [code for code, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(
    ("pilot", "names"),
    [
        ("boost", {"Bruxelles", "Saint-Gilles", "Saint-Josse-ten-Noode"}),
        ("relian", {"Liège", "Seraing"}),
        ("pact", {"La Louvière", "Binche", "Morlanwelz"}),
        ("resinam", {"Namur", "Profondeville"}),
        ("zorgzaam_leuven", {"Louvain"}),
        ("de_brug", {"Harelbeke", "Courtrai", "Kuurne", "Menin", "Wevelgem", "Wervik"}),
    ],
)
def test_a_region_is_what_its_source_names(pilot: str, names: set[str]) -> None:
    assert {municipality(code, YEAR).name("fr") for code in PILOTS[pilot]["municipalities"]} == names  # type: ignore[union-attr]


def test_chronilux_is_the_province_of_luxembourg_all_forty_four_municipalities_of_it() -> None:
    found = [municipality(code, YEAR) for code in PILOTS["chronilux"]["municipalities"]]
    assert len(found) == 44
    assert {one.province_fr for one in found if one} == {"Province du Luxembourg"}


def test_a_region_without_municipalities_says_why_and_so_does_the_one_that_takes_part_of_a_city() -> None:
    unknown = {"chronicopole", "empact", "geintegreerde_zorg_waasland"}
    assert {pilot["id"] for pilot in PILOTS.values() if not pilot["municipalities"]} == unknown
    assert all(PILOTS[name]["municipalities_note"] for name in (*unknown, "boost"))


def test_four_sizes_are_known_and_no_other_is_filled_in() -> None:
    known = {name: pilot["inhabitants"] for name, pilot in PILOTS.items() if pilot["inhabitants"]}
    assert known == {
        "chronicopole": 232806,
        "empact": 360000,
        "geintegreerde_zorg_waasland": 240000,
        "relian": 260000,
    }


def test_the_size_a_source_gives_agrees_with_the_municipalities_we_read_in_it() -> None:
    """Liège and Seraing had about 260,000 inhabitants by Statbel's figures too, within two per cent."""
    counted = region_population(PILOTS["relian"]["municipalities"], 2018).total
    assert counted == pytest.approx(260000, rel=0.02)


def test_the_target_and_what_was_reported_are_two_facts() -> None:
    """8,000 stands for both in Leuven; they are not the same number."""
    facts = [fact["text"]["nl"] for fact in PILOTS["zorgzaam_leuven"]["facts"] if "8.000" in fact["text"]["nl"]]
    assert len(facts) == 2
    assert [text.startswith("Doel") for text in facts] == [True, False]
